import { createHash } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { request } from 'node:http';
import { expect } from 'vitest';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { get, login } from '../../real/client.ts';
import { freePort } from '../../real/proxy.ts';
import type { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';

const PASSWORD = 'correct horse 배터리';
const PRIVATE = 0o600;
const hash = await hashPassword(PASSWORD, 'sha1');
const emptyHash = `sha1:0123456789ab:${createHash('sha1').update('0123456789ab').digest('hex')}`;

const NB = 'jupyter_notebook_config.py';
const JS = 'jupyter_server_config.py';
const lines = (section: string, settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `c.${section}.${name} = ${value}\n`)
    .join('');
const quiet = { open_browser: 'False', port_retries: '0' };
const outside = { ...quiet, ip: "'0.0.0.0'", port: '8100' };

async function anonymous(bench: Bench): Promise<number> {
  const { port } = await bench.start();
  const host = bench.netns?.address ?? '127.0.0.1';
  const answer = await get({ host, port, path: 'api/status', ...(bench.netns && { netns: bench.netns }) });
  return answer.status;
}

describeCauses('a stranger gets in', [
  {
    id: 'open-to-anyone',
    what: "token = '' and no password, notebook 6",
    on: 'nb64',
    inNamespace: true,
    prepare: (bench) => void bench.home.write(NB, lines('NotebookApp', { ...outside, token: "''" })),
    symptom: async (bench) => expect(await anonymous(bench)).toBe(200),
  },
  {
    id: 'open-to-anyone',
    what: "token = '' and password = '', notebook 5.7",
    on: 'nb57',
    inNamespace: true,
    prepare: (bench) =>
      void bench.home.write(
        NB,
        lines('NotebookApp', { ...outside, allow_remote_access: 'True', token: "''", password: "u''" }),
      ),
    symptom: async (bench) => expect(await anonymous(bench)).toBe(200),
  },
  {
    id: 'open-to-anyone',
    what: "IdentityProvider.token = '' and no password, notebook 7",
    on: 'nb7',
    inNamespace: true,
    prepare: (bench) =>
      void bench.home.write(JS, `${lines('ServerApp', outside)}c.IdentityProvider.token = ''\n`),
    symptom: async (bench) => expect(await anonymous(bench)).toBe(200),
  },
  {
    id: 'empty-password',
    what: 'the hash is that of an empty password',
    on: 'lab3',
    app: 'lab',
    inNamespace: true,
    prepare: (bench) =>
      void bench.home.write(JS, lines('ServerApp', { ...outside, password: `'${emptyHash}'` }), PRIVATE),
    async symptom(bench) {
      expect(await anonymous(bench)).toBe(403);
      const { netns } = bench;
      if (netns === undefined) throw new Error('needs its namespace');
      expect((await login({ host: netns.address, port: 8100, netns, password: '' })).status).toBe(302);
    },
  },
]);

/** A request as a page elsewhere makes it in the browser in which the owner is logged in. */
async function fromElsewhere(
  bench: Bench,
  method: 'GET' | 'POST',
  headers: Record<string, string>,
): Promise<{ status: number; allows: string | undefined }> {
  const { port } = await bench.start();
  const { cookies } = await login({ host: '127.0.0.1', port, password: PASSWORD });
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path: '/api/contents/', headers: { ...headers, cookie: cookies } },
      (response) => {
        response.resume();
        resolve({
          status: response.statusCode ?? 0,
          allows: response.headers['access-control-allow-origin'],
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(method === 'POST' ? '{"type": "file"}' : '');
  });
}

const readsFiles = async (bench: Bench) =>
  expect(await fromElsewhere(bench, 'GET', { origin: 'http://evil.example' })).toMatchObject({
    status: 200,
    allows: expect.stringMatching(/^(\*|http:\/\/evil\.example)$/),
  });

const port = await freePort();
const withPassword = (section: string) =>
  lines(section, { ...quiet, port: String(port), password: `'${hash}'` });

describeCauses("another site can act in the person's name", [
  {
    id: 'allow-origin-any',
    what: "allow_origin = '*'",
    on: 'nb64',
    prepare: (bench) =>
      void bench.home.write(NB, `${withPassword('NotebookApp')}c.NotebookApp.allow_origin = '*'\n`, PRIVATE),
    symptom: readsFiles,
  },
  {
    id: 'allow-origin-any',
    what: "allow_origin_pat = '.*'",
    on: 'lab36',
    app: 'lab',
    prepare: (bench) =>
      void bench.home.write(JS, `${withPassword('ServerApp')}c.ServerApp.allow_origin_pat = '.*'\n`, PRIVATE),
    symptom: readsFiles,
  },
  {
    id: 'xsrf-off',
    what: 'disable_check_xsrf = True',
    on: 'nb7',
    prepare: (bench) =>
      void bench.home.write(
        JS,
        `${withPassword('ServerApp')}c.ServerApp.disable_check_xsrf = True\n`,
        PRIVATE,
      ),
    async symptom(bench) {
      expect((await fromElsewhere(bench, 'POST', {})).status).toBe(201);
    },
  },
]);

/** Somebody who has an account on the same computer. */
async function asOtherUser(bench: Bench, command: readonly string[]): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  const { stdout } = await bench.exec([
    ...(isRoot ? ['setpriv', '--reuid=54321', '--regid=54321', '--clear-groups'] : []),
    ...command,
  ]);
  return stdout;
}

