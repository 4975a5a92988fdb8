import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HashAlgorithm, hashPassword } from '../../src/jupyter/password/hash.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { slice } from '../slice.ts';
import { browserSpy } from './browser-spy.ts';
import { describeInNamespace, makeNamespace, type Namespace } from './namespace.ts';
import { get, login, type RealServer, startServer } from './server.ts';

const PASSWORD = 'correct horse 배터리 🐎';

interface Row {
  name: EnvironmentName;
  app: JupyterApp;
  file: string;
  password: string;
  section: string;
  algorithm: HashAlgorithm;
}

const nb = {
  app: 'notebook',
  file: 'jupyter_notebook_config.py',
  password: 'NotebookApp.password',
  section: 'NotebookApp',
} as const;
const js1 = {
  file: 'jupyter_server_config.py',
  password: 'ServerApp.password',
  section: 'ServerApp',
} as const;
const js2 = { ...js1, password: 'PasswordIdentityProvider.hashed_password' } as const;

const ROWS: Row[] = [
  { name: 'nb57', ...nb, algorithm: 'sha1' },
  { name: 'nb60', ...nb, algorithm: 'sha256' },
  { name: 'nb64', ...nb, algorithm: 'argon2' },
  { name: 'lab30', app: 'lab', ...js1, algorithm: 'sha1' },
  { name: 'lab3', app: 'lab', ...js1, algorithm: 'argon2' },
  { name: 'lab36', app: 'lab', ...js2, algorithm: 'argon2' },
  { name: 'mixed', ...nb, algorithm: 'argon2' },
  { name: 'mixed', app: 'lab', ...js2, algorithm: 'argon2' },
  { name: 'nb7', app: 'notebook', ...js2, algorithm: 'argon2' },
];

let home: string;
let netns: Namespace | undefined;
let server: RealServer | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'jx-server-'));
  mkdirSync(join(home, '.jupyter'), { mode: 0o700 });
});

afterEach(async () => {
  await server?.stop();
  netns?.remove();
  [server, netns] = [undefined, undefined];
  rmSync(home, { recursive: true, force: true });
});

function configure(row: Row, settings: Record<string, string | number | boolean>): void {
  const literal = (value: string | number | boolean) =>
    typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
  const lines = Object.entries(settings).map(([key, value]) => `c.${key} = ${literal(value)}\n`);
  writeFileSync(join(home, '.jupyter', row.file), lines.join(''));
}

describe.each(slice(ROWS, 5))('the real $app of $name', (row) => {
  describeNeeds(row.name)('with our hash in its config', () => {
    describeInNamespace()('on the LAN address of a namespace', () => {
      it(`lets its owner in with ${row.algorithm}, and nobody else`, async () => {
        netns = makeNamespace();
        const spy = browserSpy(home);
        configure(row, {
          [row.password]: await hashPassword(PASSWORD, row.algorithm),
          [`${row.section}.ip`]: '0.0.0.0',
          [`${row.section}.port`]: 8100,
          [`${row.section}.port_retries`]: 0,
          [`${row.section}.open_browser`]: false,
          ...(row.name === 'lab30' ? { 'ExtensionApp.open_browser': false } : {}),
          ...(row.name === 'nb57' ? { 'NotebookApp.allow_remote_access': true } : {}),
        });
        server = await startServer({
          environment: environment(row.name),
          app: row.app,
          home,
          env: spy.env,
          netns,
        });
        expect(server.port).toBe(8100);
        const target = { host: netns.address, port: 8100, netns };
        expect((await login({ ...target, password: PASSWORD })).status).toBe(302);
        expect((await login({ ...target, password: `${PASSWORD}!` })).status).toBe(401);
        expect((await login({ ...target, password: PASSWORD.normalize('NFD') })).status).toBe(401);
        expect((await get({ ...target, path: 'api/status' })).status).toBe(403);
        expect(await get({ ...target, port: 8101, path: 'api' })).toMatchObject({
          status: 0,
          error: 'ECONNREFUSED',
        });
        expect(spy.wasOpened()).toBe(false);
      });
    });
  });
});

describeNeeds('nb7')('what a login page does to a password, which hash-input.ts knows', () => {
  const row = ROWS.find(({ name }) => name === 'nb7') as Row;

  it.each([
    ['blanks at the ends are dropped', ' padded ', 401],
    ['a control character becomes a blank', 'a\u0001b', 401],
    ['a tab inside arrives', 'tab\tinside', 302],
    ['a byte order mark arrives', '\ufeffmark', 302],
  ])('%s', async (_name, password, status) => {
    configure(row, { [row.password]: await hashPassword(password, 'sha1'), 'ServerApp.open_browser': false });
    server = await startServer({ environment: environment('nb7'), app: 'server', home, args: ['--port=0'] });
    const host = '127.0.0.1';
    expect((await login({ host, port: server.port, password })).status).toBe(status);
  });
});

describeNeeds('nb7')('the tools of these tests', () => {
  it('see a browser that is opened', async () => {
    const spy = browserSpy(home);
    server = await startServer({ environment: environment('nb7'), app: 'lab', home, env: spy.env });
    expect(await spy.opensWithin(20_000)).toBe(true);
  });

  it('tell what a server said that would not start', async () => {
    writeFileSync(join(home, '.jupyter', 'jupyter_server_config.py'), "c.ServerApp.port = '8888'\n");
    await expect(startServer({ environment: environment('nb7'), app: 'server', home })).rejects.toThrow(
      /exit code 1[\s\S]*expected an int/,
    );
  });

  it('leave no server behind', async () => {
    server = await startServer({ environment: environment('nb7'), app: 'server', home, args: ['--port=0'] });
    const { pid, port } = server;
    await server.stop();
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    expect(await get({ host: '127.0.0.1', port, path: 'api' })).toMatchObject({
      status: 0,
      error: 'ECONNREFUSED',
    });
  });
});
