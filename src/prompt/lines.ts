import type { Readable } from 'node:stream';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Line } from './prompter.ts';
import { LineSplitter } from './split-lines.ts';

/** How long lines that were already sent may take to arrive: a file is read by another thread. Milliseconds. */
const ALREADY_SENT = 40;
/** `yes ''` never ends: enough is read to see what comes, and no more. */
const LEFTOVER_CHUNKS = 4;

/** The lines of standard input, one reader for the whole run. */
export interface AnswerLines {
  /** The next line, or undefined at the end of input. Throws ExposeError('answer') for bytes that are no text. */
  next(): Promise<Line | undefined>;
  /** The lines that have been sent already. Waits for nobody. */
  bufferedLeftover(): Promise<Line[]>;
  /** Ends reading; a `next` that waits gets undefined. The process can end though the writer keeps the pipe open. */
  close(): void;
}

/**
 * Reads lines as they are asked for. Nothing is read before the first question, and the stream rests while
 * a line lies ready, so an endless writer fills no memory.
 */
export function readLines(input: Readable): AnswerLines {
  const splitter = new LineSplitter();
  let started = false;
  let over = false;
  let trouble: ExposeError | undefined;
  let chunks = 0;
  let wake: () => void = () => {};

  const onData = (chunk: Uint8Array | string): void => {
    chunks += 1;
    input.pause();
    if (!splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)) over = true;
    wake();
  };
  const onEnd = (): void => {
    if (!over) splitter.end();
    over = true;
    wake();
  };
  const onError = (error: Error): void => {
    trouble = new ExposeError('answer', t().wizard.inputUnreadable(error.message), undefined, {
      cause: error,
    });
    onEnd();
  };

  function start(): void {
    if (started) return;
    started = true;
    input.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
  }

  /** Lets the stream run until something happened, or until `limit` milliseconds are over. */
  function more(limit?: number): Promise<void> {
    start();
    return new Promise((resolve) => {
      const timer = limit === undefined ? undefined : setTimeout(resolve, limit);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      input.resume();
    });
  }

  return {
    async next() {
      while (!splitter.hasLine() && !over) await more();
      const line = splitter.take();
      if (!line && trouble) throw trouble;
      return line;
    },
    async bufferedLeftover() {
      const until = performance.now() + ALREADY_SENT;
      const enough = chunks + LEFTOVER_CHUNKS;
      for (let left = ALREADY_SENT; !over && chunks < enough && left > 0; left = until - performance.now()) {
        await more(left);
      }
      const lines: Line[] = [];
      for (let line = splitter.take(); line; line = splitter.take()) lines.push(line);
      return lines;
    },
    close() {
      over = true;
      if (started) input.off('data', onData).off('end', onEnd).off('close', onEnd);
      input.destroy();
      wake();
    },
  };
}
