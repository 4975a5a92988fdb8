import { spawn } from 'node:child_process';
import { codeOf } from './disk.ts';
import { endGroup, ownGroup } from './process-group.ts';
import type { Run, RunOptions, RunResult } from './system.ts';

/** Milliseconds that a program gets to end after a request to terminate. */
const GRACE = 3000;

/** Milliseconds. A call with at most this timeout and without an abort signal is a probe. */
const PROBE_LIMIT = 10_000;

/**
 * There are two runners. A *probe* is a short query (`python -c …`, `ss -tlnp`) with a timeout of at most ten seconds
 * and no way to cancel it. It uses node:child_process, which is already loaded: loading execa takes longer than
 * starting Node itself, and the wizard runs its first probe before the user sees anything. Everything longer uses
 * execa, loaded on demand: it asks a program to end before it kills it, takes an AbortSignal, and finds programs the
 * Windows way.
 */
export function processRunner(env: Readonly<NodeJS.ProcessEnv>): Run {
  return async (command, args, options = {}) => {
    const childEnv = { ...env, ...options.env };
    if (options.terminal) return runOnTerminal(command, args, childEnv, options);
    if (isProbe(options)) return runProbe(command, args, childEnv, options);
    return runLong(command, args, childEnv, options);
  };
}

function isProbe(options: RunOptions): options is RunOptions & { timeout: number } {
  return options.timeout !== undefined && options.timeout <= PROBE_LIMIT && options.signal === undefined;
}

/** Runs a program with execa: it may be cancelled, it may take minutes, and it is asked to end before it is killed. */
async function runLong(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  options: RunOptions,
): Promise<RunResult> {
  const limit = options.timeout === undefined ? [] : [AbortSignal.timeout(options.timeout)];
  const stop = AbortSignal.any([...(options.signal ? [options.signal] : []), ...limit]);
  const { execa } = await import('execa');
  if (stop.aborted) return { code: undefined, stdout: '', stderr: '', failure: whyStopped(options) };

  const running = execa(command, args, {
    env,
    extendEnv: false,
    input: options.input ?? '',
    reject: false,
    detached: true,
    stripFinalNewline: false,
    cancelSignal: stop,
    forceKillAfterDelay: GRACE,
    windowsHide: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  ownGroup(running);
  running.once('exit', () => {
    if (!stop.aborted) return;
    endGroup(running, 'SIGKILL'); // its own children
    running.stdout.destroy(); // a process that left the group may still hold the pipe open
    running.stderr.destroy();
  });
  const result = await running;
  const output = { stdout: result.stdout, stderr: result.stderr };
  if (stop.aborted && result.isCanceled) return { code: undefined, ...output, failure: whyStopped(options) };
  if (result.signal !== undefined) return { code: undefined, ...output, failure: 'signal' };
  if (result.exitCode !== undefined) return { code: result.exitCode, ...output };
  return { code: undefined, ...output, failure: startFailure(result.cause) };
}

function whyStopped(options: RunOptions): 'cancelled' | 'timeout' {
  return options.signal?.aborted ? 'cancelled' : 'timeout';
}

/** Why a program did not start, from the system's error code. Any code other than "missing" counts as not allowed. */
export function startFailure(error: unknown): 'not-found' | 'not-allowed' {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'not-found' : 'not-allowed';
}

/** Runs a program with node:child_process. At the timeout its whole process group is killed. */
function runProbe(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  options: RunOptions & { timeout: number },
): Promise<RunResult> {
  return new Promise((resolve) => {
    const output = { stdout: '', stderr: '' };
    const child = ownGroup(
      spawn(command, args, { env, cwd: options.cwd, detached: true, windowsHide: true }),
    );
    let failure: 'timeout' | 'signal' = 'signal';
    const limit = setTimeout(() => {
      failure = 'timeout';
      endGroup(child, 'SIGKILL');
      // A grandchild that left the group may hold the pipes open indefinitely.
      child.stdout.destroy();
      child.stderr.destroy();
    }, options.timeout);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        output[name] += chunk;
      });
    }
    child.once('error', (error) => {
      clearTimeout(limit);
      resolve({ code: undefined, ...output, failure: startFailure(error) });
    });
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve(code === null ? { code: undefined, ...output, failure } : { code, ...output });
    });
    child.stdin.on('error', () => undefined); // the program may end without reading its input
    child.stdin.end(options.input ?? '');
  });
}

/**
 * Runs a program that may prompt the user (sudo asks for a password). It stays in the terminal's foreground, so that
 * Ctrl-C reaches it, and it has no timeout while the user types. Its stderr is shown at once.
 */
function runOnTerminal(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { cwd }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve) => {
    const output = { stdout: '', stderr: '' };
    const child = spawn(command, args, { env, cwd, stdio: ['inherit', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output.stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      output.stderr += chunk;
      process.stderr.write(chunk);
    });
    child.once('error', (error) => resolve({ code: undefined, ...output, failure: startFailure(error) }));
    child.once('close', (code) =>
      resolve(code === null ? { code: undefined, ...output, failure: 'signal' } : { code, ...output }),
    );
  });
}
