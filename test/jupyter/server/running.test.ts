import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findRunningServers } from '../../../src/jupyter/server/running-servers.ts';
import { localSystem } from '../local-system.ts';

let home: string;
let runtime: string;
beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'jupyter-expose-')));
  runtime = join(home, '.local/share/jupyter/runtime');
  await mkdir(runtime, { recursive: true });
});
afterAll(() => rm(home, { recursive: true }));

it('lists servers whose process is alive, without their tokens', async () => {
  const told = {
    url: 'http://localhost:8889/',
    hostname: 'localhost',
    secure: false,
    base_url: '/',
    token: 'secret',
  };
  const write = (name: string, content: unknown) => writeFile(join(runtime, name), JSON.stringify(content));
  await write(`jpserver-${process.pid}.json`, {
    ...told,
    pid: process.pid,
    port: 8889,
    root_dir: '/w',
    version: '2.21.1',
  });
  await write('nbserver-1.json', { ...told, pid: process.ppid, port: 8888, notebook_dir: '/n' });
  await write('jpserver-2.json', { ...told, pid: 2 ** 30, port: 9999 });
  await write('kernel-3.json', { pid: process.pid, port: 1 });
  await writeFile(join(runtime, 'jpserver-4.json'), '{"pid": ');
  const servers = await findRunningServers([], localSystem({ env: { HOME: home }, home }));
  expect(servers.map(({ port, family, rootDir, version }) => [port, family, rootDir, version])).toEqual([
    [8888, 'classic', '/n', undefined],
    [8889, 'server', '/w', '2.21.1'],
  ]);
  expect(JSON.stringify(servers)).not.toContain('secret');
});

it('finds none where Jupyter never ran', async () => {
  expect(await findRunningServers([], localSystem({ env: {}, home: join(home, 'nobody') }))).toEqual([]);
});
