import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { findInstallations } from '../../src/jupyter/installation/find-installations.ts';
import { generateConfig } from '../../src/jupyter/new-config.ts';
import { ASK_SCRIPT } from '../../src/jupyter/settings/effective-script.ts';
import { installedTarget } from '../../src/jupyter/target.ts';
import { type EnvironmentName, environment, itNeeds, type JupyterApp } from '../environments.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { slice } from '../slice.ts';

/** What jsonschema looks for, and what that needs: lies in one environment, and is borrowed from it here. */
const CHECKER = ['rfc3987_syntax', 'lark'];
/** What the script has to load less and to start less. */
const SHORTCUTS = [
  "sys.modules.setdefault('rfc3987_syntax', None)\n",
  'subprocess.check_output = run_without_yarn\n',
];
const MARK = 'ANSWER:';

/** A config file that says whether the checker is there, needs it itself, and is not without a mistake. */
const CONFIG = `import sys
print('CHECKER', 'rfc3987_syntax' in sys.modules)
import rfc3987_syntax
c.ServerApp.ip = '*'
c.ServerApp.portt = 1
c.IdentityProvider.token = 'abc'
`;

const home = mkdtempSync(join(tmpdir(), 'jupyter-expose-quick-'));
const borrowed = join(home, 'borrowed');
const programs = join(home, 'bin');
/** What the Node on this PATH was started with. */
const started = join(home, 'node-started');
afterAll(() => rmSync(home, { recursive: true }));

function container(name: EnvironmentName): Record<string, string> {
  const path = `${dirname(environment(name).python)}:${programs}:/usr/bin:/bin`;
  // Some defaults are sets of strings, which each process would write in an order of its own.
  const steady = { PATH: path, HOME: home, LANG: 'C.UTF-8', PYTHONHASHSEED: '0' };
  return name === 'nb7' ? { ...steady, PYTHONPATH: borrowed } : steady;
}

beforeAll(() => {
  const code = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
  const packages = execFileSync(environment('mixed').python, ['-c', code], { encoding: 'utf8' }).trim();
  mkdirSync(borrowed);
  for (const name of CHECKER) symlinkSync(join(packages, name), join(borrowed, name));
  mkdirSync(programs);
  const node = `#!/bin/sh\necho "$*" >> '${started}'\nexec '${process.execPath}' "$@"\n`;
  writeFileSync(join(programs, 'node'), node, { mode: 0o755 });
  mkdirSync(join(home, '.jupyter'));
  for (const base of ['notebook', 'server'])
    writeFileSync(join(home, '.jupyter', `jupyter_${base}_config.py`), CONFIG);
});

const ASKED: [EnvironmentName, JupyterApp][] = [
  ['nb7', 'notebook'],
  ['nb7', 'lab'],
  ['mixed', 'server'],
];

describe.each(slice(ASKED, 3))('the answer of %s, jupyter %s', (name, app) => {
  const ask = (script: string) => {
    const { python } = environment(name);
    rmSync(started, { force: true });
    const { status, stdout, stderr } = spawnSync(python, ['-c', script, app, MARK], {
      env: container(name),
      cwd: home,
      encoding: 'utf8',
    });
    const lines = stdout.split('\n');
    return {
      checker: lines.filter((line) => line.startsWith('CHECKER')).at(0),
      asksYarn: existsSync(started) && readFileSync(started, 'utf8').includes('yarn.js config'),
      answer: { status, told: lines.filter((line) => line.startsWith(MARK)) },
      // Each line begins with a letter and the time.
      complaints: stderr.split('\n').flatMap((line) => line.match(/Config option .*/)?.[0] ?? []),
    };
  };

  itNeeds('mixed')(
    'is the same without the checker that jsonschema and the yarn that jupyterlab would load',
    () => {
      const withIt = ask(SHORTCUTS.reduce((script, line) => script.replace(line, ''), ASK_SCRIPT));
      const without = ask(ASK_SCRIPT);
      expect(withIt).toMatchObject({ checker: 'CHECKER True', asksYarn: true });
      expect(without).toMatchObject({ checker: 'CHECKER False', asksYarn: false });
      expect(without.answer.told.join()).toContain('"token": "abc"');
      expect(without.answer).toEqual(withIt.answer);
      expect(without.complaints.join()).toContain('portt');
      expect(without.complaints).toEqual(withIt.complaints);
    },
  );
});

/** The commands whose file has the name that is written. */
const GENERATED: [EnvironmentName, JupyterApp, command: string][] = [
  ['nb7', 'notebook', 'jupyter-notebook'],
  ['nb7', 'lab', 'jupyter-server'],
  ['nb57', 'notebook', 'jupyter-notebook'],
  ['mixed', 'notebook', 'jupyter-notebook'],
  ['nb60', 'notebook', 'jupyter-notebook'],
  ['mixed', 'lab', 'jupyter-server'],
  ['nb64', 'notebook', 'jupyter-notebook'],
  ['lab36', 'lab', 'jupyter-server'],
  ['lab30', 'lab', 'jupyter-server'],
  ['nb7', 'server', 'jupyter-server'],
  ['lab3', 'lab', 'jupyter-server'],
];

describe.each(slice(GENERATED, 6))('the config that %s generates for jupyter %s', (name, app, command) => {
  itNeeds(name)(`is that of ${command}, byte for byte`, async () => {
    const env = container(name);
    const system = localSystem({ env, home });
    const installation = (await findInstallations(system)).find((each) => each.app === app);
    const ours = installation && (await generateConfig(installedTarget(installation), system));
    const folder = mkdtempSync(join(home, 'generated-'));
    execFileSync(environment(name).bin(command), ['--generate-config'], {
      env: { ...env, JUPYTER_CONFIG_DIR: folder },
      stdio: 'ignore',
    });
    const file = readdirSync(folder).find((each) => each.endsWith('_config.py')) ?? '';
    expect(Buffer.from(ours ?? []).toString()).toBe(readFileSync(join(folder, file), 'utf8'));
  });
});
