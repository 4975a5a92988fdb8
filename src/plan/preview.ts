import { glued } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { octal } from '../system/format.ts';
import { describeMapPort } from './action.ts';
import type { Change } from './change.ts';
import { maskLines } from './masking.ts';
import { sameBytes } from './prepare.ts';
import type { PreparedCommand, PreparedFile, PreparedPlan } from './prepared-plan.ts';
import { shownCommand } from './sudo.ts';

/** Python's encoding names (PEP 263) that TextDecoder knows under another label. */
const DECODER_NAMES: Record<string, string> = {
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  euc_kr: 'euc-kr',
  euckr: 'euc-kr',
  cp932: 'shift_jis',
  latin_1: 'latin1',
  'latin-1': 'latin1',
};

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** One line of the preview. The caller colours it by `kind` and truncates it to the terminal's width. */
export interface PreviewLine {
  readonly kind: 'header' | 'add' | 'remove' | 'context';
  readonly text: string;
}

/** The most lines shown per file. */
const MAX_LINES = 80;

/** The number of unchanged lines shown around a change. */
const CONTEXT = 3;

const SIGNS = { add: '+', remove: '-', context: ' ' } as const;

/** One line of the diff. Numbers are 0-based indexes in the old and the new text. */
interface Row {
  readonly kind: 'add' | 'remove' | 'context';
  readonly old: number;
  readonly new: number;
}

/** A text with its masked lines, one for each line of the text. */
interface Side {
  readonly text: ShownText;
  readonly masked: readonly string[];
}

/**
 * The preview of all changes: a line with the full path and the mode, then a unified diff with secrets masked. For a
 * file that starts from generated text, only the lines that differ from that text are shown.
 */
export async function previewPlan(prepared: PreparedPlan): Promise<PreviewLine[]> {
  const changes = await Promise.all(prepared.changes.map(previewChange));
  return changes.flat();
}

/** The preview of one change: the headline, then its diff. */
export async function previewChange(prepared: PreparedFile | PreparedCommand): Promise<PreviewLine[]> {
  if (prepared.path === undefined) return previewAction(prepared);
  const { change, before, after } = prepared;
  const lines: PreviewLine[] = [{ kind: 'header', text: headline(prepared) }];
  if (before !== undefined && after !== undefined && sameBytes(before.bytes, after.bytes)) return lines;
  if ('own' in change && change.own) return lines;
  if ('secret' in change && change.secret === true) return [...lines, note(t().plan.preview.hidden)];
  const start = before === undefined ? generatedStart(change) : undefined;
  if (start !== undefined) lines.push(note(t().plan.preview.generated));
  const secret = 'secret' in change && typeof change.secret !== 'boolean' ? change.secret : [];
  const side = (bytes: Uint8Array): Side => {
    const text = shownText(bytes);
    return { text, masked: maskLines(text.shown, secret) };
  };
  const old = side(before?.bytes ?? start ?? new Uint8Array());
  const diff = await unifiedDiff(old, side(after?.bytes ?? new Uint8Array()), t().plan.preview.noNewline);
  // The user has never seen the generated text, so no line of it is shown as removed.
  return [...lines, ...shorten(start === undefined ? diff : diff.filter(({ kind }) => kind === 'add'))];
}

function previewAction({ change, sudo = false }: PreparedCommand): PreviewLine[] {
  const words = t().plan.preview;
  if (change.kind === 'map-port') {
    const { text, undo } = describeMapPort(change);
    return [{ kind: 'header', text: words.run(change.title) }, note(text), note(words.undo(undo))];
  }
  const { title, command, undo, needsRoot } = change;
  const shown = (line: readonly string[]) => glued(shownCommand(sudo ? ['sudo', ...line] : line));
  return [
    { kind: 'header', text: needsRoot ? words.runAsRoot(title) : words.run(title) },
    note(shown(command)),
    note(undo === undefined ? words.noUndo : words.undo(shown(undo.command))),
  ];
}

function note(text: string): PreviewLine {
  return { kind: 'header', text: `  ${text}` };
}

function generatedStart(change: Change): Uint8Array | undefined {
  const initial = change.kind === 'edit-settings' ? change.initial : undefined;
  return initial?.from === 'generated' ? initial.bytes : undefined;
}

