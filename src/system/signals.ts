import { ExposeError } from '../errors.ts';
import { unglued } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';

/**
 * Handles Ctrl-C, SIGTERM and SIGHUP. Outside a critical section the program ends at once and has changed nothing.
 * Inside, the section's signal aborts and the section rolls back. A second interruption ends the program at once (a
 * later run rolls back from the journal).
 */
export interface Interruptions {
  /** Runs work that must not be interrupted halfway. `signal` aborts when the user interrupts. */
  critical<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** The changes are complete: from now on an interruption rolls back nothing and prints these words. */
  settled(words: string): void;
}

const SHOW_CURSOR = '\u001b[?25h';

/** Listens to the process's signals; `end` ends the process. */
export function watchInterruptions(end: (code: number) => never): Interruptions {
  let running: AbortController | undefined;
  let settledWords: string | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const code = signal === 'SIGINT' ? 'cancelled' : 'terminated';
    if (running && !running.signal.aborted) {
      // Moves past the ^C that the terminal shows.
      if (process.stderr.isTTY) process.stderr.write('\n');
      running.abort(new ExposeError(code, settledWords ?? t().cli.cancelled));
      return;
    }
    if (process.stderr.isTTY) process.stderr.write(SHOW_CURSOR);
    const words = settledWords ?? (running ? t().cli.halfDone : t().cli.cancelled);
    process.stderr.write(`\n${unglued(words)}\n`);
    end(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return {
    async critical(work) {
      running = new AbortController();
      try {
        return await work(running.signal);
      } finally {
        running = undefined;
      }
    },
    settled(words) {
      settledWords = words;
    },
  };
}
