import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Reply } from '../../src/jupyter/client/types.ts';
import { hashPassword } from '../../src/jupyter/password/hash.ts';
import { Secret } from '../../src/system/secret.ts';
import { describeNeeds, ENVIRONMENTS, environment, itNeeds } from '../environments.ts';
import { openClient } from '../net/local-network.ts';
import { slice } from '../slice.ts';
import { freePort } from './proxy.ts';
import { type RealServer, startServer } from './server.ts';

const PASSWORD = '한글 비밀번호 & 100% "+"';

/** `jupyter server` answers as `jupyter lab` beside it does. Half of them lie below a base URL. */
const SUBJECTS = ENVIRONMENTS.flatMap((name) =>
  environment(name)
    .apps.filter((app) => app !== 'server')
    .map((app) => ({ name, app })),
).map((subject, index) => ({ ...subject, base: index % 2 === 0 ? '/jupyter/' : '/' }));
/** One of each family, for a kernel's death is noticed after seconds only. */
const MORTALS: readonly string[] = ['nb57 notebook', 'lab30 lab', 'nb7 notebook'];

for (const { name, app, base } of slice(SUBJECTS, 5)) {
  describeNeeds(name)(`a visit to jupyter ${app} of ${name} at ${base}`, () => {
    const it = itNeeds(name);
    let home: string;
    let server: RealServer;
    const open = () => openClient({ url: `http://127.0.0.1:${server.port}${base}` });

    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'jupyter-expose-client-'));
      await mkdir(join(home, '.jupyter'));
      const hash = await hashPassword(PASSWORD, 'sha1');
      await Promise.all(
        ['jupyter_notebook_config.py', 'jupyter_server_config.py'].map((file) =>
          writeFile(join(home, '.jupyter', file), config(file, hash, base)),
        ),
      );
      const port = await freePort();
      const args = [`--port=${port}`];
      server = await startServer({ environment: environment(name), app, home, args });
      // jupyter_server 2 tells of its port a moment before it listens there.
      const client = open();
      while ('problem' in (await client.request('GET', 'api'))) await sleep(50);
      client.close();
    });

    afterAll(async () => {
      await server?.stop();
      await rm(home, { recursive: true, force: true });
    });

    it('shows a stranger nothing', async () => {
      const client = open();
      expect(given(await client.request('GET', 'api')).status).toBe(200);
      expect(given(await client.request('GET', 'api/status')).status).toBe(403);
      client.close();
    });

    it('leads to its login page from wherever one begins', async () => {
      const client = openClient({
        url: `http://127.0.0.1:${server.port}${base}${app === 'lab' ? 'lab' : 'tree'}`,
      });
      expect(await client.login(new Secret(PASSWORD))).toEqual({ value: 'logged-in' });
      expect(given(await client.request('GET', 'api/status')).status).toBe(200);
      client.close();
    });

    it('refuses a wrong password', async () => {
      const client = open();
      expect(await client.login(new Secret('another'))).toMatchObject({
        problem: { kind: 'password-refused' },
      });
      client.close();
    });

    it('runs 1+1 for the owner, and leaves no kernel behind', async () => {
      const client = open();
      expect(await client.login(new Secret(PASSWORD))).toEqual({ value: 'logged-in' });
      const id = given(await client.startKernel());
      const channel = given(await client.openKernel(id));
      expect(await channel.evaluate('1+1')).toEqual({ value: '2' });
      expect(await channel.evaluate('nonsense')).toMatchObject({ problem: { kind: 'kernel-error' } });
      channel.close();
      expect(await client.removeKernel(id)).toEqual({ value: 'removed' });
      expect(JSON.parse(given(await client.request('GET', '/api/kernels')).text)).toEqual([]);
      client.close();
    });

    if (MORTALS.includes(`${name} ${app}`)) {
      it('hears that the kernel died', async () => {
        const client = open();
        expect(await client.login(new Secret(PASSWORD))).toEqual({ value: 'logged-in' });
        const id = given(await client.startKernel());
        const channel = given(await client.openKernel(id));
        expect(await channel.evaluate('__import__("os")._exit(1)')).toMatchObject({
          problem: { kind: 'kernel-died' },
        });
        expect(await client.removeKernel(id)).toEqual({ value: 'removed' });
        client.close();
      });
    }
  });
}

function config(file: string, hash: string, base: string): string {
  const name = file.includes('notebook') ? 'NotebookApp' : 'ServerApp';
  const lines = [
    `c.${name}.ip = '127.0.0.1'`,
    `c.${name}.port_retries = 0`,
    `c.${name}.open_browser = False`,
    `c.${name}.base_url = '${base}'`,
    `c.${name}.password = '${hash}'`,
    'c.ExtensionApp.open_browser = False',
  ];
  return `${lines.join('\n')}\n`;
}

function given<T>(reply: Reply<T>): T {
  if ('problem' in reply) throw new Error(JSON.stringify(reply.problem));
  return reply.value;
}
