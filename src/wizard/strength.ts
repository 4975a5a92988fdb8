import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { KOREAN_SEQUENCES, KOREAN_WORDS, keysOf } from './korean-words.ts';

export interface Strength {
  /** 0 too guessable … 4 very hard to guess, as zxcvbn counts. */
  score: 0 | 1 | 2 | 3 | 4;
  /** Shorter than 12, or a score below 3. */
  weak: boolean;
  guessesLog10: number;
}

const ENOUGH_LENGTH = 12;
const ENOUGH_SCORE = 3;

/** Words an attacker of a Jupyter tries first, in every user's list. */
const ALWAYS_KNOWN = ['jupyter', 'jupyterlab', 'notebook', 'lab', 'server', '주피터', '노트북'];

/** The estimator's time grows faster than the length; what is longer than this is estimated by its beginning. */
const LONGEST_ESTIMATED = 64;

/** Keystrokes. Shorter words (a user `a`, a host `pi`) are found in every password by chance. */
const SHORTEST_KNOWN = 4;

/** Lists of words, the best known first: the place in its list is what makes a word guessable. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** A letter, and what people write for it: `a`, `4` and `@`. */
type Substitutes = Readonly<Record<string, readonly string[]>>;

interface Estimating {
  readonly lists: WordLists;
  readonly substitutes: Substitutes;
  estimatorWith(lists: WordLists): ZxcvbnFactory;
}

let estimating: Promise<Estimating> | undefined;

/**
 * How hard the password is to guess for somebody who knows `userInputs` (host, user name, domain).
 * The first call loads the dictionaries (about 0.2 s); nothing else does.
 */
export async function estimateStrength(password: string, userInputs: readonly string[]): Promise<Strength> {
  estimating ??= loadLists();
  const { lists, substitutes, estimatorWith } = await estimating;
  const composed = password.normalize('NFC');
  const known = [...ALWAYS_KNOWN, ...userInputs].flatMap((word) => [word, keysOf(word).toLowerCase()]);
  const estimated = firstOf(composed, LONGEST_ESTIMATED);
  const estimator = estimatorWith(listsWithin(lists, estimated, substitutes));
  const { score, guessesLog10 } = estimator.check(estimated, known);
  const weak = score < ENOUGH_SCORE || lengthBeside(composed, known) < ENOUGH_LENGTH;
  return { score, weak, guessesLog10 };
}

/** True when it holds Hangul: syllables, jamo or compatibility jamo, also half-width ones. */
export function looksHangul(password: string): boolean {
  return /\p{Script=Hangul}/u.test(password);
}

async function loadLists(): Promise<Estimating> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const korean = [...KOREAN_WORDS, ...beginningsOf(KOREAN_SEQUENCES)];
  const lists = {
    ...common.dictionary,
    ...english.dictionary,
    korean: korean.flatMap((word) => [word, keysOf(word).toLowerCase()]),
  };
  return {
    lists: lists as WordLists,
    substitutes: new core.Options().l33tTable,
    estimatorWith: (dictionary) =>
      new core.ZxcvbnFactory({
        dictionary: { ...dictionary } as typeof lists,
        graphs: common.adjacencyGraphs,
      }),
  };
}

/**
 * The same lists with nothing in the place of every word that cannot be found in the password, whichever way it is read. The
 * estimate is the same, without the time that it takes to sort in 240,000 words.
 */
export function listsWithin(lists: WordLists, password: string, substitutes: Substitutes): WordLists {
  const lower = password.toLowerCase();
  const read = Object.keys(substitutes).filter((letter) =>
    substitutes[letter]?.some((sign) => password.includes(sign) || lower.includes(sign)),
  );
  const isThere = new Uint8Array(2 ** 16);
  for (const unit of (lower + read.join('')).split('')) isThere[unit.charCodeAt(0)] = 1;
  return Object.fromEntries(
    Object.entries(lists).map(([name, words]) => [name, words.map(keepIf(isThere))] as const),
  );
}

/** The longest word stays in any case, since the estimator looks for no longer ones. */
function keepIf(isThere: Uint8Array): (word: string) => string {
  let longest = 0;
  return (word) => {
    const isLonger = word.length > longest;
    if (isLonger) longest = word.length;
    return isLonger || consistsOf(word, isThere) ? word : '';
  };
}

function consistsOf(word: string, isThere: Uint8Array): boolean {
  for (let at = 0; at < word.length; at++) if (isThere[word.charCodeAt(at)] !== 1) return false;
  return true;
}

/** `가나다라` is as well known as the whole row. */
function beginningsOf(rows: readonly string[]): string[] {
  return rows.flatMap((row) => Array.from(row, (_, i) => row.slice(0, i + 1)).slice(2));
}

/**
 * The length in keystrokes, a known word counting as one: `alice-myhost-jupyter` is long only by what everybody
 * knows. A Hangul syllable is two to four keystrokes, so a Korean passphrase of six syllables can be long enough.
 */
function lengthBeside(password: string, known: readonly string[]): number {
  const rest = known
    .filter((word) => keysOf(word).length >= SHORTEST_KNOWN)
    .reduce((text, word) => text.replaceAll(word.toLowerCase(), '·'), password.toLowerCase());
  return Array.from(keysOf(rest)).length;
}

function firstOf(text: string, count: number): string {
  return Array.from(text).slice(0, count).join('');
}
