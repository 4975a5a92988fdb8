import { describe, expect, it } from 'vitest';
import { findProblems } from '../../../src/jupyter/settings/load-problems.ts';

const FILE = '/h/.jupyter/jupyter_server_config.py';
const TRACE = [
  'Traceback (most recent call last):',
  '  File "/env/lib/traitlets/config/application.py", line 908, in _load_config_files',
  '    config = loader.load_config()',
  `  File "${FILE}", line 3, in <module>`,
  '    import nothing_here',
  "ModuleNotFoundError: No module named 'nothing_here'",
];

describe('what a Jupyter complained about', () => {
  it('names the file and the line that raised', () => {
    const log = [
      '[I 2026-11-23 18:35:45.222 ServerApp] hello',
      `[E 2026-11-23 18:35:45.222 ServerApp] Exception while loading config file ${FILE}`,
      ...TRACE.map((line) => `    ${line}`),
      '[W 2026-11-23 18:35:45.300 ServerApp] something else',
    ];
    expect(findProblems(log.join('\n'))).toEqual([
      {
        kind: 'config-error',
        file: FILE,
        line: 3,
        text: "ModuleNotFoundError: No module named 'nothing_here'",
      },
    ]);
  });

  it.each([
    [
      'bad-config',
      "[C 2026-11-23 19:01 ServerApp] Bad config encountered during initialization: The 'port' trait expected an int.",
      "The 'port' trait expected an int.",
    ],
    [
      'bad-config',
      "[C 19:04 NotebookApp] Bad config encountered during initialization:\n[C 19:04 NotebookApp] The 'port' trait must be an int.",
      "The 'port' trait must be an int.",
    ],
    [
      'extension-error',
      '[W 2026-11-23 19:01 ServerApp] notebook | error linking extension: Trait, x, not found.',
      'notebook | error linking extension: Trait, x, not found.',
    ],
    [
      'unknown-option',
      '[W 19:01 NotebookApp] Config option `prot` not recognized by `NotebookApp`.  Did you mean `port`?',
      'Config option `prot` not recognized by `NotebookApp`.  Did you mean `port`?',
    ],
  ])('%s: %s', (kind, log, text) => {
    expect(findProblems(`${log}\n${log}\n`)).toEqual([{ kind, text }]);
  });

  it('finds nothing in an ordinary start', () => {
    expect(findProblems('[I 19:01 ServerApp] notebook | extension was successfully linked.\n')).toEqual([]);
  });
});
