import { HIDDEN, SECRET_NAMES } from '../python-config/secret-names.ts';

/** Hashes and tokens anywhere in a text: Jupyter's own, crypt's, bare argon2, and long runs of hex digits. */
const HASHES =
  /\b(?:md5|sha1|sha224|sha256|sha384|sha512|argon2|bcrypt|scrypt|pbkdf2\w*):[^\s'"‘’“”]+|\$(?:argon2\w*|2[abxy]|[156]|y|scrypt)\$[^\s'"‘’“”]+|\b[0-9a-f]{32,}\b|(?<=\btoken=)[^\s'"&‘’“”]+/gi;

/** Not secret although it follows a secret name: an empty value or Jupyter's own placeholder. */
const NOT_SECRET = /^(['"])(?:<generated>)?\1$/;

/**
 * A string in Python or JSON, as far as it is in this line: triple quotes first, curly quotes copied from a web page
 * last.
 */
const STRINGS =
  /'''.*?(?:'''|$)|""".*?(?:"""|$)|(['"])(?:\\.|(?!\1)[^\\])*(?:\1|\\?$)|[‘’“”„‚][^‘’“”„‚]*(?:[‘’“”„‚]|$)/g;
/** An unquoted value, missing its quotes by mistake: one word that is not a Python constant. */
const BARE_WORD =
  /^(\s*=\s*)(?!(?:True|False|None|\d+)\s*(?:#|$))([^\s'"()[\]{}#.,\\‘’“”„‚]+)(?=\s*(?:#.*)?$)/;

/** The text before the name of a variable or of a file, from which code reads a secret: `os.environ['`, `open(`. */
const IS_NAME = /(?:\benviron\s*\[|\b(?:environ\s*\.\s*get|getenv|open|Path)\s*\()\s*$/;

/** The part of a secret value that continues after the end of a line. */
interface Open {
  readonly brackets: number;
  /** The quotes of a string that continues. */
  readonly quotes: string | undefined;
  /** The value starts in a comment and ends with it at the latest. */
  readonly inComment: boolean;
}

/** Replaces the hashes and tokens in a text. */
export function maskHashes(text: string): string {
  return text.replace(HASHES, HIDDEN);
}

/**
 * The lines of a config file in a form that may be shown: secret values become `[hidden]`, with the number of lines
 * unchanged. `secretKeys` are keys such as 'ServerApp.password', in addition to names that are always secret. Masks too
 * much rather than too little: also old hashes, values over several lines, and commented-out code.
 */
export function maskLines(lines: readonly string[], secretKeys: readonly string[]): string[] {
  const names = [
    ...SECRET_NAMES,
    ...secretKeys.map((key) => `(?<!\\w)${escapePattern(key.slice(key.lastIndexOf('.') + 1))}`),
  ];
  // Matches attributes, keywords and keys: password = …, password: str = …, ['password'] = …, "password": …
  const setting = new RegExp(`(?:${names.join('|')})(?:['"]\\s*\\]?(?=\\s*[,:=])|(?=\\s*(?::|=(?!=))))`, 'i');
  let open: Open | undefined;
  return lines.map((given) => {
    const line = maskHashes(given);
    const inComment = /^\s*#/.test(line);
    if (open?.inComment && !inComment) open = undefined;
    const named = setting.exec(line);
    if (named === null && open === undefined) return line;
    const from = open === undefined && named !== null ? named.index + named[0].length : 0;
    const masked = maskValue(line.slice(from), open ?? { brackets: 0, quotes: undefined, inComment });
    open = masked.open;
    return line.slice(0, from) + masked.text;
  });
}

/** Masks every string in the rest of a line; `open` is the value that the previous line left open. */
function maskValue(value: string, open: Open): { text: string; open: Open | undefined } {
  let [inQuotes, rest] = ['', value];
  if (open.quotes !== undefined) {
    const end = value.indexOf(open.quotes);
    if (end < 0) return { text: value.trim() === '' ? value : HIDDEN, open };
    inQuotes = (end > 0 ? HIDDEN : '') + open.quotes;
    rest = value.slice(end + open.quotes.length);
  }
  const text =
    inQuotes +
    rest.replace(BARE_WORD, `$1${HIDDEN}`).replace(STRINGS, (whole: string, ...found: unknown[]) => {
      const [at, all] = found.slice(-2) as [number, string];
      return IS_NAME.test(all.slice(0, at)) ? whole : maskString(whole);
    });
  return { text, open: openAfter(rest, open) };
}

function maskString(whole: string): string {
  if (NOT_SECRET.test(whole)) return whole;
  const quotes = quotesOf(whole);
  const curly = /.[‘’“”„‚]$/.exec(whole)?.[0].slice(1);
  return `${quotes}${HIDDEN}${curly ?? (isClosed(whole) ? quotes : '')}`;
}

function openAfter(rest: string, before: Open): Open | undefined {
  const continued = rest.endsWith('\\');
  const strings = [...rest.matchAll(STRINGS)].map(([text]) => text);
  // A string in plain quotes continues only after a backslash; otherwise the quote is an apostrophe in prose.
  const unclosed = strings.find((text) => !isClosed(text) && (continued || quotesOf(text).length === 3));
  const quotes = unclosed === undefined ? undefined : quotesOf(unclosed);
  const code = rest.replace(STRINGS, '').replace(/#.*/, '');
  const opened = code.match(/[([{]/g)?.length ?? 0;
  const closed = code.match(/[)\]}]/g)?.length ?? 0;
  const brackets = Math.max(before.brackets + opened - closed, 0);
  return brackets > 0 || continued || quotes !== undefined ? { ...before, brackets, quotes } : undefined;
}

function quotesOf(text: string): string {
  return /^(?:'''|"""|['"‘’“”„‚])/.exec(text)?.[0] ?? '';
}

function isClosed(text: string): boolean {
  const quotes = quotesOf(text);
  return text.length >= 2 * quotes.length && text.endsWith(quotes) && !text.endsWith(`\\${quotes}`);
}

function escapePattern(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
