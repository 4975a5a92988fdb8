import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/**
 * Common Korean passwords, in addition to the estimator's English dictionaries. Each word is also matched as typed on a
 * Latin keyboard (`비밀번호` is `qlalfqjsgh`), which is how it is usually typed into a password field.
 */
// biome-ignore format: a table of words reads better as lines
const KOREAN_WORDS: readonly string[] = [
  '비밀번호', '비밀', '암호', '패스워드', '번호', '사랑해', '사랑', '사랑해요', '안녕하세요', '안녕', '감사합니다', '대한민국',
  '한국', '서울', '부산', '우리나라', '우리집', '우리', '가족', '엄마', '아빠', '친구', '행복', '행복하자', '하늘', '바다', '천사',
  '공주', '왕자', '오빠', '언니', '누나', '동생', '여보', '자기야', '화이팅', '파이팅', '바보', '메롱', '학교', '대학교', '학생',
  '선생님', '컴퓨터', '인터넷', '서버', '관리자', '운영자', '사용자', '테스트', '시험', '연구실', '주피터', '노트북', '파이썬',
  '데이터', '호랑이', '고양이', '강아지', '축구', '야구', '겨울', '여름', '가을', '생일', '김치', '홍길동', '김', '이', '박', '최',
];

/** Common sequences: the alphabet in its usual order, and the jamo in keyboard order. */
const KOREAN_SEQUENCES: readonly string[] = [
  '가나다라마바사아자차카타파하',
  'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ',
  'ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣ',
  'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ',
  'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ',
  'ㅋㅌㅊㅍㅠㅜㅡ',
];

/** The keys of the 두벌식 layout, in the order in which Unicode composes a syllable. */
const INITIALS = 'r R s e E f a q Q t T d w W c z x v g'.split(' ');

const VOWELS = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ');

const FINALS = ' r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ');

const FIRST_SYLLABLE = 0xac00;

const LAST_SYLLABLE = 0xd7a3;

export interface Strength {
  /** zxcvbn's score: 0 too guessable … 4 very hard to guess. */
  score: 0 | 1 | 2 | 3 | 4;
  /** Shorter than 12, or a score below 3. */
  weak: boolean;
  /** Found within minutes, however it is typed: both as text and as keystrokes its score is 0 or 1. */
  guessable: boolean;
  guessesLog10: number;
}

const ENOUGH_LENGTH = 12;

const ENOUGH_SCORE = 3;

/** Words that an attacker of a Jupyter server tries first; added to every user's list. */
const ALWAYS_KNOWN = ['jupyter', 'jupyterlab', 'notebook', 'lab', 'server', '주피터', '노트북'];

/** The estimator's time grows faster than the length, so only this many characters are estimated. */
const LONGEST_ESTIMATED = 64;

/** In keystrokes. Shorter words (a user `a`, a host `pi`) occur in passwords by chance. */
const SHORTEST_KNOWN = 4;

/** Word lists, most common first: the position in its list makes a word guessable. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** A letter and its usual substitutes: `a` with `4` and `@`. */
type Substitutes = Readonly<Record<string, readonly string[]>>;

interface Estimating {
  readonly lists: WordLists;
  readonly substitutes: Substitutes;
  estimatorWith(lists: WordLists): ZxcvbnFactory;
}

let estimating: Promise<Estimating> | undefined;

/**
 * How hard the password is to guess for an attacker who knows `userInputs` (host, user name, domain). Only the first
 * call loads the dictionaries (about 0.2 s).
 */
export async function estimateStrength(password: string, userInputs: readonly string[]): Promise<Strength> {
  estimating ??= loadLists();
  const { lists, substitutes, estimatorWith } = await estimating;
  const composed = password.normalize('NFC');
  const known = [...ALWAYS_KNOWN, ...userInputs].flatMap((word) => [word, keysOf(word).toLowerCase()]);
  const estimated = firstOf(composed, LONGEST_ESTIMATED);
  const estimator = estimatorWith(listsWithin(lists, estimated + keysOf(composed), substitutes));
  const { score, guessesLog10 } = estimator.check(estimated, known);
  const weak = score < ENOUGH_SCORE || lengthBeside(composed, known) < ENOUGH_LENGTH;
  // The estimator takes a syllable for one of ten signs, which is far too few; its keys are what a guesser types.
  const typed = firstOf(keysOf(composed), LONGEST_ESTIMATED);
  const again = typed === estimated ? score : estimator.check(typed, known).score;
  return { score, weak, guessable: Math.max(score, again) <= 1, guessesLog10 };
}

/** True if it contains Hangul: syllables, jamo or compatibility jamo, including half-width ones. */
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
 * The same lists, with '' for every word that cannot occur in the password, substitutes included. The estimate is the
 * same, but saves the time to sort 240,000 words.
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

/** Always keeps the longest word, since the estimator takes its maximum length from it. */
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

/** `가나다라` is as common as the whole sequence. */
function beginningsOf(rows: readonly string[]): string[] {
  return rows.flatMap((row) => Array.from(row, (_, i) => row.slice(0, i + 1)).slice(2));
}

/**
 * The length in keystrokes, with each known word counted as one: `alice-myhost-jupyter` is long only because of known
 * words. A Hangul syllable is two to four keystrokes, so a Korean passphrase of six syllables can be long enough.
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

/** The keys that type this text on a Korean keyboard: `안녕` is `dkssud`. Other characters stay unchanged. */
export function keysOf(text: string): string {
  return Array.from(text.normalize('NFC'), keysOfCharacter).join('');
}

function keysOfCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) {
    return character;
  }
  const index = code - FIRST_SYLLABLE;
  const perInitial = VOWELS.length * FINALS.length;
  const initial = INITIALS[Math.floor(index / perInitial)] ?? '';
  const vowel = VOWELS[Math.floor((index % perInitial) / FINALS.length)] ?? '';
  return initial + vowel + (FINALS[index % FINALS.length] ?? '');
}
