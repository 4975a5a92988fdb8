import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findRunningServers } from '../../../src/jupyter/server/running-servers.ts';
import { localSystem } from '../local-system.ts';

let home: string;
let runtime: string;
const started: ChildProcess[] = [];
beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'jupyter-expose-')));
  runtime = join(home, '.local/share/jupyter/runtime');
  await mkdir(runtime, { recursive: true });
});
afterAll(async () => {
  for (const child of started) child.kill();
  await rm(home, { recursive: true });
});

/** A process that is called like this and listens on a port of its own. */
async function listener(name: string): Promise<{ pid: number; port: number }> {
  const script =
    "const s=require('net').createServer().listen(0,'127.0.0.1',()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ['-e', script, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const [port] = await once(child.stdout, 'data');
  return { pid: child.pid ?? -1, port: Number(String(port)) };
}

it('lists servers whose process is a Jupyter of this user that holds the port, without their tokens', async () => {
  const told = {
    url: 'http://localhost:8889/',
    hostname: 'localhost',
    secure: false,
    base_url: '/',
    token: 'secret',
  };
  const write = (name: string, content: unknown) => writeFile(join(runtime, name), JSON.stringify(content));
  const [lab, classic, other] = await Promise.all(
    ['jupyter-lab', 'jupyter-notebook', 'sleep'].map((name) => listener(name)),
  );
  await write(`jpserver-${lab?.pid}.json`, { ...told, ...lab, root_dir: '/w', version: '2.21.1' });
  await write('nbserver-1.json', { ...told, ...classic, notebook_dir: '/n' });
  await write('jpserver-2.json', { ...told, pid: 2 ** 30, port: 9999 });
  await write('kernel-3.json', { pid: process.pid, port: 1 });
  await writeFile(join(runtime, 'jpserver-4.json'), '{"pid": ');
  // No Jupyter, another's port, and a process of another user.
  await write('jpserver-5.json', { ...told, ...other });
  await write('jpserver-6.json', { ...told, pid: classic?.pid, port: lab?.port });
  await write('jpserver-7.json', { ...told, pid: 1, port: 8889 });
  const servers = await findRunningServers([], localSystem({ env: { HOME: home }, home }));
  const shown = servers.map(({ port, family, rootDir, version }) => [port, family, rootDir, version]);
  expect(shown.sort((a, b) => String(a[1]).localeCompare(String(b[1])))).toEqual([
    [classic?.port, 'classic', '/n', undefined],
    [lab?.port, 'server', '/w', '2.21.1'],
  ]);
  expect(servers.map(({ port }) => port)).toEqual(
    [classic?.port, lab?.port].sort((a, b) => Number(a) - Number(b)),
  );
  expect(JSON.stringify(servers)).not.toContain('secret');
});

it('finds none where Jupyter never ran', async () => {
  expect(await findRunningServers([], localSystem({ env: {}, home: join(home, 'nobody') }))).toEqual([]);
});
