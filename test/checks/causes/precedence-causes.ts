import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { browserSpy } from '../../real/browser-spy.ts';
import { jupyterPassword } from '../../real/jupyter-password.ts';
import { freePort } from '../../real/proxy.ts';
import { login, type RealServer } from '../../real/server.ts';
import { makeVenvBeside } from '../../real/venv-beside.ts';
import type { Bench } from './bench.ts';
import type { Cause } from './causes.ts';

/** A cause, and the expected result of its fix if there is one. */
export interface Row extends Cause {
  readonly fixed?: (bench: Bench) => Promise<void>;
}

/** The port that the user sets. A server gets it only if nothing overrides the setting. */
export const WANTED = 28_417;
export const OLD = 'old horse battery 1';
export const NEW = 'new horse battery 2';

const NO_BROWSER = ['--no-browser'];

/** Starts the server with the environment of the row. */
async function startHere(bench: Bench, row: Pick<Cause, 'env'>): Promise<RealServer> {
  const environment = venvs.get(bench) ?? bench.environment;
  const { PATH: _, ...env } = row.env?.(bench) ?? {};
  return bench.start({ args: NO_BROWSER, environment, env });
}

const venvs = new WeakMap<Bench, ReturnType<typeof makeVenvBeside>>();

/** A row whose server has another port until the fix. `mends: false`: there is no fix, or another row tests it. */
function portRow(row: Omit<Row, 'symptom' | 'mended'> & { readonly fixes?: boolean }): Row {
  const { fixes, ...cause } = row;
  return {
    ...cause,
    symptom: async (bench) => {
      const server = await startHere(bench, cause);
      await server.stop();
      expect(server.port).not.toBe(WANTED);
    },
    ...(fixes !== false && {
      fixed: async (bench: Bench) => {
        const server = await startHere(bench, cause);
        await server.stop();
        expect(server.port).toBe(WANTED);
      },
    }),
  };
}

const py = (name: string, port: number) => `c.${name}.port = ${port}\n`;
const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`;

/** Symptom: the setting has no effect. */
export const NO_EFFECT: readonly Row[] = [
  portRow({
    id: 'json-over-py',
    what: 'a port in jupyter_notebook_config.py, another one in the .json file beside it',
    on: 'nb64',
    prepare: async ({ home }) => {
      home.write('jupyter_notebook_config.json', json({ NotebookApp: { port: await freePort() } }));
      home.write('jupyter_notebook_config.py', py('NotebookApp', WANTED));
    },
  }),
  portRow({
    id: 'both-classes',
    what: 'the modern ServerApp.port added beside an old NotebookApp.port',
    on: 'nb7',
    prepare: async ({ home }) => {
      home.write('jupyter_notebook_config.py', py('NotebookApp', await freePort()) + py('ServerApp', WANTED));
    },
    fixes: false,
  }),
  portRow({
    id: 'stronger-file',
    what: 'a port in jupyter_notebook_config.py, another one in jupyter_server_config.py',
    on: 'nb7',
    prepare: async ({ home }) => {
      home.write('jupyter_server_config.py', py('ServerApp', await freePort()));
      home.write('jupyter_notebook_config.py', py('ServerApp', WANTED));
    },
    fixes: false,
  }),
  portRow({
    id: 'environment-config-wins',
    what: 'a port in ~/.jupyter, another one in etc/jupyter of the virtual environment',
    on: 'nb7',
    app: 'server',
    prepare: async (bench) => {
      const made = makeVenvBeside(bench.environment, bench.home.at('venv'));
      venvs.set(bench, made);
      const strong = join(made.dir, 'etc', 'jupyter', 'jupyter_server_config.py');
      writeFileSync(strong, py('ServerApp', await freePort()));
      bench.home.write('jupyter_server_config.py', py('ServerApp', WANTED));
    },
    env: ({ home }) => ({ PATH: `${home.at('venv', 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin` }),
    fixes: false,
  }),
  portRow({
    id: 'cwd-config-wins',
    what: 'a stray config file in the directory in which notebook 6.0 is started',
    on: 'nb60',
    prepare: async ({ home }) => {
      writeFileSync(home.at('jupyter_notebook_config.py'), py('NotebookApp', await freePort()));
      home.write('jupyter_notebook_config.py', py('NotebookApp', WANTED));
    },
  }),
  portRow({
    id: 'jupyter-config-path',
    what: 'JUPYTER_CONFIG_PATH names a directory with another port',
    on: 'nb64',
    prepare: async ({ home }) => {
      home.write('shared/jupyter_notebook_config.py', py('NotebookApp', await freePort()));
      home.write('jupyter_notebook_config.py', py('NotebookApp', WANTED));
    },
    env: ({ home }) => ({ JUPYTER_CONFIG_PATH: home.config('shared') }),
  }),
  portRow({
    id: 'no-config',
    what: 'JUPYTER_NO_CONFIG is set',
    on: 'nb64',
    prepare: ({ home }) => {
      home.write('jupyter_notebook_config.py', py('NotebookApp', WANTED));
    },
    env: () => ({ JUPYTER_NO_CONFIG: '1' }),
    fixes: false,
  }),
  portRow({
    id: 'wrong-class',
    what: 'ServerApp.port for notebook 6',
    on: 'nb64',
    prepare: ({ home }) => {
      home.write('jupyter_notebook_config.py', py('ServerApp', WANTED));
    },
  }),
  portRow({
    id: 'wrong-file',
    what: 'a port for notebook 6 in jupyter_server_config.py',
    on: 'nb57',
    prepare: ({ home }) => {
      home.write('jupyter_server_config.py', py('ServerApp', WANTED));
    },
  }),
  portRow({
    id: 'config-d-ignored',
    what: 'a port in jupyter_server_config.d/port.json',
    on: 'nb7',
    app: 'server',
    prepare: ({ home }) => {
      home.write('jupyter_server_config.d/port.json', json({ ServerApp: { port: WANTED } }));
    },
    fixes: false,
  }),
  portRow({
    id: 'duplicate-line',
    what: 'a port at the top of the file, and an older line for it further down',
    on: 'nb64',
    prepare: async ({ home }) => {
      home.write(
        'jupyter_notebook_config.py',
        `${py('NotebookApp', WANTED)}\n# old\n${py('NotebookApp', await freePort())}`,
      );
    },
    fixes: false,
  }),
];

