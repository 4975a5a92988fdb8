import type { Readable } from 'node:stream';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Line } from './prompter.ts';

/** Longer than any answer; the limit keeps a device without line endings from exhausting memory. */
const LONGEST_LINE = 64 * 1024;

const LINE_FEED = 0x0a;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Splits bytes into lines; it works on bytes so that a character split between two chunks stays whole. LF or CRLF; a
 * byte order mark at the very start is dropped. `take` throws ExposeError('answer') for a line that is too long or
 * not UTF-8, but only after returning the lines before it.
 */
class LineSplitter {
  #ready: Buffer[] = [];
  #open: Buffer[] = [];
  #openBytes = 0;
  #taken = 0;
  #tooLong = false;

  /** Adds bytes; returns false when a line is too long and reading should stop. */
  push(chunk: Uint8Array): boolean {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = rest.indexOf(LINE_FEED); end >= 0 && !this.#tooLong; end = rest.indexOf(LINE_FEED)) {
      this.#keep(rest.subarray(0, end));
      if (!this.#tooLong) this.#finishLine();
      rest = rest.subarray(end + 1);
    }
    if (!this.#tooLong) this.#keep(rest);
    return !this.#tooLong;
  }

  /** Marks the end of input: the last line may lack its line ending. */
  end(): void {
    if (this.#openBytes > 0 && !this.#tooLong) this.#finishLine();
  }

  hasLine(): boolean {
    return this.#ready.length > 0;
  }

  /** The next line, or undefined when none is complete. */
  take(): Line | undefined {
    const bytes = this.#ready.shift();
    if (bytes) {
      this.#taken += 1;
      return { text: this.#decode(bytes), number: this.#taken };
    }
    if (this.#tooLong) throw new ExposeError('answer', t().prompt.lineTooLong(this.#taken + 1, LONGEST_LINE));
    return undefined;
  }

  #keep(bytes: Buffer): void {
    if (this.#openBytes + bytes.length > LONGEST_LINE) {
      this.#tooLong = true;
      this.#open = [];
      return;
    }
    if (bytes.length > 0) this.#open.push(bytes);
    this.#openBytes += bytes.length;
  }

  #finishLine(): void {
    this.#ready.push(Buffer.concat(this.#open));
    this.#open = [];
    this.#openBytes = 0;
  }

  #decode(bytes: Buffer): string {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw notText(this.#taken);
    }
    // UTF-16 without a byte order mark is valid UTF-8 full of NULs, and never intended.
    if (text.includes('\0')) throw notText(this.#taken);
    if (this.#taken === 1 && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}

/** Milliseconds that lines already sent may take to arrive: another thread reads a file. */
const ALREADY_SENT = 40;

/** `yes ''` never ends, so only this many chunks are read to see what comes. */
const LEFTOVER_CHUNKS = 4;

/** The lines of standard input, with one reader for the whole run. */
export interface AnswerLines {
  /** The next line, or undefined at the end of input. Throws ExposeError('answer') for bytes that are not text. */
  next(): Promise<Line | undefined>;
  /** The lines that were already sent. Does not wait for more. */
  bufferedLeftover(): Promise<Line[]>;
  /** Stops reading; a pending `next` returns undefined. The process can exit though the writer keeps the pipe open. */
  close(): void;
}

/**
 * Reads lines on demand. Nothing is read before the first question, and the stream pauses while a line is ready, so
 * an endless writer does not exhaust memory.
 */
export function readLines(input: Readable): AnswerLines {
  const splitter = new LineSplitter();
  let started = false;
  let over = false;
  let failure: ExposeError | undefined;
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
    failure = new ExposeError('answer', t().prompt.inputUnreadable(error.message), undefined, {
      cause: error,
    });
    onEnd();
  };

  function start(): void {
    if (started) return;
    started = true;
    input.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onError);
  }

  /** Lets the stream run until something happens, or for at most `limit` milliseconds. */
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
      if (!line && failure) throw failure;
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

function notText(line: number): ExposeError {
  return new ExposeError('answer', t().prompt.lineNotUtf8(line), t().prompt.lineNotUtf8Hint);
}
