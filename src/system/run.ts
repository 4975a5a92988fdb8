import { runProbe } from './run-probe.ts';
import type { Run, RunOptions } from './system.ts';

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
    if (options.terminal) {
      const { runOnTerminal } = await import('./run-terminal.ts');
      return runOnTerminal(command, args, childEnv, options);
    }
    if (isProbe(options)) return runProbe(command, args, childEnv, options);
    const { runLong } = await import('./run-long.ts');
    return runLong(command, args, childEnv, options);
  };
}

function isProbe(options: RunOptions): options is RunOptions & { timeout: number } {
  return options.timeout !== undefined && options.timeout <= PROBE_LIMIT && options.signal === undefined;
}