/** A row whose symptom is that a browser opens although the user disabled that. */
function browserRow(row: Omit<Row, 'symptom' | 'mended'>): Row {
  const opened = async (bench: Bench, milliseconds: number) => {
    const spy = browserSpy(bench.home.dir);
    const server = await bench.start({ env: spy.env });
    const was = await spy.opensWithin(milliseconds);
    await server.stop();
    return was;
  };
  return {
    ...row,
    symptom: async (bench) => {
      expect(await opened(bench, 10_000)).toBe(true);
    },
  };
}

/** Symptom: a browser opens although the user disabled that. */
export const BROWSER_OPENS: readonly Row[] = [
  browserRow({
    id: 'open-browser-ignored',
    what: 'NotebookApp.open_browser = False on Notebook 7',
    on: 'nb7',
    prepare: ({ home }) => {
      home.write('jupyter_notebook_config.py', 'c.NotebookApp.open_browser = False\n');
    },
  }),
  browserRow({
    id: 'json-over-py',
    what: 'open_browser = False in the .py file, true in the .json file beside it',
    on: 'nb64',
    prepare: ({ home }) => {
      home.write('jupyter_notebook_config.json', json({ NotebookApp: { open_browser: true } }));
      home.write('jupyter_notebook_config.py', 'c.NotebookApp.open_browser = False\n');
    },
  }),
];

/** The same symptom on a Lab whose jupyter_server does not support the setting yet, and on notebook 6. */
export const BROWSER_OPENS_IN_LAB: readonly Row[] = [
  browserRow({
    id: 'open-browser-ignored',
    what: 'ServerApp.open_browser = False on Lab 3.0',
    on: 'lab30',
    app: 'lab',
    prepare: ({ home }) => {
      home.write('jupyter_server_config.py', 'c.ServerApp.open_browser = False\n');
    },
  }),
  browserRow({
    id: 'wrong-class',
    what: 'NotebookApp.open_browser = False for a Jupyter that listens to ServerApp',
    on: 'nb64',
    prepare: ({ home }) => {
      home.write('jupyter_notebook_config.py', 'c.ServerApp.open_browser = False\n');
    },
  }),
];

/** A row whose symptom is that the new password is refused and the old one still logs in. */
function passwordRow(row: Omit<Row, 'symptom' | 'mended'>): Row {
  const answers = async (bench: Bench) => {
    const { port, stop } = await bench.start({ args: [...NO_BROWSER, `--port=${await freePort()}`] });
    const ask = (password: string) => login({ host: '127.0.0.1', port, password });
    const [old, now] = [await ask(OLD), await ask(NEW)];
    await stop();
    return [old.status, now.status];
  };
  return {
    ...row,
    symptom: async (bench) => {
      expect(await answers(bench)).toEqual([302, 401]);
    },
    fixed: async (bench) => {
      expect(await answers(bench)).toEqual([401, 302]);
    },
  };
}

/** Symptom: an old password still logs in. */
export const OLD_PASSWORD: readonly Row[] = [
  passwordRow({
    id: 'password-frozen',
    what: "ServerApp.password in the .py file, then 'jupyter server password'",
    on: 'nb7',
    app: 'server',
    prepare: async ({ home, environment }) => {
      home.write(
        'jupyter_server_config.py',
        `c.ServerApp.password = '${await hashPassword(OLD, 'argon2')}'\n`,
      );
      await jupyterPassword(environment, 'server', home.dir, NEW);
    },
  }),
  passwordRow({
    id: 'json-over-py',
    what: 'an old password in the .json file, the new one in the .py file',
    on: 'nb64',
    prepare: async ({ home, environment }) => {
      await jupyterPassword(environment, 'notebook', home.dir, OLD);
      home.write(
        'jupyter_notebook_config.py',
        `c.NotebookApp.password = '${await hashPassword(NEW, 'argon2')}'\n`,
      );
    },
  }),
  passwordRow({
    id: 'stronger-file',
    what: 'an old password in jupyter_server_config.py, the new one in jupyter_notebook_config.py',
    on: 'nb7',
    prepare: async ({ home }) => {
      const key = 'c.PasswordIdentityProvider.hashed_password';
      home.write('jupyter_server_config.py', `${key} = '${await hashPassword(OLD, 'argon2')}'\n`);
      home.write('jupyter_notebook_config.py', `${key} = '${await hashPassword(NEW, 'argon2')}'\n`);
    },
  }),
  passwordRow({
    id: 'both-classes',
    what: 'the new password under ServerApp, the old one left under NotebookApp',
    on: 'lab36',
    app: 'lab',
    prepare: async ({ home }) => {
      const [old, now] = [await hashPassword(OLD, 'argon2'), await hashPassword(NEW, 'argon2')];
      home.write(
        'jupyter_lab_config.py',
        `c.NotebookApp.password = '${old}'\nc.ServerApp.password = '${now}'\n`,
      );
    },
  }),
];
