import { ExposeError } from '../errors.ts';
import { unglued } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';

/**
 * Ctrl-C, SIGTERM and SIGHUP. Outside of a critical section the program ends at once, having changed
 * nothing; inside, the section is told by its signal and takes back what it did. A second one ends at once
 * (the journal lets a later run take it back).
 */
export interface Interruptions {
  /** Runs work that must not be cut off in the middle; `signal` aborts when the person wants out. */
  critical<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** What was to be changed is changed: from now on an interruption takes nothing back, and says this. */
  settled(words: string): void;
}

const SHOW_CURSOR = '\u001b[?25h';

/** Listens to the process's signals; `end` is what ends the process. */
export function watchInterruptions(end: (code: number) => never): Interruptions {
  let running: AbortController | undefined;
  let settledWords: string | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const code = signal === 'SIGINT' ? 'cancelled' : 'terminated';
    if (running && !running.signal.aborted) {
      // Behind the ^C that the terminal shows.
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
