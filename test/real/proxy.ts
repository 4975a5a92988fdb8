import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';
import type { Namespace } from './namespace.ts';

/** A real web server that listens, as it stands before a Jupyter. */
export interface RealProxy {
  readonly pid: number;
  readonly port: number;
  /** Where everything that it writes lies. */
  readonly dir: string;
  /** All it has said so far. */
  log(): string;
  /** Ends it, waits until it is gone and removes its directory. */
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** Runs it in this network. */
  readonly netns?: Namespace | undefined;
  /** A port that is free; found unless given. */
  readonly port?: number | undefined;
}

export interface ProxyProgram {
  readonly name: 'nginx' | 'caddy';
  /** The words after the program's name, given a directory that it may write to and the port to listen on. */
  arguments(dir: string, port: number): readonly string[];
  /** Of the process, beside PATH. */
  environment?(dir: string): Readonly<Record<string, string>>;
}

const PATIENCE_MS = 20_000;
const SEARCH_PATH = [process.env.PATH ?? '', '/usr/sbin', '/usr/bin', '/usr/local/bin'].join(delimiter);
const running = new Set<ChildProcess>();

/** A test that fails half-way must not leave one behind. */
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A `describe` whose tests need these programs: skipped where one is missing, but a failure under CI. */
export function describePrograms(...names: readonly ProxyProgram['name'][]) {
  const missing = names.find((name) => pathOf(name) === undefined);
  if (missing === undefined) return describe;
  failUnderCi(
    `${missing} is not installed: apt-get install ${missing === 'nginx' ? 'nginx-light' : missing}`,
  );
  return describe.skip;
}

/** Starts the program in the foreground and waits until it listens. Throws with its log when it dies before. */
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

/** A port of 127.0.0.1 that nothing listens on now. */
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

/** The kernel tells, in whichever network the process lives: no connection of ours stands in its log. */
async function listens(child: ChildProcess, port: number): Promise<boolean> {
  const wanted = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, '0')} \\S+ 0A `);
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(25)) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const tables = ['tcp', 'tcp6'].map((name) => `/proc/${child.pid}/net/${name}`);
    if (tables.some((path) => existsSync(path) && wanted.test(readFileSync(path, 'utf8')))) return true;
  }
  return false;
}
