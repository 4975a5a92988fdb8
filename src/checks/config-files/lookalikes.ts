/**
 * Characters that Python does not read as what they look like: invisible ones, spaces, quotes, dashes, full-width signs
 * and letters of other alphabets. Text is decoded, one line at a time.
 */
export interface Lookalike {
  readonly at: number;
  readonly character: string;
  /** What was meant; '' for an invisible character. */
  readonly meant: string;
}

/** Unicode's Default_Ignorable characters that editors and web pages insert, and the controls of direction. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const SINGLE_QUOTE = /[`´\u2018-\u201b\u2032\u2035\u2039\u203a\uff07\uff40]/;
const DOUBLE_QUOTE = /[«»\u201c-\u201f\u2033\u2036\u300c-\u300f\uff02]/;
const DASH = /[\u2010-\u2015\u2212]/;
const WORD = /[\p{L}\p{N}_]/u;

/** Cyrillic and Greek letters with the shape of a Latin one (Unicode's confusables.txt). */
const LETTERS: ReadonlyMap<string, string> = new Map(
  [
    ['асеоріјѕхуһԁԛԝ', 'aceopijsxyhdqw'],
    ['АВСЕНІЈКМОРЅТХУԌԚԜ', 'ABCEHIJKMOPSTXYGQW'],
    ['οαρυνικ', 'oapuvik'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ].flatMap(([foreign = '', latin = '']) => [...foreign].map((one, at) => [one, latin.charAt(at)] as const)),
);

/** The characters outside of strings and comments that Python does not read as meant, and the quotes around values. */
export function findLookalikes(line: string): Lookalike[] {
  const found: Lookalike[] = [];
  const add = (at: number, meant: string) => found.push({ at, character: line.charAt(at), meant });
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '#') break;
    const quote = plainQuote(character);
    if (quote !== undefined) {
      const end = closingQuote(line, at);
      const meant = quoteFor(line, at, end, quote);
      if (character !== meant) add(at, meant);
      if (end === undefined) {
        if (character === meant) break;
        continue;
      }
      if (line.charAt(end) !== meant) add(end, meant);
      at = end;
    } else if (WORD.test(character)) {
      const end = wordEnd(line, at);
      const word = line.slice(at, end);
      const meant = [...word].map(plainLetter);
      if (isAscii(meant.join('')))
        [...word].forEach((one, i) => {
          if (one !== meant[i]) add(at + i, meant[i] ?? '');
        });
      at = end - 1;
    } else {
      const meant = plainSign(character);
      if (meant !== character) add(at, meant);
    }
  }
  return found;
}

/** The line with what was meant in the place of each of them. */
export function withoutLookalikes(line: string): string {
  return replaceEach(line, ({ meant }) => meant);
}

/** The line as it can be shown: each of them as U+00A0. */
export function markLookalikes(line: string): string {
  return replaceEach(line, ({ character }) => `<${codePoint(character)}>`);
}

/** 'U+00A0' */
export function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Removes invisible characters from a value. */
export function withoutInvisible(value: string): string {
  return value.replace(new RegExp(INVISIBLE, 'g'), '');
}

/** A value as it can be shown. */
export function markInvisible(value: string): string {
  return value.replace(new RegExp(INVISIBLE, 'g'), (one) => `<${codePoint(one)}>`);
}

/** Python's bytes as text; undefined if they are not UTF-8. */
export function decodeLine(latin1: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return undefined;
  }
}

export function encodeLine(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function replaceEach(line: string, by: (one: Lookalike) => string): string {
  let text = '';
  let from = 0;
  for (const one of findLookalikes(line)) {
    text += line.slice(from, one.at) + by(one);
    from = one.at + 1;
  }
  return text + line.slice(from);
}

function plainQuote(character: string): string | undefined {
  if (character === "'" || character === '"') return character;
  if (SINGLE_QUOTE.test(character)) return "'";
  return DOUBLE_QUOTE.test(character) ? '"' : undefined;
}

/**
 * Where the string that begins at `at` ends: at the same straight quote; after a foreign quote, or if there is no other
 * straight one, at the last quote of the line.
 */
function closingQuote(line: string, at: number): number | undefined {
  const opening = line.charAt(at);
  const isStraight = opening === "'" || opening === '"';
  for (let i = at + 1; isStraight && i < line.length; i += 1) {
    if (line.charAt(i) === '\\') i += 1;
    else if (line.charAt(i) === opening) return i;
  }
  for (let i = at + 1; !isStraight && i < line.length; i += 1) {
    const character = line.charAt(i);
    if (character !== "'" && character !== '"' && plainQuote(character) !== undefined) return i;
  }
  const last = [...line.slice(at + 1)].findLastIndex((one) => plainQuote(one) !== undefined);
  return last < 0 ? undefined : at + 1 + last;
}

/** The quote to write around a string: one that the text between does not contain. */
function quoteFor(line: string, at: number, end: number | undefined, quote: string): string {
  const opening = line.charAt(at);
  if (opening === "'" || opening === '"') return opening;
  const inside = end === undefined ? '' : line.slice(at + 1, end);
  return inside.includes(quote) ? (quote === "'" ? '"' : "'") : quote;
}

function plainSign(character: string): string {
  if (INVISIBLE.test(character)) return '';
  if (SPACE.test(character)) return ' ';
  if (DASH.test(character)) return '-';
  const normal = character.normalize('NFKC');
  return character > '\u007f' && normal.length === 1 && isAscii(normal) ? normal : character;
}

function plainLetter(character: string): string {
  if (character <= '\u007f') return character;
  const normal = character.normalize('NFKC');
  return isAscii(normal) && normal.length === 1 ? normal : (LETTERS.get(character) ?? character);
}

function wordEnd(line: string, from: number): number {
  let end = from + 1;
  while (end < line.length && WORD.test(line.charAt(end))) end += 1;
  return end;
}

function isAscii(text: string): boolean {
  return [...text].every((one) => one <= '\u007f');
}
