import {
  ALL_POWERFUL,
  ALL_POWERFUL_ATTRIBUTES,
  BLOCK_WORDS,
  FINAL_CALLS,
  GETTERS,
  KEYWORDS,
} from './python-names.ts';

/** What a word may mean, as bits, so that most words of a file are passed over without a lookup. */
export const KEYWORD = 1;
/** It opens a block. */
export const BLOCK = 2;
/** It binds a name, or makes a part of its statement run later. */
export const BINDS = 4;
/** It refers to the configuration. */
export const ROOT = 8;
/** It gives access to any code or name. */
export const POWER = 16;
/** It occurs in a call that ends the file. */
export const FINAL = 32;
/** Of a line: it has semicolons outside brackets. */
export const JOINED = 64;
/** Of a line: it has f-strings, which contain code. */
export const INTERPOLATED = 128;

/** Any name: its bytes cannot be decoded here. */
export const UNREADABLE = '?';

const MEANINGS = new Map<string, number>();
const mean = (words: Iterable<string>, bit: number): void => {
  for (const word of words) MEANINGS.set(word, (MEANINGS.get(word) ?? 0) | bit);
};
mean(KEYWORDS, KEYWORD);
mean(BLOCK_WORDS, BLOCK);
mean(['as', 'for', 'lambda', 'yield'], BINDS);
mean(['c', 'get_config', 'load_subconfig'], ROOT);
mean([...ALL_POWERFUL, ...ALL_POWERFUL_ATTRIBUTES, ...GETTERS, UNREADABLE], POWER);
mean(
  [...FINAL_CALLS].flatMap((call) => call.split('.')),
  FINAL,
);

export function meaningOf(word: string): number {
  return MEANINGS.get(word) ?? 0;
}

const SLOTS = 4096;
const words: string[] = Array.from({ length: SLOTS }, () => '');
const meanings = new Uint8Array(SLOTS);

/**
 * The slot of an ASCII word that stands between two offsets. The same word gives the same string until another word
 * takes its slot, so that a word that occurs often is cut out once.
 */
export function slotOf(code: string, from: number, end: number): number {
  let hash = 0;
  for (let i = from; i < end; i += 1) hash = (Math.imul(hash, 31) + code.charCodeAt(i)) | 0;
  const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
  const known = words[slot] ?? '';
  if (known.length === end - from && standsAt(known, code, from)) return slot;
  const word = code.slice(from, end);
  words[slot] = word;
  meanings[slot] = meaningOf(word);
  return slot;
}

/** Like `startsWith`, which takes longer for words as short as these. */
function standsAt(word: string, code: string, from: number): boolean {
  for (let i = 0; i < word.length; i += 1) if (word.charCodeAt(i) !== code.charCodeAt(from + i)) return false;
  return true;
}

export function wordIn(slot: number): string {
  return words[slot] ?? '';
}

export function meaningIn(slot: number): number {
  return meanings[slot] ?? 0;
}
