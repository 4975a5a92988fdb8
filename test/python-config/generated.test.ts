import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test as it } from 'vitest';
import { patchConfig, readSettings } from '../../src/python-config/index.ts';
import { type EnvironmentName, environment, itNeeds, type JupyterApp } from '../environments.ts';
import { askPython } from './oracle.ts';

/** The lines in which two files of equal length differ. */
function differences(before: string, after: string): string[] {
  const old = before.split('\n');
  return after.split('\n').filter((line, i) => line !== old[i]);
}

interface Row {
  readonly name: EnvironmentName;
  readonly app: JupyterApp;
  readonly section: string;
}

const LONG = process.env.JUPYTER_EXPOSE_LONG !== undefined;

/** Each takes a second or two; the others write what one of these writes. */
const SOME: readonly Row[] = [
  { name: 'nb57', app: 'notebook', section: 'NotebookApp' },
  { name: 'nb64', app: 'notebook', section: 'NotebookApp' },
  { name: 'lab3', app: 'server', section: 'ServerApp' },
  { name: 'nb7', app: 'notebook', section: 'ServerApp' },
];
const OTHERS: readonly Row[] = [
  { name: 'nb60', app: 'notebook', section: 'NotebookApp' },
  { name: 'lab30', app: 'lab', section: 'ServerApp' },
  { name: 'lab36', app: 'lab', section: 'ServerApp' },
  { name: 'nb7', app: 'server', section: 'ServerApp' },
  { name: 'nb7', app: 'lab', section: 'ServerApp' },
];

describe.each(LONG ? [...SOME, ...OTHERS] : SOME)(
  'the file that jupyter $app of $name generates',
  ({ name, app, section }) => {
    const { bin, python } = environment(name);
    const test = itNeeds(name);
    const home = mkdtempSync(join(tmpdir(), 'jupyter-expose-'));
    afterAll(() => rmSync(home, { recursive: true }));

    const generate = (): Buffer => {
      const folder = join(home, 'config');
      const env = { PATH: `${dirname(python)}:${process.env.PATH}`, HOME: home, JUPYTER_CONFIG_DIR: folder };
      if (!existsSync(folder))
        execFileSync(bin(`jupyter-${app}`), ['--generate-config'], { env, stdio: 'ignore' });
      return readFileSync(join(folder, `jupyter_${app}_config.py`));
    };

    test('sets nothing, and holds no code that lines cannot judge', () => {
      expect(readSettings(generate())).toEqual({ settings: [], opaque: [] });
    });

    test('gets its own lines uncommented, and nothing else changes', () => {
      const generated = generate();
      const settings = {
        [`${section}.ip`]: '*',
        [`${section}.port`]: 9999,
        [`${section}.open_browser`]: false,
      };
      const { source, edits } = patchConfig(generated, settings);
      expect(edits.map(({ how }) => how)).toEqual(['uncommented', 'uncommented', 'uncommented']);
      expect(differences(generated.toString(), source.toString()).sort()).toEqual([
        `c.${section}.ip = '*'`,
        `c.${section}.open_browser = False`,
        `c.${section}.port = 9999`,
      ]);
      expect(patchConfig(source, settings).source).toBe(source);
      const [answer] = askPython(python, [{ source: source.toString('latin1'), expect: settings }]);
      expect(answer).toMatchObject({ ok: true });
      expect(answer?.ok && answer.values).toEqual(answer?.ok && answer.expected);
    });
  },
);

/** What the generators of other eras wrote, in our own words. */
const ERAS = [
  {
    era: 'traitlets 4.0 on Python 2',
    text: "# Configuration file for jupyter-notebook.\n\n# The IP address.\n# c.NotebookApp.ip = u'localhost'\n\n# The port.\n# c.NotebookApp.port = 8888\n\n# Of some class.\n# c.NotebookApp.kind = <class 'a.B'>\n",
  },
  {
    era: 'traitlets 4.3',
    text: "# Configuration file for jupyter-notebook.\n\n## The IP address.\n#c.NotebookApp.ip = 'localhost'\n\n## The port.\n#  More help.\n#c.NotebookApp.port = 8888\n\n## Of some class.\n#c.NotebookApp.kind = 'a.B'\n",
  },
  {
    era: 'traitlets 5.7 on Windows',
    text: "# Configuration file for notebook.\r\n\r\nc = get_config()  #noqa\r\n\r\n## The IP address.\r\n#  Default: 'localhost'\r\n# c.NotebookApp.ip = 'localhost'\r\n\r\n## The port.\r\n#      c.NotebookApp.port = 1\r\n#  Default: 0\r\n# c.NotebookApp.port = 0\r\n\r\n#  See also: X.kind\r\n# c.NotebookApp.kind = traitlets.Undefined\r\n",
  },
];

it.each(ERAS)('three defaults of $era are uncommented in place', ({ text }) => {
  const settings = { 'NotebookApp.ip': '*', 'NotebookApp.port': 9, 'NotebookApp.kind': 'x.Y' };
  const { source, edits } = patchConfig(text, settings);
  expect(edits.map(({ how }) => how)).toEqual(['uncommented', 'uncommented', 'uncommented']);
  expect(differences(text, source).map((line) => line.trimEnd())).toEqual([
    "c.NotebookApp.ip = '*'",
    'c.NotebookApp.port = 9',
    "c.NotebookApp.kind = 'x.Y'",
  ]);
});
