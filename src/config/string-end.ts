import { fStringEnd } from './f-string-end.ts';
import { refuse } from './refuse.ts';

const PREFIX = /^(?:[rub]|br|rb|ur|[ft]r?|r[ft])$/i;

/** Is this word, standing straight before a quote, a string's prefix? */
export function isStringPrefix(word: string): boolean {
  return word.length <= 2 && PREFIX.test(word);
}

/** Does this prefix make a string with expressions inside (f-string, t-string)? */
export function isInterpolated(prefix: string): boolean {
  return /[ft]/i.test(prefix);
}

/** The offset behind the string whose opening quote is at `quoteAt`; `start` is where its prefix begins. */
export function stringEnd(code: string, start: number, quoteAt: number, depth: number): number {
  const prefix = code.slice(start, quoteAt);
  const quote = code.charCodeAt(quoteAt);
  const triple = code.charCodeAt(quoteAt + 1) === quote && code.charCodeAt(quoteAt + 2) === quote;
  const inside = quoteAt + (triple ? 3 : 1);
  if (isInterpolated(prefix)) {
    return fStringEnd(code, inside, { start, quote, triple, raw: /r/i.test(prefix), depth: depth + 1 });
  }
  return triple ? tripleEnd(code, inside, start, quote) : singleEnd(code, inside, start, quote);
}

function singleEnd(code: string, inside: number, start: number, quote: number): number {
  for (let i = inside; i < code.length; i += 1) {
    const ch = code.charCodeAt(i);
    if (ch === quote) return i + 1;
    if (ch === 92) i = skipEscape(code, i);
    else if (ch === 10 || ch === 13) break;
  }
  return refuse(code, start, 'unterminated-string');
}

function tripleEnd(code: string, inside: number, start: number, quote: number): number {
  for (let i = inside; i < code.length; i += 1) {
    const ch = code.charCodeAt(i);
    if (ch === 92) i += 1;
    else if (ch === quote && code.charCodeAt(i + 1) === quote && code.charCodeAt(i + 2) === quote)
      return i + 3;
  }
  return refuse(code, start, 'unterminated-string');
}

/** From a backslash to the last character that it takes with it. */
export function skipEscape(code: string, backslash: number): number {
  const crLf = code.charCodeAt(backslash + 1) === 13 && code.charCodeAt(backslash + 2) === 10;
  return backslash + (crLf ? 2 : 1);
}
