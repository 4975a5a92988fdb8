import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';
import type { Namespace } from './namespace.ts';

/** A running real web server in front of a Jupyter. */
export interface RealProxy {
  readonly pid: number;
  readonly port: number;
  /** The only directory that it writes to. */
  readonly dir: string;
  /** Its output so far. */
  log(): string;
  /** Stops it, waits until it has ended and removes its directory. */
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** The network namespace to run it in. */
  readonly netns?: Namespace | undefined;
  /** The port to listen on; by default a free one. */
  readonly port?: number | undefined;
}

export interface ProxyProgram {
  readonly name: 'nginx' | 'caddy';
  /** The program's arguments, given its directory and the port to listen on. */
  arguments(dir: string, port: number): readonly string[];
  /** Environment variables besides PATH, HOME and LANG. */
  environment?(dir: string): Readonly<Record<string, string>>;
}

const PATIENCE_MS = 20_000;
const SEARCH_PATH = [process.env.PATH ?? '', '/usr/sbin', '/usr/bin', '/usr/local/bin'].join(delimiter);
const running = new Set<ChildProcess>();

/** A test that fails halfway must not leave a process behind. */
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A `describe` that needs these programs: skipped if one is missing, but failed in CI. */
export function describePrograms(...names: readonly ProxyProgram['name'][]) {
  const missing = names.find((name) => pathOf(name) === undefined);
  if (missing === undefined) return describe;
  failUnderCi(
    `${missing} is not installed: apt-get install ${missing === 'nginx' ? 'nginx-light' : missing}`,
  );
  return describe.skip;
}

/** Starts the program in the foreground and waits until it listens. Throws with its log if it ends before that. */
export async function startProxy(program: ProxyProgram, options: ProxyOptions = {}): Promise<RealProxy> {
  const { netns } = options;
  const port = options.port ?? (await freePort());
  const dir = mkdtempSync(`/tmp/jx-${program.name}-`);
  const [command = '', ...words] = [
    ...(netns?.prefix ?? []),
    pathOf(program.name) ?? program.name,
    ...program.arguments(dir, port),
  ];
  const env = { PATH: SEARCH_PATH, HOME: dir, LANG: 'C.UTF-8', ...program.environment?.(dir) };
  const child = spawn(command, words, { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => said.push(chunk));
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  }).finally(() => running.delete(child));
  const stop = async () => {
    child.kill('SIGTERM');
    const isOver = await Promise.race([ended.then(() => true), sleep(5_000, false)]);
    if (!isOver) child.kill('SIGKILL');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  const pid = child.pid ?? -1;
  if (!(await listens(child, port))) {
    await stop();
    throw new Error(`${program.name} does not listen on ${port}:\n${said.join('')}`);
  }
  return { pid, port, dir, log: () => said.join(''), stop };
}

/** A currently free port of 127.0.0.1. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function pathOf(name: string): string | undefined {
  return SEARCH_PATH.split(delimiter)
    .map((dir) => join(dir, name))
    .find((path) => existsSync(path));
}

/** Reads the kernel's tables of the process's network, so that no connection of ours appears in its log. */
async function listens(child: ChildProcess, port: number): Promise<boolean> {
  const wanted = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, '0')} \\S+ 0A `);
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(25)) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const tables = ['tcp', 'tcp6'].map((name) => `/proc/${child.pid}/net/${name}`);
    if (tables.some((path) => existsSync(path) && wanted.test(readFileSync(path, 'utf8')))) return true;
  }
  return false;
}
