import stringWidth from 'fast-string-width';
import { withTilde } from './shown.ts';

const UNICODE: Marks = { ok: '✔', fail: '✖', warn: '!' };

const ASCII: Marks = { ok: '+', fail: 'x', warn: '!' };

const PRINTABLE_ASCII = /^[ -~]*$/;

/** Takes no column, which the package does not know of all: tabulators that we never print, soft hyphens, marks of direction. */
const INVISIBLE = /[\t\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;

/** Columns that a text takes: Hangul letters two, combining marks and colours none. */
export function widthOf(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  // In the names of files on a Mac each Hangul letter stands as two or three, which would be counted one by one.
  return stringWidth(text.normalize('NFC').replaceAll(INVISIBLE, ''));
}

/** The text with spaces after it, `width` columns in all; a wider text stays as it is. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** The text, or as much of it as `columns` columns hold and a sign that there is more. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  for (const letter of text) {
    if (widthOf(kept + letter) >= columns) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** Rows of cells as lines whose columns stand below each other; the last cell of a row is not padded. */
export function table(given: readonly (readonly string[])[], gap = 2): string[] {
  const rows = given.map((row) => row.map(withTilde));
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : pad(cell, (widths[at] ?? 0) + gap)))
      .join('')
      .trimEnd(),
  );
}

/**
 * A text cut at spaces into lines of at most `columns` columns, the first after `first`, the others after as
 * many spaces. A word that is wider, such as a path or a URL, stays whole so that it can be copied.
 */
export function wrap(text: string, columns: number, first = ''): string[] {
  const indent = ' '.repeat(widthOf(first));
  const lines: string[] = [];
  for (const paragraph of withTilde(text).split('\n')) {
    let line = lines.length === 0 ? first : indent;
    let empty = true;
    for (const word of paragraph.split(' ')) {
      if (!empty && widthOf(line) + 1 + widthOf(word) > columns) {
        lines.push(line);
        line = indent;
        empty = true;
      }
      line += empty ? word : ` ${word}`;
      empty = false;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** A label and what stands beside it; `whole`: a path, a URL or a command, which is copied and so never cut. */
export interface LabelledRow {
  readonly label: string;
  readonly value: string;
  readonly whole?: boolean;
}

/** Rows with their values below each other. */
export function labelled(rows: readonly LabelledRow[], columns: number, indent = '  '): string[] {
  const width = Math.max(0, ...rows.map(({ label }) => widthOf(label)));
  return rows.flatMap(({ label, value, whole }) => {
    const first = `${indent}${pad(label, width)}  `;
    return whole ? [first + value] : wrap(value, columns, first);
  });
}

/** The signs before a line: what they mean is also said in words. */
interface Marks {
  readonly ok: string;
  readonly fail: string;
  readonly warn: string;
}

/** The signs that this terminal can show; each is one column wide. */
export function marks(unicode: boolean): Marks {
  return unicode ? UNICODE : ASCII;
}
