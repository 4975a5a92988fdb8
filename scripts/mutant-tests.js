// Which tests could notice a fault in a source file, the nearest first.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** Installs packages, which takes minutes and runs little of src. */
const NEVER = /^test\/package\//;
const MAIN = 'src/main.ts';
/** Imports that are left when the types are removed; `@/` stands for src in the programs that a lab runs. */
const IMPORTS =
  /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^;]*?from\s+'((?:\.|@\/)[^']+)'|import\(\s*'(\.[^']+)'\s*\)/g;
/** What runs the built program without importing it. */
const RUNS_PROGRAM = /'dist'|jupyter-expose\.js/;
/** Lines around the fault whose words say best what it is about. */
const NEAR = 15;
/** How much more a word says in a path than in a file. */
const IN_PATH = 60;
/** How much more a test is worth that mirrors or imports the file, and one of its room. */
const [DIRECT, OF_ROOM] = [8, 3];
/** Milliseconds of a test file that halve what it is worth. */
const SLOW = 20_000;
/** Milliseconds that a test file takes if it never ran here. */
const USUAL = 5_000;

/** @param {string} root of a checkout */
export function readTests(root) {
  const texts = new Map();
  for (const name of ['src', 'test'])
    for (const file of readdirSync(join(root, name), { recursive: true }))
      if (file.endsWith('.ts')) texts.set(`${name}/${file}`, readFileSync(join(root, name, file), 'utf8'));
  const imports = new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]));
  const tests = [...texts.keys()].filter((file) => file.endsWith('.test.ts') && !NEVER.test(file));
  const words = new Map(tests.map((test) => [test, wordsOfTest(test, texts, imports)]));
  return { texts, imports, tests, words, rarity: rarityOf(words), times: readTimes(root) };
}

/**
 * The tests from which the changed file is reached. First those that share the rarest words with it, more so if they
 * mirror or import it or lie in its room; a slow one comes later.
 * @returns {{ file: string, milliseconds: number }[]}
 */
export function testsFor({ file, line }, known) {
  const { texts, imports, tests, words, rarity, times } = known;
  const wanted = wordsNear(file, texts.get(file) ?? '', line);
  const timeOf = (test) => times.get(test) ?? USUAL;
  const nearness = (test) => {
    if (mirrors(test, file) || imports.get(test)?.includes(file)) return DIRECT;
    return dirname(test).startsWith(roomOf(file)) ? OF_ROOM : 1;
  };
  const likeness = (test) => {
    let sum = 1;
    for (const [word, weight] of wanted)
      if (words.get(test)?.has(word)) sum += weight * (rarity.get(word) ?? 0);
    return sum / Math.sqrt(words.get(test)?.size ?? 1);
  };
  const value = (test) => (nearness(test) * likeness(test)) / (1 + timeOf(test) / SLOW);
  return tests
    .filter((test) => reaches(test, file, imports))
    .map((test) => ({ file: test, milliseconds: timeOf(test), value: value(test) }))
    .sort((a, b) => b.value - a.value || (a.file < b.file ? -1 : 1));
}

function importsOf(file, text) {
  const found = [...text.matchAll(IMPORTS)].map(([, fixed, lazy]) => {
    const path = fixed ?? lazy ?? '';
    return path.startsWith('@/') ? path.replace('@', 'src') : posix.join(dirname(file), path);
  });
  return file.startsWith('test/') && RUNS_PROGRAM.test(text) ? [...found, MAIN] : found;
}

function reaches(from, to, imports) {
  const seen = new Set([from]);
  for (const file of seen) {
    if (file === to) return true;
    for (const next of imports.get(file) ?? []) seen.add(next);
  }
  return false;
}

function mirrors(test, file) {
  return test === file.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
}

/** The folder of tests that mirrors its room: `test/checks/host`, `test/plan`. */
function roomOf(file) {
  const folders = dirname(file).split('/').slice(1, 3);
  return ['test', ...folders].join('/');
}

function wordsIn(text) {
  return text.match(/[A-Za-z][\w-]{3,}/g) ?? [];
}

/** `src/net/node/port-mapping/ssdp.ts` is about port, mapping and ssdp. */
function wordsInPath(file) {
  return file.split(/[^A-Za-z]+/).flatMap((word) => (word === 'command' ? [] : [`/${word}`]));
}

/** Those of the test itself, and of what it imports from the folder of the test. */
function wordsOfTest(test, texts, imports) {
  const beside = (imports.get(test) ?? []).filter((file) => dirname(file) === dirname(test));
  return new Set(
    [test, ...beside].flatMap((file) => [...wordsInPath(file), ...wordsIn(texts.get(file) ?? '')]),
  );
}

/** How much each word of a file says about a fault in this line. */
function wordsNear(file, text, line) {
  const weights = new Map(wordsInPath(file).map((word) => [word, IN_PATH]));
  for (const [at, one] of text.split('\n').entries()) {
    const weight = Math.abs(at + 1 - line) <= NEAR ? 3 : 1;
    for (const word of wordsIn(one)) weights.set(word, Math.max(weight, weights.get(word) ?? 0));
  }
  return weights;
}

function rarityOf(words) {
  const counts = new Map();
  for (const set of words.values()) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log(words.size / count)]));
}

/** Milliseconds that each test file took in the last runs here, as vitest remembers it. */
function readTimes(root) {
  const cache = join(root, 'node_modules', '.vite', 'vitest');
  const files = existsSync(cache) ? readdirSync(cache).map((name) => join(cache, name, 'results.json')) : [];
  const results = files
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      return JSON.parse(readFileSync(file, 'utf8')).results;
    });
  return new Map(results.map(([name, { duration }]) => [name.replace(/^:/, ''), duration]));
}
