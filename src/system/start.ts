import { spawn } from 'node:child_process';
import { endGroup, ownGroup } from './process-group.ts';
import { startTrouble } from './run.ts';
import type { ProgramEnd, Start } from './system.ts';

/** Milliseconds that a program has to end by itself when it is asked to. A Jupyter ends its kernels first. */
const GRACE = 8000;
/** Milliseconds in which what an ended program said comes in. */
const LAST_WORDS = 500;
/** Characters of its talk that are kept: the newest. */
const LONGEST_LOG = 1_000_000;

/**
 * Starts a program that stays until it is stopped. It leads a process group of its own: Ctrl-C on the terminal does not reach
 * it, and whatever ends us ends it as well.
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
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said = (said + chunk).slice(-LONGEST_LOG);
      });
    }
    const ended = new Promise<ProgramEnd>((resolve) => {
      child.once('error', (error) => resolve({ code: undefined, trouble: startTrouble(error) }));
      child.once('exit', (code) => {
        const end: ProgramEnd = code === null ? { code: undefined, trouble: 'signal' } : { code };
        // Its last words are still in the pipes, which something that outlives it may hold open for ever.
        const limit = setTimeout(resolve, LAST_WORDS, end);
        child.once('close', () => {
          clearTimeout(limit);
          resolve(end);
        });
      });
    });
    return {
      pid: child.pid,
      log: () => said,
      ended,
      async stop() {
        endGroup(child, 'SIGTERM');
        const kill = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE);
        await ended;
        clearTimeout(kill);
        endGroup(child, 'SIGKILL'); // what it started itself
        child.stdout.destroy();
        child.stderr.destroy();
      },
    };
  };
}
