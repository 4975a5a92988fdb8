import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/**
 * Handles Ctrl-C, SIGTERM and SIGHUP. Outside of the work below the program ends at once and has changed nothing.
 * Inside, the work's signal aborts: a critical section rolls back, other work ends early. A second interruption ends
 * the program at once (after a critical section a later run rolls back from the journal).
 */
export interface Interruptions {
  /** Runs work that must not be interrupted halfway. `signal` aborts when the user interrupts. */
  critical<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Runs work that needs no rollback and cleans up when `signal` aborts. */
  abortable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** The changes are complete: from now on an interruption rolls back nothing and prints these words. */
  settled(words: string): void;
}

const SHOW_CURSOR = '\u001b[?25h';

/** Listens to the process's signals; `end` says why and ends the process. */
export function watchInterruptions(end: (error: ExposeError) => never): Interruptions {
  let running: AbortController | undefined;
  let isCritical = false;
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
    end(new ExposeError(code, settledWords ?? (isCritical ? t().cli.halfDone : t().cli.cancelled)));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const run = async <T>(work: (signal: AbortSignal) => Promise<T>, critical: boolean): Promise<T> => {
    running = new AbortController();
    isCritical = critical;
    try {
      return await work(running.signal);
    } finally {
      running = undefined;
      isCritical = false;
    }
  };
  return {
    critical: (work) => run(work, true),
    abortable: (work) => run(work, false),
    settled(words) {
      settledWords = words;
    },
  };
}
