import stringWidth from 'fast-string-width';
import { glued } from '../messages/command-line.ts';
import type { Finding } from '../situation/finding.ts';
import type { Paint } from '../system/colour.ts';
import { withTilde } from './shown.ts';

const UNICODE: Marks = { ok: '✔', fail: '✖', warn: '!', unknown: '?' };

const ASCII: Marks = { ok: '+', fail: 'x', warn: '!', unknown: '?' };

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

/** Rows with their values below each other, each as what `say` and `result` take. */
export function labelled(
  rows: readonly LabelledRow[],
  indent = '  ',
): readonly (readonly [string, { readonly first: string }])[] {
  const width = Math.max(0, ...rows.map(({ label }) => widthOf(label)));
  return rows.map(({ label, value, whole }) => [
    whole ? glued(value) : value,
    { first: `${indent}${pad(label, width)}  ` },
  ]);
}

/** The signs before a line: what they mean is also said in words. */
export interface Marks {
  readonly ok: string;
  readonly warn: string;
  readonly fail: string;
  readonly unknown: string;
}

/** The signs that this terminal can show; each is one column wide. */
export function marks(unicode: boolean): Marks {
  return unicode ? UNICODE : ASCII;
}

/** How a line looks beyond its words. */
export interface Look {
  /** The sign of this status stands before it, in its colour. */
  readonly status?: Finding['status'];
  /** What stands before the first line, and before the sign; the lines after it begin below its words. */
  readonly first?: string;
  /** A column between the sign and the words. */
  readonly beside?: string;
  readonly style?: keyof Paint;
  /** A copy of what a file or a setting holds: no line is broken, the home directory keeps its full path. */
  readonly raw?: boolean;
}

const COLOURS: Record<Finding['status'], keyof Paint> = {
  ok: 'green',
  warn: 'yellow',
  fail: 'red',
  unknown: 'yellow',
};

/** The stream that a line is written to. */
interface Page extends Look {
  readonly columns: number;
  readonly colours: Paint;
  readonly unicode: boolean;
}

/** A text as the lines that are written. */
export function layOut(text: string, page: Page): string {
  const { status, first = '', beside, style, raw = false, columns, colours, unicode } = page;
  const sign = status && marks(unicode)[status];
  const before = [first, sign && `${sign} `, beside && `${beside}  `].filter(Boolean).join('');
  const lines = raw
    ? [before + text]
    : text.split('\n').flatMap((line, at) => {
        const [indent = ''] = line.match(/^ */) ?? [];
        return wrap(
          line.slice(indent.length),
          columns,
          (at === 0 ? before : ' '.repeat(widthOf(before))) + indent,
        );
      });
  const coloured = style === undefined ? lines : lines.map((line) => colours[style](line));
  const [head = '', ...rest] = coloured;
  if (sign === undefined || status === undefined) return coloured.join('\n');
  return [first + colours[COLOURS[status]](sign) + head.slice(first.length + sign.length), ...rest].join(
    '\n',
  );
}
