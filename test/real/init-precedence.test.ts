import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CliOptions, TestHome } from '../commands/run-cli.ts';
import { withoutPrivilege } from '../commands/without-privilege.ts';
import { describeNeeds, type Environment, environment, type JupyterApp } from '../environments.ts';
import { slice } from '../slice.ts';
import { browserSpy } from './browser-spy.ts';
import { APPLIED, type Before, type PrecedenceCase, REFUSED } from './init-precedence-cases.ts';
import { jupyterPassword } from './jupyter-password.ts';
import { describeInNamespace, makeNamespace, type Namespace } from './namespace.ts';
import { login, type RealServer, startServer } from './server.ts';
import { makeVenvBeside } from './venv-beside.ts';

const PASSWORD = 's3cret-문장-passphrase';
const LINES = `${[PASSWORD, '*', '8100', 'n', 'y'].join('\n')}\n`;

let home: TestHome;
let netns: Namespace;
let server: RealServer | undefined;

beforeEach(() => {
  netns = makeNamespace();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  netns.remove();
  home.remove();
});

function byName<T extends PrecedenceCase>(rows: readonly T[]): [string, T][] {
  return rows.map((row) => [`${row.what}, ${row.app} of ${row.name}`, row]);
}

/** 'config/x' is ~/.jupyter/x, everything else lies beside it. */
function pathOf(name: string): string {
  return home.at(name.replace(/^config\//, '.jupyter/'));
}

function arrange({ dir }: Pick<Environment, 'dir'>, files: Before): CliOptions {
  home = new TestHome([join(dir, 'bin')], 'expose 먼저 온 설정 ');
  mkdirSync(home.at('strong'));
  mkdirSync(home.config(''), { mode: 0o700 });
  for (const [name, content] of Object.entries(files)) writeFileSync(pathOf(name), content);
  return { input: LINES, env: { JUPYTER_CONFIG_PATH: home.at('strong'), COLUMNS: '1000' } };
}

/** The real server, started as the person would, has the chosen port, password, address and no browser. */
async function expectChosen(where: Environment, app: JupyterApp, env: Record<string, string> = {}) {
  const spy = browserSpy(home.dir);
  server = await startServer({
    environment: where,
    app,
    home: home.dir,
    netns,
    env: { ...spy.env, ...env },
  });
  expect(server.port).toBe(8100);
  const lan = { host: netns.address, port: 8100, netns };
  expect((await login({ ...lan, password: PASSWORD })).status).toBe(302);
  expect(spy.wasOpened()).toBe(false);
  return lan;
}

describeNeeds(['nb64', 'nb7'])('where something was set before', () => {
  describeInNamespace()('and is stronger or strange', () => {
    it.each(byName(slice(APPLIED, 5)))('%s: Jupyter runs with what was chosen', async (_name, row) => {
      const where = environment(row.name);
      const options = arrange(where, row.files);
      const { code, stderr } = await home.run(['init', '--tls', 'none', '--target', row.app], options);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      for (const words of row.says) expect(stderr).toMatch(words);
      expect(stderr).toContain('loads these settings');
      for (const [name, content] of Object.entries(row.keeps ?? {})) {
        expect(readFileSync(pathOf(name), 'latin1')).toContain(Buffer.from(content).toString('latin1'));
      }
      await expectChosen(where, row.app, { JUPYTER_CONFIG_PATH: home.at('strong') });
    });

    it.each(byName(REFUSED))('%s: the reason is told, and every file is as before', async (_name, row) => {
      const options = arrange(environment(row.name), row.files);
      if (row.readOnly) {
        for (const name of Object.keys(row.files)) chmodSync(pathOf(name), 0o444);
        chmodSync(home.at('strong'), 0o555);
      }
      const prefix = row.readOnly ? withoutPrivilege() : [];
      const { code, stderr, stdout } = await home.run(['init', '--tls', 'none'], { ...options, prefix });
      expect({ code, stderr }).toMatchObject({ code: row.code });
      for (const words of row.says) expect(stderr).toMatch(words);
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect(stdout).toBe('');
      for (const [name, content] of Object.entries(row.files))
        expect(readFileSync(pathOf(name), 'utf8')).toBe(content);
      expect(Object.keys(home.tree(['expose']))).toEqual(
        Object.keys(row.files)
          .filter((name) => name.startsWith('config/'))
          .map((name) => name.slice(7)),
      );
    });

    it("the etc/jupyter of the person's own venv outranks ~/.jupyter", async () => {
      arrange(environment('nb7'), {});
      const venv = makeVenvBeside(environment('nb7'), home.at('my venv'));
      mkdirSync(join(venv.dir, 'etc', 'jupyter'), { recursive: true });
      const own = join(venv.dir, 'etc', 'jupyter', 'jupyter_server_config.py');
      writeFileSync(own, "c.ServerApp.port = 9001\nc.ServerApp.ip = '127.0.0.2'\n");
      const env = { PATH: [dirname(venv.python), home.env.PATH].join(':'), COLUMNS: '1000' };
      const { code, stderr } = await home.run(['init', '--tls', 'none', '--target', 'server'], {
        input: LINES,
        env,
      });
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stderr).toMatch(/my venv\/etc\/jupyter\/jupyter_server_config\.py:1 .*would win/);
      expect(readFileSync(own, 'utf8')).toBe("c.ServerApp.port = 8100\nc.ServerApp.ip = '*'\n");
      await expectChosen(venv, 'server');
    });

    it.each([
      ['nb7', 'lab', 'server'],
      ['nb64', 'notebook', 'notebook'],
    ] as const)(
      'a password that %s %s left in JSON: the new one logs in, the old one does not',
      async (name, app, by) => {
        const where = environment(name);
        arrange(where, {});
        const file = await jupyterPassword(where, by, home.dir, 'the old password');
        const { code, stderr } = await home.run(['init', '--tls', 'none', '--target', app], { input: LINES });
        expect({ code, stderr }).toMatchObject({ code: 0 });
        const lan = await expectChosen(where, app);
        expect((await login({ ...lan, password: 'the old password' })).status).toBe(401);
        expect(readFileSync(file, 'utf8')).not.toContain(PASSWORD);
      },
    );

    it('a config file that is a link into a dotfiles directory stays a link', async () => {
      const where = environment('nb64');
      const options = arrange(where, {});
      const real = home.at('dotfiles', 'jupyter.py');
      mkdirSync(dirname(real));
      writeFileSync(real, '# in git\nc.NotebookApp.port = 9001\n');
      const link = home.config('jupyter_notebook_config.py');
      symlinkSync('../dotfiles/jupyter.py', link);
      const { code, stderr } = await home.run(['init', '--tls', 'none'], options);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(lstatSync(link).isSymbolicLink() && readlinkSync(link)).toBe('../dotfiles/jupyter.py');
      expect(readFileSync(real, 'utf8')).toContain('# in git\nc.NotebookApp.port = 8100\n');
      expect(stderr).toContain(`a symbolic link to ${home.shown(real)}`);
      await expectChosen(where, 'notebook');
      expect((await home.run(['undo', '--yes'], { stdin: 'null' })).code).toBe(0);
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(readFileSync(real, 'utf8')).toBe('# in git\nc.NotebookApp.port = 9001\n');
    });

    it('a file that Jupyter drops for a mistake in it is named, since its settings would come back', async () => {
      const where = environment('nb7');
      const files = { 'config/jupyter_server_config.py': 'c.ServerApp.port = 9001\nif True\n' };
      const options = arrange(where, files);
      const { code, stderr } = await home.run(['init', '--tls', 'none', '--target', 'notebook'], options);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stderr).toMatch(/jupyter_server_config\.py:2.*SyntaxError/s);
      await expectChosen(where, 'notebook');
    });
  });
});
