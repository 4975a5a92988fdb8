import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Line } from './prompter.ts';

/** Longer than any answer; without a limit a device without line ends would fill the memory. */
const LONGEST_LINE = 64 * 1024;

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Cuts bytes into lines, on bytes so that a letter split between two chunks stays whole. LF or CRLF; a byte
 * order mark at the very start is dropped. `take` throws ExposeError('answer') for a line that is too long or
 * not UTF-8, in its turn: the lines before it are still handed out.
 */
export class LineSplitter {
  #ready: Buffer[] = [];
  #open: Buffer[] = [];
  #openBytes = 0;
  #taken = 0;
  #tooLong = false;

  /** Adds bytes; false when reading on makes no sense because a line is too long. */
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

  /** The input is over: the last line may lack its line end. */
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
    if (this.#tooLong) throw new ExposeError('answer', t().wizard.lineTooLong(this.#taken + 1, LONGEST_LINE));
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
    // UTF-16 without a mark is valid UTF-8 full of NULs, and never what somebody meant.
    if (text.includes('\0')) throw notText(this.#taken);
    if (this.#taken === 1 && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}

function notText(line: number): ExposeError {
  return new ExposeError('answer', t().wizard.lineNotUtf8(line), t().wizard.lineNotUtf8Hint);
}
