import { spawn } from 'node:child_process';
import { endGroup, ownGroup } from './process-group.ts';
import { startFailure } from './run-program.ts';
import type { ProgramEnd, Start } from './system.ts';

/** Milliseconds that a program gets to end after a request to terminate. Jupyter ends its kernels first. */
const GRACE = 8000;
/** Milliseconds to wait for the remaining output of a program that has ended. */
const LAST_WORDS = 500;
/** The number of characters kept of its output; older ones are dropped. */
const LONGEST_LOG = 1_000_000;

/**
 * Starts a program that runs until it is stopped. It leads its own process group, so Ctrl-C on the terminal does not
 * reach it, and it ends when this process ends.
 */
export function programStarter(env: Readonly<NodeJS.ProcessEnv>): Start {
  return (command, args, options = {}) => {
    const child = ownGroup(
      spawn(command, args, {
        env: { ...env, ...options.env },
        cwd: options.cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        windowsHide: true,
      }),
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output = (output + chunk).slice(-LONGEST_LOG);
      });
    }
    const ended = new Promise<ProgramEnd>((resolve) => {
      child.once('error', (error) => resolve({ code: undefined, failure: startFailure(error) }));
      child.once('exit', (code) => {
        const end: ProgramEnd = code === null ? { code: undefined, failure: 'signal' } : { code };
        // Its last output is still in the pipes, which a process that outlives it may hold open indefinitely.
        const limit = setTimeout(resolve, LAST_WORDS, end);
        child.once('close', () => {
          clearTimeout(limit);
          resolve(end);
        });
      });
    });
    return {
      pid: child.pid,
      log: () => output,
      ended,
      async stop() {
        endGroup(child, 'SIGTERM');
        const kill = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE);
        await ended;
        clearTimeout(kill);
        endGroup(child, 'SIGKILL'); // its own children
        child.stdout.destroy();
        child.stderr.destroy();
      },
    };
  };
}
