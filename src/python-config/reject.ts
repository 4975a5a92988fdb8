import { RefusedError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { RejectionReason } from './ledger.ts';

const BYTE_ORDER_MARK = /^(?:\u00ef\u00bb\u00bf|\ufeff)/;

/** Throws a `RefusedError` that names the line and column of `offset` in `text`. */
export function reject(text: string, offset: number, reason: RejectionReason): never {
  const { line, column } = countLines(text)(Math.min(offset, text.length));
  throw new RefusedError(t().pythonConfig.refused[reason], line, column);
}

/**
 * Returns a function that gives the 1-based line and column of an offset. Query ascending offsets: it walks the text
 * once. A line ends with LF, CR LF or CR, as in Python; the byte order mark occupies no column.
 */
export function countLines(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineStart = BYTE_ORDER_MARK.exec(text)?.[0].length ?? 0;
  let last = 0;
  let lf = text.indexOf('\n');
  let cr = text.indexOf('\r');
  /** The offset after the next line end; 0 if there is none. */
  const endAfter = (from: number): number => {
    if (lf >= 0 && lf < from) lf = text.indexOf('\n', from);
    if (cr >= 0 && cr < from) cr = text.indexOf('\r', from);
    return cr < 0 || (lf >= 0 && lf <= cr + 1) ? lf + 1 : cr + 1;
  };
  let next = endAfter(0);
  return (offset) => {
    if (offset < last) return countLines(text)(offset);
    last = offset;
    while (next > 0 && next <= offset) {
      line += 1;
      lineStart = next;
      next = endAfter(next);
    }
    return { line, column: Math.max(1, offset - lineStart + 1) };
  };
}
