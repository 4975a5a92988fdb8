import { addressSettings, type Target } from '../../jupyter/target.ts';
import type { Change, LineEdit } from '../../plan/change.ts';
import type { PythonValue } from '../../python-config/index.ts';
import type { System } from '../../system/system.ts';
import type { ComplaintContext } from './complaint.ts';

/** Patterns of lines that Python cannot read. All text is bytes as Latin-1. */
const SETTING = String.raw`^[ \t]*c\.\w+\.\w+[ \t]*=[ \t]*`;
export const BARE_IP =
  /^([ \t]*c\.\w+\.ip[ \t]*=[ \t]*)((?:\d{1,3}\.){3}\d{1,3}|\*|[A-Za-z][\w.-]*|[\da-fA-F:]*:[\da-fA-F:]+)([ \t]*(?:#.*)?)$/;
export const BARE_TEXT = new RegExp(String.raw`(${SETTING})([^\s'"#()[\]{},]+)([ \t]*(?:#.*)?)$`);
export const INDENTED_SETTING = new RegExp(SETTING.replace('*', '+'));
/** “ ” ‘ ’ in UTF-8. */
export const CURLY_QUOTES = /\u00e2\u0080[\u0098-\u009f]/;
export const PASSWD_IMPORT =
  /from[ \t]+((?:notebook\.auth|IPython\.lib)(?:\.security)?)[ \t]+import[ \t]+(?=passwd\b)/;

/** Edits the line of the complaint; undefined if `edit` cannot tell what was meant. */
export function oneLine(
  { path, line, text }: ComplaintContext,
  edit: (text: string) => string | undefined,
): Change[] | undefined {
  const after = edit(text);
  if (path === undefined || line === undefined || after === undefined || after === text) return undefined;
  return [{ kind: 'edit-lines', path, lines: [{ line, before: text, after }], secret: [] }];
}

/** Fixes the same mistake in all lines at once: Python would report them one at a time. */
export function eachLine(
  { path, lines }: ComplaintContext,
  edit: (text: string) => string | undefined,
): Change[] | undefined {
  const edits = lines.flatMap((before, at): LineEdit[] => {
    const after = /^\s*#/.test(before) ? undefined : edit(before);
    return after === undefined || after === before ? [] : [{ line: at + 1, before, after }];
  });
  return path === undefined || edits.length === 0
    ? undefined
    : [{ kind: 'edit-lines', path, lines: edits, secret: [] }];
}

export function quoteIp(text: string, target: Target): string | undefined {
  const [, start, ip = '', rest] = BARE_IP.exec(text) ?? [];
  return start === undefined ? undefined : `${start}'${addressSettings(target, ip).ip ?? ip}'${rest}`;
}

export function quoteText(text: string): string | undefined {
  const [, start, value = '', rest] = BARE_TEXT.exec(text) ?? [];
  return start === undefined ? undefined : `${start}${value.includes('\\') ? 'r' : ''}'${value}'${rest}`;
}

/** Turns a Windows path into a raw string, unless it escapes a quote or ends with a backslash. */
export function rawString(text: string): string | undefined {
  const windows = /(^|[^\w])(u?)((['"])[A-Za-z]:\\(?:(?!\4)[^\\]|\\(?!\4).)*\4)/;
  return windows.test(text) ? text.replace(windows, '$1r$3') : undefined;
}

/** Closes a value that takes up the rest of the line. */
export function closeQuote(text: string): string | undefined {
  const [, start, quote] = new RegExp(String.raw`(${SETTING}[ru]?(['"])[^'"\\#]*?)[ \t]*$`).exec(text) ?? [];
  return start === undefined ? undefined : `${start}${quote}`;
}

export function capitalise(text: string): string {
  return text.replace(
    new RegExp(String.raw`(${SETTING})(true|false|none)(?=[ \t]*(?:#|$))`, 'i'),
    (_, start: string, name: string) => start + name.charAt(0).toUpperCase() + name.slice(1).toLowerCase(),
  );
}

/** Unindents every setting, or only this line if the file has blocks, whose indentation may be intended. */
export function unindent(context: ComplaintContext): Change[] | undefined {
  const hasBlocks = context.lines.some((text) => /^[^#]*:[ \t]*(?:#.*)?$/.test(text));
  const strip = (text: string) => text.replace(/^[ \t]+(?=c\.)/, '');
  return hasBlocks
    ? oneLine(context, strip)
    : eachLine(context, (text) => (INDENTED_SETTING.test(text) ? strip(text) : undefined));
}

export function withoutMark(context: ComplaintContext): Change[] | undefined {
  const [first = ''] = context.lines;
  return oneLine({ ...context, line: 1, text: first }, (text) => text.replace(/^\u00ef\u00bb\u00bf/, ''));
}

export function withoutNul(context: ComplaintContext): Change[] | undefined {
  return eachLine(context, (text) => text.replaceAll('\0', ''));
}

/** Declares cp949 (Korean Windows) in the first line, if that is empty or a comment and every byte decodes. */
export function declareKorean(context: ComplaintContext): Change[] | undefined {
  const [first = ''] = context.lines;
  if (!/^(?:#.*)?$/.test(first) || /coding[:=]/.test(first)) return undefined;
  try {
    new TextDecoder('euc-kr', { fatal: true }).decode(context.bytes);
  } catch {
    return undefined;
  }
  const after = `# -*- coding: cp949 -*-${first.slice(1)}`;
  return oneLine({ ...context, line: 1, text: first }, () => after);
}

/** Rewrites the whole file as UTF-8. Its content is not shown, because secrets in UTF-16 are not recognised. */
export async function asUtf8(
  { path, bytes }: ComplaintContext,
  system: System,
): Promise<Change[] | undefined> {
  const facts = path === undefined ? undefined : await system.files.facts(path);
  if (path === undefined || facts === undefined) return undefined;
  const decoder = bytes[0] === 0xfe || bytes[0] === 0 ? 'utf-16be' : 'utf-16le';
  try {
    const text = new TextDecoder(decoder, { fatal: true }).decode(bytes);
    return [
      { kind: 'write-file', path, bytes: new TextEncoder().encode(text), mode: facts.mode, secret: true },
    ];
  } catch {
    return undefined;
  }
}

/** The number or boolean inside the quotes; undefined for any other text. */
export function unquoted(value: PythonValue | undefined): number | boolean | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value);
  const word = value.trim().toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

export function shownValue(value: number | boolean | undefined): string {
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value ?? '');
}
