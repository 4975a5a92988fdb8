// `npm run test:mutants -- N [--seed S]`: can the tests fail? Puts N random one-line faults into src, one at a time, in
// a copy of this checkout, and runs the tests that could notice, the nearest first, until one fails. Exit code 1 if
// fewer than 85 % are noticed. `--minutes M`: for each fault; `--only 3,17`: the faults with these numbers once more.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasTypes, makeCopy, readSource, runTests, writeSource } from './mutant-copy.js';
import { applyFault, drawOrder, parses, sitesIn } from './mutant-sites.js';
import { readTests, testsFor } from './mutant-tests.js';
import { ROOT, setUp } from './setup.js';

const ENOUGH = 0.85;
/** Sentences are no code. */
const SENTENCES = /^messages\/(?:en|ko)\//;
/** Milliseconds that the tests of one run take together, by the last runs; the last run takes all others. */
const RUNS = [6_000, 60_000, 240_000];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    minutes: { type: 'string', default: '4' },
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const only = values.only?.split(',').map(Number);
const count = only?.length ?? Number(positionals[0] ?? Number.NaN);
const [seed, minutes, from] = [values.seed, values.minutes, values.from].map(Number);
if (![count, seed, minutes, from].every((number) => number >= 0)) {
  console.error('npm run test:mutants -- N [--seed S] [--minutes M] [--from NUMBER] [--only NUMBER,NUMBER]');
  process.exit(2);
}

setUp();
const copy = makeCopy();
const known = readTests(ROOT);
/** Test files that passed in the copy; those that fail without a fault as well. */
const [passing, broken] = [new Set(), new Set()];
console.log(`seed ${seed}, ${count} faults, at most ${minutes} minutes each`);
const rows = [];
for await (const mutant of mutants()) {
  const start = Date.now();
  const verdict = await judge(mutant);
  const row = { ...mutant, ...verdict, seconds: Math.round((Date.now() - start) / 1000) };
  rows.push(row);
  console.log(shown(row));
}
const noticed = rows.filter((row) => row.noticed);
console.log(
  `\n${[...rows]
    .sort((a, b) => a.noticed - b.noticed)
    .map(shown)
    .join('\n')}\n`,
);
if (broken.size > 0) console.log(`left out, since they fail without a fault: ${[...broken].join(', ')}`);
console.log(`seed ${seed}: ${noticed.length} of ${rows.length} noticed`);
process.exit(noticed.length >= ENOUGH * rows.length ? 0 : 1);

/** Draws faults until there are enough that the compiler takes; the copy has the fault while it is judged. */
async function* mutants() {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true }).sort();
  const sources = files
    .filter((name) => name.endsWith('.ts') && !SENTENCES.test(name))
    .map((name) => `src/${name}`);
  const drawn = drawOrder(
    sources.flatMap((file) => sitesIn(file, readSource(copy, file))),
    seed,
  );
  let made = 0;
  for (const [at, site] of drawn.entries()) {
    const number = at + 1;
    if (made === count) return;
    if (only ? !only.includes(number) : number < from) continue;
    const text = readSource(copy, site.file);
    const faulty = applyFault(text, site);
    if (!parses(faulty)) continue;
    writeSource(copy, site.file, faulty);
    try {
      if (!hasTypes(copy)) continue;
      made += 1;
      const lineOf = (all) => all.split('\n')[site.line - 1].trim();
      yield { ...site, number, before: lineOf(text), after: lineOf(faulty), original: text };
    } finally {
      writeSource(copy, site.file, text);
    }
  }
}

/** Runs the tests in a few runs, so that the nearest come first. A failure counts only if the fault is the reason. */
async function judge(mutant) {
  const end = Date.now() + minutes * 60_000;
  const tests = testsFor(mutant, known);
  let tried = 0;
  for (const files of inRuns(tests)) {
    for (;;) {
      const left = files.filter((file) => !broken.has(file));
      if (left.length === 0) break;
      const result = await runTests(copy, left, Math.max(end - Date.now(), 1_000));
      if (result.end === 'hangs') return { noticed: true, by: 'a test that does not end' };
      if (result.end === 'out of time')
        return { noticed: false, by: `the time, after ${tried + result.seen} of ${tests.length} test files` };
      if (result.end === 'passed') {
        for (const file of left) passing.add(file);
        tried += left.length;
        break;
      }
      if (await isFault(mutant, result)) return { noticed: true, by: result.test };
    }
  }
  return { noticed: false, by: `all ${tests.length} test files` };
}

function inRuns(tests) {
  const runs = RUNS.concat(Number.POSITIVE_INFINITY).map(() => []);
  let at = 0;
  let sum = 0;
  for (const { file, milliseconds } of tests) {
    if (runs[at].length > 0 && sum + milliseconds > (RUNS[at] ?? Number.POSITIVE_INFINITY)) {
      at += 1;
      sum = 0;
    }
    runs[at].push(file);
    sum += milliseconds;
  }
  return runs.filter((files) => files.length > 0);
}

/** A test may fail of itself, or be slow: it must pass without the fault, and fail with it once more if it was slow. */
async function isFault(mutant, { file, why }) {
  if (file === undefined) return true;
  const patience = 300_000;
  if (/timed out/i.test(why) && (await runTests(copy, [file], patience)).end === 'passed') return false;
  if (passing.has(file)) return true;
  const faulty = readSource(copy, mutant.file);
  writeSource(copy, mutant.file, mutant.original);
  const { end } = await runTests(copy, [file], patience);
  writeSource(copy, mutant.file, faulty);
  (end === 'passed' ? passing : broken).add(file);
  return end === 'passed';
}

function shown({ number, kind, file, line, before, after, noticed, by, seconds }) {
  const verdict = noticed ? `noticed by ${by}` : `SURVIVED ${by}`;
  return `${number}. ${file}:${line} (${kind})\n     - ${before}\n     + ${after}\n     ${verdict}, ${seconds} s`;
}
