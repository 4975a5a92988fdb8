const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:(\r\n?|\n)|([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g;

/** One string literal whose quote is at `quoteAt`: its value as in Python 3 and the offset behind it. */
export function readString(
  text: string,
  quoteAt: number,
  prefix: string,
): { value: string; end: number } | undefined {
  const quote = text.charAt(quoteAt);
  const triple = text.startsWith(quote.repeat(3), quoteAt);
  const closing = triple ? quote.repeat(3) : quote;
  const start = quoteAt + closing.length;
  let end = start;
  for (; !text.startsWith(closing, end); end += text.charAt(end) === '\\' ? 2 : 1) {
    if (end >= text.length || (!triple && /[\r\n]/.test(text.charAt(end)))) return undefined;
  }
  const content = text.slice(start, end);
  const value = /r/i.test(prefix) ? content.replace(/\r\n?/g, '\n') : unescapeString(content);
  return value === undefined ? undefined : { value, end: end + closing.length };
}

function unescapeString(content: string): string | undefined {
  let known = true;
  const value = content.replace(/\r\n?/g, '\n').replace(ESCAPE, (whole, newline, octal, x, u, U, other) => {
    if (newline !== undefined) return '';
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const code = Number.parseInt(x ?? u ?? U ?? '', 16);
    if (!Number.isNaN(code)) {
      if (code <= 0x10ffff) return String.fromCodePoint(code);
      known = false;
    }
    // A letter's name, or an escape that Python refuses.
    if (other === 'N' || other === 'x' || other === 'u' || other === 'U') known = false;
    return SIMPLE_ESCAPES[other] ?? whole;
  });
  return known ? value : undefined;
}
