import { spawn } from 'node:child_process';
import { codeOf } from './disk.ts';
import { endGroup, ownGroup } from './process-group.ts';
import type { Run, RunOptions, RunResult } from './system.ts';

/** Milliseconds that a program has to end by itself when it is asked to. */
const GRACE = 3000;

/** Milliseconds. What has this limit or a smaller one, and cannot be cancelled, is a probe. */
const PROBE_LIMIT = 10_000;

/**
 * Two runners and one rule. A *probe* is a short question to the computer (`python -c …`, `ss -tlnp`): it has
 * a limit of ten seconds at most and nobody cancels it. It runs on node:child_process, which is there already;
 * loading execa costs more than the start of Node itself, and the wizard asks its first probe before the
 * person sees anything. Everything longer runs on execa, loaded then: it asks a program to end before it
 * kills it, takes an AbortSignal, and finds programs the Windows way.
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

/** Runs a program with execa: a person may cancel it, it may take minutes, it is asked to end before it is killed. */
async function runLong(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  options: RunOptions,
): Promise<RunResult> {
  const limit = options.timeout === undefined ? [] : [AbortSignal.timeout(options.timeout)];
  const stop = AbortSignal.any([...(options.signal ? [options.signal] : []), ...limit]);
  const { execa } = await import('execa');
  if (stop.aborted) return { code: undefined, stdout: '', stderr: '', trouble: whyStopped(options) };

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
    endGroup(running, 'SIGKILL'); // what it started itself
    running.stdout.destroy(); // may still be held open by a process that left the group
    running.stderr.destroy();
  });
  const result = await running;
  const output = { stdout: result.stdout, stderr: result.stderr };
  if (stop.aborted && result.isCanceled) return { code: undefined, ...output, trouble: whyStopped(options) };
  if (result.signal !== undefined) return { code: undefined, ...output, trouble: 'signal' };
  if (result.exitCode !== undefined) return { code: result.exitCode, ...output };
  return { code: undefined, ...output, trouble: startTrouble(result.cause) };
}

function whyStopped(options: RunOptions): 'cancelled' | 'timeout' {
  return options.signal?.aborted ? 'cancelled' : 'timeout';
}

/** Why a program did not start, by the system's code. Anything else that keeps it from starting: not allowed. */
export function startTrouble(error: unknown): 'not-found' | 'not-allowed' {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'not-found' : 'not-allowed';
}

/** Runs a program with node:child_process alone. At the time limit its whole process group is killed. */
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
    let trouble: 'timeout' | 'signal' = 'signal';
    const limit = setTimeout(() => {
      trouble = 'timeout';
      endGroup(child, 'SIGKILL');
      // A grandchild that left the group may hold the pipes open for ever.
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
      resolve({ code: undefined, ...output, trouble: startTrouble(error) });
    });
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve(code === null ? { code: undefined, ...output, trouble } : { code, ...output });
    });
    child.stdin.on('error', () => undefined); // it ended without reading: its own business
    child.stdin.end(options.input ?? '');
  });
}

/**
 * Runs a program that may ask the person something (sudo its password): it stays in the foreground of the terminal, so
 * that a Ctrl-C reaches it too, and nobody's clock ticks while somebody types. What it complains about is seen at once.
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
    child.once('error', (error) => resolve({ code: undefined, ...output, trouble: startTrouble(error) }));
    child.once('close', (code) =>
      resolve(code === null ? { code: undefined, ...output, trouble: 'signal' } : { code, ...output }),
    );
  });
}
