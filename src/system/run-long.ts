import { endGroup, ownGroup } from './process-group.ts';
import { startTrouble } from './run-probe.ts';
import type { RunOptions, RunResult } from './system.ts';

/** Milliseconds that a program has to end by itself when it is asked to. */
const GRACE = 3000;

/** Runs a program with execa: a person may cancel it, it may take minutes, it is asked to end before it is killed. */
export async function runLong(
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
