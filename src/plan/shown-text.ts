/** Python's names for encodings (PEP 263) that a decoder here calls differently. */
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

/** A file as lines to be compared (bytes as Latin-1, so that nothing is lost) and a way to show one of them. */
export interface ShownText {
  readonly lines: readonly string[];
  /** The same lines as a person reads them, without line ends and control characters. */
  readonly shown: readonly string[];
  readonly endsWithNewline: boolean;
}

/** Never fails, whatever the bytes are: what cannot be read as text shows as U+FFFD. */
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

/** Control characters in a file must not steer the person's terminal: they show as their pictures. */
function visible(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
