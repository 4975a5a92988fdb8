import stringWidth from 'fast-string-width';
import { glued } from '../messages/command-line.ts';
import type { Finding } from '../situation/finding.ts';
import type { Paint } from '../system/colour.ts';
import { displayable, withTilde } from './display.ts';

const UNICODE: Marks = { ok: '✔', fail: '✖', warn: '!', unknown: '?' };

const ASCII: Marks = { ok: '+', fail: 'x', warn: '!', unknown: '?' };

const PRINTABLE_ASCII = /^[ -~]*$/;

/** Zero-width characters that string-width does not all know: tabs (never printed), soft hyphens, direction marks. */
const INVISIBLE = /[\t\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;

/** The columns that a text occupies: two per Hangul syllable, none for combining marks and colours. */
export function widthOf(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  // macOS decomposes Hangul in file names into two or three characters, which would be counted one by one.
  return stringWidth(text.normalize('NFC').replaceAll(INVISIBLE, ''));
}

/** Pads the text with spaces to `width` columns; a wider text is unchanged. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Truncates the text to `columns` columns with an ellipsis; a text that fits is unchanged. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  const ellipsis = displayable('…');
  let kept = '';
  for (const letter of text) {
    if (widthOf(kept + letter) + widthOf(ellipsis) > columns) break;
    kept += letter;
  }
  return kept + ellipsis;
}

/** Aligns rows of cells in columns; the last cell of a row is not padded. */
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
 * Wraps a text at spaces into lines of at most `columns` columns; the first line starts with `first`, the others with
 * as many spaces. A wider word, such as a path or a URL, stays whole so that it can be copied.
 */
export function wrap(text: string, columns: number, first = ''): string[] {
  const indent = ' '.repeat(widthOf(first));
  const lines: string[] = [];
  for (const paragraph of withTilde(displayable(text)).split('\n')) {
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

/** A label and its value; `whole`: a path, a URL or a command, which users copy, so it is never broken. */
export interface LabelledRow {
  readonly label: string;
  readonly value: string;
  readonly whole?: boolean;
}

/** Rows with aligned values, each as arguments for `print` and `result`. */
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

/** The signs before a line; the text also says what they mean. */
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

/** How a line looks. */
export interface LineStyle {
  /** Puts the sign of this status before the line, in its colour. */
  readonly status?: Finding['status'];
  /** Text before the first line, and before the sign; the following lines are indented to the words. */
  readonly first?: string;
  /** A column between the sign and the words. */
  readonly beside?: string;
  readonly style?: keyof Paint;
  /** Verbatim content of a file or a setting: no line is broken, the home directory keeps its full path. */
  readonly raw?: boolean;
}

const COLOURS: Record<Finding['status'], keyof Paint> = {
  ok: 'green',
  warn: 'yellow',
  fail: 'red',
  unknown: 'yellow',
};

/** The stream that a line is written to. */
interface Page extends LineStyle {
  readonly columns: number;
  readonly colours: Paint;
  readonly unicode: boolean;
}

/** Formats a text as the lines to write. */
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
