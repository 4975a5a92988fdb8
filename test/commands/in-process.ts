import { Readable, Writable } from 'node:stream';
import { run } from '../../src/main.ts';
import { setProgramName } from '../../src/messages/command-line.ts';
import { language, setLanguage } from '../../src/messages/index.ts';
import { setAscii, setHome } from '../../src/output/display.ts';

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface InProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The parts of standard input. */
  readonly input: readonly (string | Uint8Array)[];
  /** process.argv[1]: the program's file. */
  readonly script: string;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let isRunning = false;

/** Whether `runInProcess` may be called: only one program at a time can have this process. */
export function isFree(): boolean {
  return !isRunning;
}

/**
 * Runs the whole program, from its arguments to its exit code, in the process of the test: with an environment, a
 * directory and streams of its own, like a process between two pipes, but without loading it anew. Programs that it
 * starts are real. Afterwards the process of the test is as before.
 */
export async function runInProcess(args: readonly string[], options: InProcessOptions): Promise<CliResult> {
  if (isRunning) throw new Error('Another program is running in this process.');
  isRunning = true;
  const before = {
    env: { ...process.env },
    cwd: process.cwd(),
    argv: process.argv,
    exitCode: process.exitCode,
    language: language(),
    listeners: SIGNALS.map((signal) => process.listeners(signal)),
  };
  const streams = {
    stdin: Readable.from(bytes(options.input)),
    stdout: new Collector(),
    stderr: new Collector(),
  };
  const restoreStreams = Object.entries(streams).map(([name, stream]) => replace(name, stream));
  try {
    replaceEnvironment(options.env);
    process.chdir(options.cwd);
    process.argv = [process.execPath, options.script, ...args];
    const code = await run(args);
    return { code, signal: null, stdout: streams.stdout.text(), stderr: streams.stderr.text() };
  } finally {
    for (const restore of restoreStreams) restore();
    process.chdir(before.cwd);
    replaceEnvironment(before.env);
    process.argv = before.argv;
    process.exitCode = before.exitCode;
    await setLanguage(before.language);
    setProgramName('jupyter-expose');
    setHome('');
    setAscii(false);
    for (const [at, signal] of SIGNALS.entries())
      for (const listener of process.listeners(signal))
        if (!before.listeners[at]?.includes(listener)) process.off(signal, listener);
    isRunning = false;
  }
}

/** The real environment is changed, not the object: Node asks it for the home directory. */
function replaceEnvironment(env: Readonly<NodeJS.ProcessEnv>): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

function replace(name: string, value: unknown): () => void {
  const old = Object.getOwnPropertyDescriptor(process, name);
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
  return () => {
    if (old) Object.defineProperty(process, name, old);
  };
}

function bytes(parts: readonly (string | Uint8Array)[]): Buffer[] {
  return parts.map((part) => Buffer.from(part)).filter(({ length }) => length > 0);
}

/** Keeps what is written, at once: nothing is in flight when the program has ended. */
class Collector extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString();
  }
}