function headline({ change, path, realPath, before, after }: PreparedFile): string {
  const words = t().plan.preview;
  if (after === undefined) return words.remove(path);
  if (before === undefined) return words.create(path, octal(after.mode));
  const changesBytes = !sameBytes(before.bytes, after.bytes);
  const verb = !changesBytes ? words.chmod : change.kind === 'write-file' ? words.replace : words.edit;
  const remarks = [
    ...(before.mode === after.mode ? [] : [words.mode(octal(before.mode), octal(after.mode))]),
    ...(path === realPath ? [] : [words.link(realPath)]),
  ];
  return remarks.length === 0 ? verb(path) : `${verb(path)} (${remarks.join(', ')})`;
}

function shorten(lines: PreviewLine[]): PreviewLine[] {
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES), note(t().plan.preview.more(lines.length - MAX_LINES))];
}

/** A unified diff without the file header. The `diff` package compares the texts; the output shows the masked lines. */
async function unifiedDiff(before: Side, after: Side, noNewline: string): Promise<PreviewLine[]> {
  const rows = await compare(before.text.lines, after.text.lines);
  return hunksOf(rows).flatMap((hunk) => [
    { kind: 'header', text: rangeOf(hunk) } as const,
    ...hunk.flatMap((row) => show(row, before, after, noNewline)),
  ]);
}

async function compare(before: readonly string[], after: readonly string[]): Promise<Row[]> {
  const { diffArrays } = await import('diff');
  const rows: Row[] = [];
  let [old, now] = [0, 0];
  for (const part of diffArrays([...before], [...after])) {
    for (let left = part.value.length; left > 0; left--) {
      rows.push({ kind: part.added ? 'add' : part.removed ? 'remove' : 'context', old, new: now });
      if (!part.added) old++;
      if (!part.removed) now++;
    }
  }
  return rows;
}

/** Changes with their context; hunks that touch are joined. */
function hunksOf(rows: readonly Row[]): Row[][] {
  const hunks: Row[][] = [];
  let until = -1; // rows before this one are already included
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'context') continue;
    const from = Math.max(at - CONTEXT, 0);
    const next = Math.min(at + CONTEXT + 1, rows.length);
    const last = hunks.at(-1);
    if (last !== undefined && from <= until) last.push(...rows.slice(until, next));
    else hunks.push(rows.slice(from, next));
    until = Math.max(until, next);
  }
  return hunks;
}

function rangeOf(hunk: readonly Row[]): string {
  const first = hunk[0] ?? { old: 0, new: 0 };
  const side = (start: number, without: Row['kind']) => {
    const count = hunk.filter(({ kind }) => kind !== without).length;
    return `${count === 0 ? start : start + 1},${count}`; // unified diff's notation for "after this line"
  };
  return `@@ -${side(first.old, 'add')} +${side(first.new, 'remove')} @@`;
}

function show(row: Row, before: Side, after: Side, noNewline: string): PreviewLine[] {
  const [side, at] = row.kind === 'remove' ? [before, row.old] : [after, row.new];
  const line: PreviewLine = { kind: row.kind, text: `${SIGNS[row.kind]}${side.masked[at] ?? ''}` };
  const isLast = at === side.text.lines.length - 1;
  return isLast && !side.text.endsWithNewline ? [line, { kind: 'context', text: `\\ ${noNewline}` }] : [line];
}

/** A file as lines to compare (bytes as Latin-1, so that nothing is lost) and as lines to show. */
interface ShownText {
  readonly lines: readonly string[];
  /** The same lines decoded for display, without line ends and control characters. */
  readonly shown: readonly string[];
  readonly endsWithNewline: boolean;
}

/** Never fails: bytes that cannot be decoded appear as U+FFFD. */
export function shownText(bytes: Uint8Array): ShownText {
  const text = Buffer.from(bytes).toString('latin1');
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const decoder = decoderFor(lines);
  const shown = lines.map((line) =>
    visible(decoder.decode(Buffer.from(line.replace(/[\r\n]+$/, ''), 'latin1'))),
  );
  return { lines, shown, endsWithNewline: /[\r\n]$/.test(text) };
}

function decoderFor(lines: readonly string[]): { decode(bytes: Uint8Array): string } {
  const cookie = COOKIE.exec(lines[0] ?? '')?.[1] ?? COOKIE.exec(lines[1] ?? '')?.[1] ?? 'utf-8';
  const name = cookie.toLowerCase();
  try {
    return new TextDecoder(DECODER_NAMES[name] ?? name.replaceAll('_', '-'));
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** Replaces control characters with their Unicode pictures, so that a file cannot control the user's terminal. */
function visible(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