const TOKEN = 'f3a9c1d47be05826f3a9c1d47be05826f3a9c1d47be05826';

/** Reads the file as another user would, and gets in with the token that stands there. */
async function readsToken(bench: Bench, name: string): Promise<void> {
  chmodSync(bench.home.config(''), 0o755);
  const text = await asOtherUser(bench, ['cat', bench.home.config(name)]);
  const [token = ''] = /[0-9a-f]{48}/.exec(text) ?? [];
  const { port } = await bench.start();
  expect((await get({ host: '127.0.0.1', port, path: `api/status?token=${token}` })).status).toBe(200);
}

describeCauses('another user of this computer gets in', [
  {
    id: 'hash-file-mode',
    what: 'the .py file with the token is readable by everybody (mode 0644)',
    on: 'nb64',
    prepare: (bench) =>
      void bench.home.write(
        NB,
        lines('NotebookApp', { ...quiet, port: String(port), token: `'${TOKEN}'` }),
        0o644,
      ),
    symptom: (bench) => readsToken(bench, NB),
  },
  {
    id: 'hash-file-mode',
    what: 'the .json file with the token is readable by everybody (mode 0644)',
    on: 'nb7',
    prepare: (bench) => {
      const settings = { open_browser: false, port, port_retries: 0 };
      const all = { ServerApp: settings, IdentityProvider: { token: TOKEN } };
      bench.home.write('jupyter_server_config.json', JSON.stringify(all), 0o644);
    },
    symptom: (bench) => readsToken(bench, 'jupyter_server_config.json'),
  },
  {
    id: 'open-to-anyone',
    what: 'no password and no token, on loopback',
    on: 'lab3',
    app: 'lab',
    prepare: (bench) =>
      void bench.home.write(JS, lines('ServerApp', { ...quiet, port: String(port), token: "''" }), PRIVATE),
    symptom: async (bench) => expect(await anonymous(bench)).toBe(200),
  },
]);

const argon2 = await hashPassword(PASSWORD, 'argon2');

describeCauses('a protection that Jupyter has by itself is gone', [
  {
    id: 'trust-xheaders-exposed',
    what: 'trust_xheaders without a proxy: the log names the address that a stranger makes up',
    on: 'nb64',
    inNamespace: true,
    prepare: (bench) =>
      void bench.home.write(
        NB,
        lines('NotebookApp', { ...outside, password: `'${argon2}'`, trust_xheaders: 'True' }),
        PRIVATE,
      ),
    async symptom(bench) {
      const { netns } = bench;
      if (netns === undefined) throw new Error('needs its namespace');
      const server = await bench.start();
      const headers = { 'X-Forwarded-For': '6.6.6.6', 'X-Real-Ip': '6.6.6.6' };
      const host = netns.address;
      expect((await login({ host, port: 8100, netns, password: 'wrong', headers })).status).toBe(401);
      await expect.poll(() => server.log(), { timeout: 10_000 }).toMatch(/401 POST \/login[^\n]*6\.6\.6\.6/);
    },
  },
  {
    id: 'allow-root-config',
    what: 'allow_root = True: as root it starts without a word',
    on: 'nb60',
    prepare: (bench) =>
      void bench.home.write(
        NB,
        lines('NotebookApp', { ...quiet, port: String(port), allow_root: 'True' }),
        PRIVATE,
      ),
    async symptom(bench) {
      const start = bench.environment.bin('jupyter-notebook');
      const { code, stderr } = await bench.exec(['timeout', '3', start, '--no-browser']);
      expect(stderr).not.toContain('Running as root is not recommended');
      expect(code).toBe(124);
    },
  },
]);
