import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenAddresses } from '../../src/net/node/port-holder.ts';
import type { Environment, EnvironmentName, JupyterApp } from '../environments.ts';
import { systemPrograms } from '../system-programs.ts';
import type { Namespace } from './namespace.ts';

export { get, login } from './client.ts';

/** A running real Jupyter server. */
export interface RealServer {
  pid: number;
  /** This and the next three are from the server's runtime file. */
  url: string;
  port: number;
  basePath: string;
  isSecure: boolean;
  /** Its output so far. */
  log(): string;
  /** Stops its whole process group and waits until it has ended. */
  stop(): Promise<void>;
}

export interface StartOptions {
  environment: Environment;
  app: JupyterApp;
  /** A temporary directory, its HOME and working directory. It reads the config in `.jupyter`. */
  home: string;
  args?: readonly string[];
  env?: Record<string, string>;
  netns?: Namespace;
  /** A prefix of the command, inside the namespace: `setpriv …`. */
  prefix?: readonly string[];
}

/** One environment starts as most people's does, with Node beside it. */
const HAS_NODE: EnvironmentName = 'mixed';
const PATIENCE_MS = 60_000;
const running = new Set<number>();

/** A test that fails halfway must not leave a server behind. */
process.once('exit', () => {
  for (const pid of running) {
    signalGroup(pid, 'SIGKILL');
  }
});

/** Starts the real server and waits until it listens. Throws with its exit code and log if it ends before that. */
export async function startServer(options: StartOptions): Promise<RealServer> {
  const child = launch(options);
  const pid = child.pid ?? -1;
  running.add(pid);
  const ended = endOf(child).finally(() => running.delete(pid));
  const log = collectLog(child);
  const stop = () => stopGroup(pid, ended);
  const info = await waitForRuntimeFile(options.home, pid, ended);
  if (info === undefined) {
    const code = await Promise.race([ended, sleep(0, 'it neither listens nor ends')]);
    await stop();
    throw new Error(
      `jupyter ${options.app} of ${options.environment.name} did not start (${code}):\n${log()}`,
    );
  }
  const { url, port, base_url: basePath, secure: isSecure } = info;
  if (port > 0) await Promise.race([untilListening(pid, port), ended]);
  return { pid, url, port, basePath, isSecure, log, stop };
}

/** The environment of a user with only this Jupyter, without the caller's Python and Jupyter variables. */
export function environmentOf({
  environment,
  home,
  env = {},
}: Pick<StartOptions, 'environment' | 'home' | 'env'>) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(JUPYTER|IPYTHON|PYTHON|CONDA|VIRTUAL_ENV|XDG_|BROWSER$|DISPLAY$)/.test(name),
  );
  const system = environment.name === HAS_NODE ? (process.env.PATH ?? '') : systemPrograms();
  const path = [dirname(environment.python), system].join(delimiter);
  return { ...Object.fromEntries(inherited), PATH: path, HOME: home, ...env };
}

function launch({
  environment,
  app,
  home,
  args = [],
  env = {},
  netns,
  prefix = [],
}: StartOptions): ChildProcess {
  const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
  const command = [
    ...(netns?.prefix ?? []),
    ...prefix,
    environment.bin(`jupyter-${app}`),
    ...asRoot,
    ...args,
  ];
  const [program = '', ...rest] = command;
  return spawn(program, rest, {
    cwd: home,
    env: environmentOf({ environment, home, env }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collectLog(child: ChildProcess): () => string {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  return () => chunks.join('');
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === null ? `killed by ${signal}` : `exit code ${code}`),
    );
  });
}

interface RuntimeInfo {
  url: string;
  port: number;
  base_url: string;
  secure: boolean;
}

/** Every server writes it when it listens: `nbserver-PID.json` up to notebook 6, `jpserver-PID.json` after. */
async function waitForRuntimeFile(
  home: string,
  pid: number,
  ended: Promise<string>,
): Promise<RuntimeInfo | undefined> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const directory = join(home, '.local', 'share', 'jupyter', 'runtime');
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience && !hasEnded; await sleep(50)) {
    const name = listOf(directory).find((file) => new RegExp(`^(nb|jp)server-${pid}\\.json$`).test(file));
    const info = name === undefined ? undefined : parseOrWait(readFileSync(join(directory, name), 'utf8'));
    if (info !== undefined) {
      return info;
    }
  }
  return undefined;
}

/** jupyter_server 2 writes its file a moment before it listens. /proc/PID shows the sockets of its own network. */
async function untilListening(pid: number, port: number): Promise<void> {
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(20)) {
    const addresses = await listenAddresses(port, `/proc/${pid}`);
    if (addresses === undefined || addresses.length > 0) return;
  }
}

function listOf(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}

/** Undefined while the file is only half written. */
function parseOrWait(text: string): RuntimeInfo | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function stopGroup(pid: number, ended: Promise<string>): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const isOver = await Promise.race([ended.then(() => true), sleep(10_000, false)]);
  if (!isOver) {
    signalGroup(pid, 'SIGKILL');
    await ended;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has already ended.
  }
}
