import { Buffer, isUtf8 } from 'node:buffer';
import { detectEncoding, type Encoding, hideTwoByteLetters } from './encoding.ts';
import { refuse } from './refuse.ts';

/** A config file opened for scanning. Offsets are the same in `text` and `code`. */
export interface Source {
  /** The file, one character per byte (per UTF-16 unit where a string was given). */
  readonly text: string;
  /** What is scanned: `text`, with letters hidden that only look like punctuation. */
  readonly code: string;
  /** Behind the byte order mark. */
  readonly start: number;
  readonly encoding: Encoding;
  /** Non-ASCII bytes that are not UTF-8, although nothing else is declared: harmless in comments only. */
  readonly brokenUtf8: boolean;
  /** The letters between two offsets, or undefined where the encoding cannot be read here. */
  decode(start: number, end: number): string | undefined;
  /** Turns text to be written into the form of `text`. Beyond ASCII only where `takesUnicode`. */
  encode(written: string): string;
}

/** Where decoders differ from Python's, they give controls, private letters or the replacement character. */
const UNSURE = /[\u0080-\u009f\ue000-\uf8ff\ufffd]/;
const NOT_ASCII = /[^\0-\x7f]/;

/** Opens bytes or text for scanning; refuses UTF-16, NUL and encodings that cannot be scanned. */
export function openSource(source: Uint8Array | string): Source {
  const bytes = typeof source === 'string' ? undefined : source;
  const text = bytes
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    : `${source}`;
  if (bytes && /^(?:\u00ff\u00fe|\u00fe\u00ff|\0\0\u00fe\u00ff)/.test(text)) refuse(text, 0, 'utf-16');
  const nul = text.indexOf('\0');
  if (nul >= 0) refuse(text, nul, 'nul');
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
    decode: (from, to) => decode(text.slice(from, to), encoding.decoder),
    encode: (written) => Buffer.from(written, 'utf8').toString('latin1'),
  };
}

/** Gives back an edited text in the type of the original: string, Buffer or plain Uint8Array. */
export function closeSource<S extends Uint8Array | string>(original: S, text: string): S {
  if (typeof original === 'string') return text as S;
  const bytes = Buffer.from(text, 'latin1');
  return (Buffer.isBuffer(original) ? bytes : new Uint8Array(bytes)) as S & Uint8Array;
}

/** May text beyond ASCII be written into this file as it is? Python 2 and 3 must both read it right. */
export function takesUnicode(source: Source): boolean {
  if (source.encoding.decoder !== 'utf-8' || source.brokenUtf8) return false;
  return source.encoding.declaredUtf8 || NOT_ASCII.test(source.text);
}

function decode(bytes: string, decoder: string | undefined): string | undefined {
  if (decoder === 'latin-1' || !NOT_ASCII.test(bytes)) return bytes;
  if (decoder === undefined) return undefined;
  try {
    const decoded = new TextDecoder(decoder, { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(bytes, 'latin1'),
    );
    return decoder !== 'utf-8' && UNSURE.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
