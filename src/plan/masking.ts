const HIDDEN = '[hidden]';

/** Hashes and tokens, wherever they stand: Jupyter's own, crypt's, bare argon2, and long runs of hex digits. */
const HASHES =
  /\b(?:md5|sha1|sha224|sha256|sha384|sha512|argon2|bcrypt|scrypt|pbkdf2\w*):[^\s'"]+|\$(?:argon2\w*|2[abxy]|[156]|y|scrypt)\$[^\s'"]+|\b[0-9a-fA-F]{32,}\b|(?<=\btoken=)[^\s'"&]+/g;

/** Settings whose values are nobody's business, by the last part of their name. */
const SECRET_NAMES =
  'password|hashed_password|passwd|token|cookie_secret|secret|api_token|secret_key|private_key';

/** Harmless although it stands behind such a name: no value, and Jupyter's own placeholder. */
const HARMLESS = /^(['"])(?:<generated>)?\1$/;

/** A string in Python or JSON that ends in its line, or runs to the end of it; triple quotes first. */
const STRINGS = /'''[^]*?(?:'''|$)|"""[^]*?(?:"""|$)|(['"])(?:\\.|(?!\1)[^\\])*(?:\1|\\?$)/g;

/** Where a new statement, or a comment of its own, begins: nothing of a value reaches further. */
const NEW_STATEMENT = /^(?:[A-Za-z_@#]|\s*"[^"]*"\s*:)/;

/**
 * The lines of a config file as they may be shown: secret values as `[hidden]`, one line for one line.
 * `secretKeys` are keys such as 'ServerApp.password'; names that are secret anyway need not be among them. Masks
 * too much rather than too little: also old hashes, values over several lines, and what is only commented out.
 */
export function maskLines(lines: readonly string[], secretKeys: readonly string[]): string[] {
  const names = secretKeys.map((key) => escape(key.slice(key.lastIndexOf('.') + 1)));
  const secret = new RegExp(
    `(?<![\\w])(?:${[SECRET_NAMES, ...names].join('|')})(?:['"]\\]?)?\\s*(?:\\]\\s*)?(?::[^=]*)?[:=](?!=)`,
  );
  let inValue = false; // the last statement set a secret, and it may go on
  let openQuotes: string | undefined; // a triple quote of that value that is not closed yet
  return lines.map((line) => {
    if (openQuotes !== undefined) {
      const end = line.indexOf(openQuotes);
      if (end < 0) return line.trim() === '' ? line : HIDDEN;
      const rest = line.slice(end);
      openQuotes = undefined;
      return end > 0 ? HIDDEN + rest : rest;
    }
    const start = secret.exec(line);
    if (start !== null) inValue = true;
    else if (NEW_STATEMENT.test(line)) inValue = false;
    if (!inValue) return line.replace(HASHES, HIDDEN);
    const from = start === null ? 0 : start.index + start[0].length;
    const value = line.slice(from);
    openQuotes = unclosedQuotes(value);
    return (
      line.slice(0, from).replace(HASHES, HIDDEN) + value.replace(STRINGS, maskString).replace(HASHES, HIDDEN)
    );
  });
}

function maskString(whole: string): string {
  if (HARMLESS.test(whole)) return whole;
  const quotes = /^(?:'''|"""|['"])/.exec(whole)?.[0] ?? '';
  const closed = whole.length >= 2 * quotes.length && whole.endsWith(quotes);
  return `${quotes}${HIDDEN}${closed ? quotes : ''}`;
}

function unclosedQuotes(value: string): string | undefined {
  for (const [text] of value.matchAll(STRINGS)) {
    const quotes = text.slice(0, 3);
    if ((quotes === "'''" || quotes === '"""') && !(text.length >= 6 && text.endsWith(quotes))) return quotes;
  }
  return undefined;
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
