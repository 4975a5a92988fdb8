import { Buffer } from 'node:buffer';
import { reject } from './reject.ts';

/** The parts of a file's encoding that the line patcher needs. */
export interface Encoding {
  /** A `TextDecoder` label, `latin-1`, or undefined if only ASCII can be decoded. */
  readonly decoder: string | undefined;
  /** The decoder for names, whose letters differ less between decoders than signs do. */
  readonly nameDecoder?: string;
  /** UTF-8 by byte order mark or declaration: non-ASCII text may be written as it is. */
  readonly declaredUtf8: boolean;
  /** The second byte of a character may look like ASCII punctuation (Shift_JIS, GBK, Big5, Johab). */
  readonly trailLooksAscii: boolean;
  /** Offset of the end of the declaration's line, 0 without one. Everything before it must remain a comment. */
  readonly cookieEnd: number;
}

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

/** Supersets of ASCII whose non-ASCII bytes never look like ASCII punctuation, with their decoders (WHATWG labels). */
const SAFE: ReadonlyMap<string, string | undefined> = new Map<string, string | undefined>([
  ['ascii', undefined],
  ['us-ascii', undefined],
  ['euc-kr', 'euc-kr'],
  ['cp949', 'euc-kr'],
  ['949', 'euc-kr'],
  ['ms949', 'euc-kr'],
  ['uhc', 'euc-kr'],
  ['ks-c-5601', 'euc-kr'],
  ['ks-c-5601-1987', 'euc-kr'],
  ['ksc5601', 'euc-kr'],
  ['euckr', 'euc-kr'],
  ['euc-jp', 'euc-jp'],
  ['eucjp', 'euc-jp'],
  ['gb2312', 'gbk'],
  ['euc-cn', 'gbk'],
  ['koi8-r', 'koi8-r'],
  ['koi8-u', 'koi8-u'],
]);

const TRAIL_LOOKS_ASCII: ReadonlyMap<string, string | undefined> = new Map<string, string | undefined>([
  ['shift-jis', 'shift_jis'],
  ['shiftjis', 'shift_jis'],
  ['sjis', 'shift_jis'],
  ['cp932', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['gbk', 'gbk'],
  ['cp936', 'gbk'],
  ['ms936', 'gbk'],
  ['gb18030', 'gb18030'],
  ['gb18030-2000', 'gb18030'],
  ['big5', undefined],
  ['big5-hkscs', undefined],
  ['big5hkscs', undefined],
  ['cp950', undefined],
  ['johab', undefined],
  ['cp1361', undefined],
  ['ms1361', undefined],
]);

const NAME_DECODERS: ReadonlyMap<string, string> = new Map([
  ['big5', 'big5'],
  ['big5-hkscs', 'big5'],
  ['big5hkscs', 'big5'],
  ['cp950', 'big5'],
  ['johab', 'johab'],
  ['cp1361', 'johab'],
  ['ms1361', 'johab'],
]);

/** Supersets of ASCII with one byte a character. cp864 is none: its `%` is another sign. */
const SINGLE_BYTE =
  /^(?:iso-?8859-?\d+|l(?:atin-?)?\d+|(?:cp|windows-)(?:125\d|437|720|737|775|8(?:5\d|6[0-35-9])|1125)|mac-[a-z]+2?|tis-620|koi8-t|hp-roman8|kz1048|ptcp154)$/;
const LATIN_1 = /^(?:latin-?1|iso-?8859-?1|iso-latin-1|l1|cp819)(?:-.*)?$/;
const UTF_8 = /^(?:utf-?8(?:-.*)?|u8|cp65001)$/;

const PLAIN = { decoder: 'utf-8', declaredUtf8: false, trailLooksAscii: false, cookieEnd: 0 };

/**
 * Detects the encoding of a text that holds one character per byte. Refuses encodings that cannot be scanned safely.
 */
export function detectEncoding(text: string, hasMark: boolean): Encoding {
  const cookie = findCookie(text);
  if (cookie === undefined) return { ...PLAIN, declaredUtf8: hasMark };
  const name = cookie.name.toLowerCase().replaceAll('_', '-');
  const base = { declaredUtf8: false, trailLooksAscii: false, cookieEnd: cookie.end };
  if (UTF_8.test(name)) return { ...base, decoder: 'utf-8', declaredUtf8: true };
  if (hasMark) return reject(text, cookie.start, 'bom-and-cookie');
  if (LATIN_1.test(name)) return { ...base, decoder: 'latin-1' };
  if (SAFE.has(name)) return { ...base, decoder: SAFE.get(name) };
  if (SINGLE_BYTE.test(name)) {
    const windows = /^(?:cp|windows-)(125\d)$/.exec(name)?.[1];
    return { ...base, decoder: windows && `windows-${windows}` };
  }
  if (TRAIL_LOOKS_ASCII.has(name)) {
    const nameDecoder = NAME_DECODERS.get(name);
    const decoder = TRAIL_LOOKS_ASCII.get(name);
    return { ...base, decoder, trailLooksAscii: true, ...(nameDecoder && { nameDecoder }) };
  }
  return reject(text, cookie.start, 'unknown-encoding');
}

/** PEP 263: the declaration is a comment in line 1, or in line 2 if line 1 is blank or a comment. */
export function findCookie(text: string): { name: string; start: number; end: number } | undefined {
  const mark = /^(?:\u00ef\u00bb\u00bf|\ufeff)/.exec(text)?.[0].length ?? 0;
  const lineEnd = /\r\n?|\n/g;
  lineEnd.lastIndex = mark;
  let start = mark;
  for (let line = 1; line <= 2; line += 1) {
    const stop = lineEnd.exec(text);
    const content = text.slice(start, stop?.index ?? text.length);
    const name = COOKIE.exec(content)?.[1];
    if (name !== undefined) return { name, start, end: start + content.length };
    if (stop === null || !BLANK_OR_COMMENT.test(content)) return undefined;
    start = lineEnd.lastIndex;
  }
  return undefined;
}

/** Replaces every two-byte character with two neutral ones, so that the text can be scanned. */
export function hideTwoByteLetters(text: string, encoding: Encoding): string {
  const halfWidth = encoding.decoder === 'shift_jis';
  const letters = halfWidth ? /[\u0081-\u009f\u00e0-\u00fc][^\r\n]/g : /[\u0081-\u00fe][^\r\n]/g;
  return text.replace(letters, '\u00ff\u00ff');
}

const HANGUL = '\uac00';

/**
 * Decodes names in Johab, which `TextDecoder` does not know. Its signs and letters other than Hangul stand in the order
 * of EUC-KR; all Hangul become one syllable, because no Hangul is a name that matters here.
 */
export function decodeJohabName(bytes: string): string | undefined {
  let name = '';
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes.charCodeAt(i);
    if (lead < 128) {
      name += bytes.charAt(i);
      continue;
    }
    i += 1;
    const trail = bytes.charCodeAt(i);
    if (lead < 0xd8) {
      name += HANGUL;
      continue;
    }
    const pair = lead < 0xe0 ? 2 * (lead - 0xd9) : 2 * lead - 0x197;
    const column = trail < 0x91 ? trail - 0x31 : trail - 0x43;
    const row = pair + (column < 94 ? 0 : 1);
    name += decodeBytes(String.fromCharCode(row + 0xa1, (column % 94) + 0xa1), 'euc-kr') ?? '';
  }
  return name;
}

/** Decodes bytes, one per character; undefined if they are not valid. */
export function decodeBytes(bytes: string, decoder: string): string | undefined {
  try {
    return new TextDecoder(decoder, { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}
