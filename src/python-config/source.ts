import { Buffer, isUtf8 } from 'node:buffer';
import {
  decodeBytes,
  decodeJohabName,
  detectEncoding,
  type Encoding,
  hideTwoByteLetters,
} from './encoding.ts';
import { reject } from './reject.ts';

/** A config file opened for scanning. Offsets are the same in `text` and `code`. */
export interface Source {
  /** The file, one character per byte (or per UTF-16 unit if the source was a string). */
  readonly text: string;
  /** `text` as scanned: characters whose bytes look like punctuation are replaced. */
  readonly code: string;
  /** Offset after the byte order mark. */
  readonly start: number;
  readonly encoding: Encoding;
  /** Contains non-ASCII bytes that are not UTF-8, although no other encoding is declared. Harmless in comments only. */
  readonly brokenUtf8: boolean;
  /** Decodes the text between two offsets; undefined if the encoding has no decoder here. */
  decode(start: number, end: number): string | undefined;
  /** Decodes a name between two offsets; undefined if it could be any name. */
  decodeName(start: number, end: number): string | undefined;
  /** Encodes new text in the form of `text`. Non-ASCII is allowed only if `takesUnicode`. */
  encode(written: string): string;
}

/**
 * Characters in which decoders differ from Python's: controls, private use, the replacement character, some signs of
 * Shift_JIS and EUC-JP, and what GB 18030 moved out of private use.
 */
const UNSURE =
  /[\u0080-\u009f\ue000-\uf8ff\ufffd\u301c\uff5e\u2016\u2225\u00a2\uffe0\u00a3\uffe1\u2212\uff0d\u00ac\uffe2\u1e3f\u01f9\ufe10-\ufe19\u9fb4-\u9fbb]|\u3000/;
const NOT_ASCII = /[^\0-\x7f]/;

/** Opens bytes or text for scanning. Refuses UTF-16, NUL and encodings that cannot be scanned. */
export function openSource(source: Uint8Array | string): Source {
  const bytes = typeof source === 'string' ? undefined : source;
  const text = bytes
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    : `${source}`;
  if (bytes && /^(?:\u00ff\u00fe|\u00fe\u00ff|\0\0\u00fe\u00ff)/.test(text)) reject(text, 0, 'utf-16');
  const nul = text.indexOf('\0');
  if (nul >= 0) reject(text, nul, 'nul');
  const start = text.startsWith(bytes ? '\u00ef\u00bb\u00bf' : '\ufeff') ? (bytes ? 3 : 1) : 0;
  if (bytes === undefined) {
    const encoding = { decoder: 'text', declaredUtf8: false, trailLooksAscii: false, cookieEnd: 0 };
    return {
      text,
      code: text,
      start,
      encoding,
      brokenUtf8: false,
      decode: (from, to) => text.slice(from, to),
      decodeName: (from, to) => text.slice(from, to),
      encode: (written) => written,
    };
  }
  const encoding = detectEncoding(text, start > 0);
  return {
    text,
    code: encoding.trailLooksAscii ? hideTwoByteLetters(text, encoding) : text,
    start,
    encoding,
    brokenUtf8: encoding.decoder === 'utf-8' && !isUtf8(bytes),
    decode: (from, to) => decode(text.slice(from, to), encoding),
    decodeName: (from, to) => decodeName(text.slice(from, to), encoding),
    encode: (written) => Buffer.from(written, 'utf8').toString('latin1'),
  };
}

/** Returns an edited text in the type of the original: string, Buffer or plain Uint8Array. */
export function closeSource<S extends Uint8Array | string>(original: S, text: string): S {
  if (typeof original === 'string') return text as S;
  const bytes = Buffer.from(text, 'latin1');
  return (Buffer.isBuffer(original) ? bytes : new Uint8Array(bytes)) as S & Uint8Array;
}

/** Whether non-ASCII text may be written into this file as it is. Both Python 2 and 3 must decode it correctly. */
export function takesUnicode(source: Source): boolean {
  if (source.encoding.decoder !== 'utf-8' || source.brokenUtf8) return false;
  return source.encoding.declaredUtf8 || NOT_ASCII.test(source.text);
}

function decode(bytes: string, { decoder }: Encoding): string | undefined {
  if (decoder === 'latin-1' || !NOT_ASCII.test(bytes)) return bytes;
  if (decoder === undefined) return undefined;
  const decoded = decodeBytes(bytes, decoder);
  const isUnsure = decoder !== 'utf-8' && decoded !== undefined && UNSURE.test(decoded);
  return isUnsure ? undefined : decoded;
}

function decodeName(bytes: string, encoding: Encoding): string | undefined {
  const { nameDecoder } = encoding;
  if (nameDecoder === undefined) return decode(bytes, encoding);
  const decoded = nameDecoder === 'johab' ? decodeJohabName(bytes) : decodeBytes(bytes, nameDecoder);
  return decoded === undefined || UNSURE.test(decoded) ? undefined : decoded;
}
