import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Situation } from '../../src/situation/situation.ts';
import { type CliResult, TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { fakeNetwork } from '../net/fake-network.ts';
import { slice } from '../slice.ts';

const NOTEBOOK_PY = 'jupyter_notebook_config.py';
const SERVER_PY = 'jupyter_server_config.py';
const OK = expect.objectContaining({ id: 'config-loads', status: 'ok' });

let home: TestHome;
afterEach(() => home.remove());

function withJupyter(name: EnvironmentName): void {
  home = new TestHome([join(environment(name).dir, 'bin')], 'expose config set ');
}

const config = (...args: string[]): Promise<CliResult> =>
  home.run(['config', ...args], { stdin: 'null', env: { COLUMNS: '1000' } });

/** Exit code and the document of --json. */
async function set(...args: string[]) {
  const { code, stdout } = await config('set', ...args, '--json');
  return { code, ...JSON.parse(stdout) };
}

const effective = (target: JupyterApp) =>
  new Situation(
    { system: localSystem({ env: home.env, home: home.dir }), network: fakeNetwork() },
    { target },
  ).get('effective');

const PLAIN_DICTS: [EnvironmentName, JupyterApp, string, string][] = [
  ['nb7', 'notebook', NOTEBOOK_PY, "cfg = c\ncfg.merge({'ServerApp': {'base_url': '/jl/'}})\n"],
  // These would not even start before.
  ['nb7', 'server', SERVER_PY, "c.update({'ServerApp': {'base_url': '/jl/'}})\n"],
  ['nb60', 'notebook', NOTEBOOK_PY, "dict.update(c, NotebookApp={'base_url': '/jl/'})\n"],
];

describeNeeds(['nb7', 'nb60'])('config set of the file that a real Jupyter loads', () => {
  it.each(slice(PLAIN_DICTS, 3))(
    '%s, %s, %s: a section that is a plain dict: %s',
    async (name, app, file, code) => {
      withJupyter(name);
      home.write(file, code);
      const key = name === 'nb60' ? 'NotebookApp.port' : 'ServerApp.port';
      expect(await set(`${key}=9999`, '--target', app)).toMatchObject({ code: 0, findings: [OK] });
      expect(home.read(file).startsWith(code)).toBe(true);
      expect((await effective(app)).traits).toMatchObject({ port: 9999, base_url: '/jl/' });
      expect(await set(`${key}=9998`, '--target', app)).toMatchObject({ code: 0, findings: [OK] });
      expect((await effective(app)).traits).toMatchObject({ port: 9998, base_url: '/jl/' });
      expect((await config('unset', key, '--target', app)).code).toBe(0);
      expect((await effective(app)).traits).toMatchObject({ port: 8888, base_url: '/jl/' });
    },
  );

  it('a class that this Jupyter does not know is refused with the right name; accepted, it is written with a warning', async () => {
    withJupyter('nb60');
    const before = home.tree();
    const refused = await set('ServerApp.port=9999');
    expect(refused).toMatchObject({ code: 2, error: { code: 'answer' } });
    expect(refused.error.message).toContain('ServerApp');
    expect(refused.error.hint).toContain('NotebookApp.port');
    expect(home.tree()).toEqual(before);
    const { code, findings } = await set('ServerApp.port=9999', '--accept', 'unknown-setting');
    expect({ code, findings }).toMatchObject({ code: 0, findings: [OK, { status: 'warn' }] });
    expect(findings[1].message).toMatch(/^ServerApp belongs to another version of Jupyter/);
  });

  it('a value with which Jupyter would not start is taken back, with its reason', async () => {
    withJupyter('nb7');
    home.write(NOTEBOOK_PY, 'c.ServerApp.port = 9000\n');
    const before = home.tree(['expose']);
    const { code, error } = await set('ServerApp.port="abc"');
    expect({ code, error }).toMatchObject({ code: 1, error: { code: 'apply-failed' } });
    expect(error.message).toMatch(/'port' trait of .* expected an int/);
    expect(error.message).toContain('Restored');
    expect(home.read(NOTEBOOK_PY)).toBe('c.ServerApp.port = 9000\n');
    expect(Object.keys(home.tree(['expose']))).toEqual(Object.keys(before));
    const { stderr } = await config('set', 'ServerApp.port="abc"');
    expect(stderr).toMatch(/^Error: .*does not take this config.*'port' trait/m);
  });

  it.each([
    ['the file is dropped', NOTEBOOK_PY, 'c.ServerApp.port = 1 // 0\n', /ZeroDivisionError/],
    ['a value is refused', NOTEBOOK_PY, "c.ServerApp.port = 'abc'\n", /expected an int/],
  ])('%s before and after: the change is kept, with a warning', async (_what, file, code, says) => {
    withJupyter('nb7');
    home.write(file, code);
    const done = await set('ServerApp.quit_button=false');
    expect(done).toMatchObject({ code: 0, status: 'applied', findings: [{ status: 'warn' }] });
    expect(done.findings[0].message).toMatch(says);
    expect(home.read(file)).toContain('c.ServerApp.quit_button = False');
    expect(await set('ServerApp.port=9001')).toMatchObject({ code: 0, findings: [OK] });
  });

  it.each([
    ['ServerApp.prot=1', /prot in ServerApp/, 'ServerApp.port'],
    [
      'ServerApp.hashed_password=sha1:a:b',
      /hashed_password in ServerApp/,
      'PasswordIdentityProvider.hashed_password',
    ],
    ['MapingKernelManager.cull_interval=9', /MapingKernelManager/, 'MappingKernelManager.cull_interval'],
    ['NotebookApp.allow_remote_acces=true', /allow_remote_acces /, 'NotebookApp.allow_remote_access'],
  ])(
    '%s: a name that this Jupyter does not have is refused, and the nearest one offered',
    async (setting, says, near) => {
      withJupyter('nb7');
      const before = home.tree();
      const { code, error } = await set(setting);
      expect({ code, tree: home.tree() }).toEqual({ code: 2, tree: before });
      expect(error.message).toMatch(says);
      expect(error.hint).toContain(near);
    },
  );

  it.each([
    [
      'a trait that the start of the server tries',
      'MappingKernelManager.cull_interval="abc"',
      /expected an int/,
    ],
    ['one of an object that comes later', 'TerminalManager.cull_interval="abc"', /expected an int/],
  ])('a value of the wrong type is taken back: %s', async (_what, setting, says) => {
    withJupyter('nb7');
    home.write(NOTEBOOK_PY, 'c.ServerApp.port = 9000\n');
    const { code, error } = await set(setting);
    expect({ code, text: home.read(NOTEBOOK_PY) }).toEqual({ code: 1, text: 'c.ServerApp.port = 9000\n' });
    expect(error.message).toMatch(says);
  });

  it('an edit with which another setting changes is taken back', async () => {
    withJupyter('nb7');
    // Removing a line moves the line whose number this file sets.
    const code = 'c.ServerApp.port = 1\nimport traceback\nc.LabApp.d = traceback.extract_stack()[-1][1]\n';
    home.write(NOTEBOOK_PY, code);
    const { code: exit, stdout } = await config('unset', 'ServerApp.port', '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(stdout).error.message).toMatch(/also change LabApp\.d.*Restored/s);
    expect(home.read(NOTEBOOK_PY)).toBe(code);
  });

  it('a typing error and a stronger place are told', async () => {
    withJupyter('nb7');
    home.write('jupyter_server_config.json', '{"ServerApp": {"port": 9001}}');
    const typed = ['ServerApp.port=9000', 'ServerApp.prot=1', '--accept', 'unknown-setting'];
    const { code, findings } = await set(...typed, '--target', 'server');
    expect(code).toBe(0);
    expect(findings).toEqual([
      OK,
      expect.objectContaining({ status: 'warn', message: expect.stringMatching(/`prot`.*Did you mean/) }),
      expect.objectContaining({
        status: 'warn',
        message: expect.stringMatching(/another value of ServerApp\.port/),
      }),
    ]);
  });

  it('the file of another installed Jupyter is read back through that one', async () => {
    withJupyter('nb7');
    const file = home.write('jupyter_lab_config.py', 'c.ServerApp.port = 9000\n');
    const { findings } = await set('LabApp.news_url="x"', '--file', file, '--target', 'server');
    expect(findings).toEqual([OK]);
    expect((await set('ServerApp.port="abc"', '--file', file)).code).toBe(1);
  });

  it('a file that no Jupyter loads is not verified', async () => {
    withJupyter('nb7');
    const { code, findings } = await set('ServerApp.port="abc"', '--file', 'elsewhere.py');
    expect({ code, findings }).toMatchObject({ code: 0, findings: [{ status: 'unknown' }] });
    expect(existsSync(home.at('elsewhere.py'))).toBe(true);
    expect(readFileSync(home.at('elsewhere.py'), 'utf8')).toContain("c.ServerApp.port = 'abc'\n");
  });
});

describe('config set without any Jupyter', () => {
  it('says that nothing was verified', async () => {
    home = new TestHome();
    const { stderr, code } = await config('set', 'ServerApp.port=9001');
    expect({ stderr, code }).toMatchObject({ code: 0, stderr: expect.stringContaining('Not verified') });
    expect(home.read(NOTEBOOK_PY)).toContain('c.ServerApp.port = 9001\n');
  });

  it.each([
    ['ServerApp.port=70000', /70000/],
    ['NotebookApp.port=-1', /-1/],
    ['ServerApp.port=0', /'0'/],
    // A port of X11, and the first one of all.
    ['LabApp.port=6000', /6000/],
    ['ServerApp.port=1', /port 1/],
    ['SeverApp.ip=localhost', /SeverApp/],
  ])('%s is refused by what the tables know', async (setting, says) => {
    home = new TestHome();
    const { stderr, code } = await config('set', setting);
    expect({ code, stderr, files: home.tree() }).toEqual({
      code: 2,
      stderr: expect.stringMatching(says),
      files: {},
    });
  });
});
