import { spawn } from 'node:child_process';
import { codeOf } from './disk.ts';
import { endGroup, ownGroup } from './process-group.ts';
import type { RunOptions, RunResult } from './system.ts';

/** Why a program did not start, by the system's code. Anything else that keeps it from starting: not allowed. */
export function startTrouble(error: unknown): 'not-found' | 'not-allowed' {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'not-found' : 'not-allowed';
}

/** Runs a program with node:child_process alone. At the time limit its whole process group is killed. */
export function runProbe(
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
