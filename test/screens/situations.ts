import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeNeeds, failUnderCi } from '../environments.ts';
import { LONG } from '../slice.ts';
import { homeAfter, silent } from './homes.ts';
import { NOT_MADE, Sandbox, type SandboxOptions, whyNoSandbox } from './sandbox.ts';
import { count } from './shared.ts';
import { steady } from './steady.ts';

export type Lang = 'en' | 'ko';

/** Words of a question in both languages, and what to type: a text followed by Enter, or only `^C` or `^D`. */
export type Answer = readonly [en: string, ko: string, typed: string];

/** What a user types on a computer with these options. Its screen is golden/FAMILY/NAME.LANG.txt. */
export interface Situation extends SandboxOptions {
  readonly name: string;
  /** The shell line whose screen is recorded. */
  readonly typed: string;
  /** Earlier shell lines, whose screens are not recorded. They only change the home. */
  readonly before?: readonly string[];
  /** Earlier shell lines on the same computer; the processes that they start keep running. */
  readonly meanwhile?: readonly string[];
  /** Runs in a terminal with these answers in order; without them, in pipes. */
  readonly answers?: readonly Answer[];
  /** Both by default. */
  readonly langs?: readonly Lang[];
}

const GOLDEN = fileURLToPath(new URL('golden', import.meta.url));
/** `npm run screens`: the current output becomes the expected one. */
const WRITES = process.env.JUPYTER_EXPOSE_SCREENS === 'write';

/** Of the situations of a family the default run compares each fifth, but of those that cost more than a moment fewer. */
const STEPS: Readonly<Record<string, number>> = {
  ...{ cert: 8, 'cert-brought': 8, 'cert-issue': 8, init: 8, 'init-terminal': 8, renew: 8 },
  ...{ 'config-code': 8, 'config-refused': 8, 'errors-files': 8, 'hash-problems': 8 },
  ...{ doctor: 12, schedule: 8, tunnel: 8, undo: 8 },
};

/** A situation in a language, and whether outside of the long run it is this one's turn. */
interface Case {
  readonly row: Situation;
  readonly lang: Lang;
  readonly inSample: boolean;
}

/**
 * Tests that the screen of every situation is unchanged, byte for byte. Outside the long run it compares every `step`-th
 * one in English and as many in Korean, half a step later; a situation of one language has the turns of both.
 */
export function describeSituations(
  family: string,
  situations: readonly Situation[],
  step = STEPS[family] ?? 5,
): void {
  const cases = situations.flatMap((row, at) => casesOf(row, at, step));
  const nameOf = ({ row, lang }: Case) => `${row.name}.${lang}.txt`;
  const jupyters = [...new Set(situations.flatMap(({ jupyter }) => jupyter ?? []))];

  describe(`screens: ${family}`, () => {
    beforeAll(() => count({ family, all: cases.length }));

    it('has a recorded screen for each situation, and no other', () => {
      const wanted = cases.map(nameOf).sort();
      const directory = join(GOLDEN, family);
      const there = existsSync(directory) ? readdirSync(directory).sort() : [];
      expect(new Set(wanted).size, 'two situations have one name').toBe(wanted.length);
      if (!WRITES) expect(there).toEqual(wanted);
      else for (const name of there) if (!wanted.includes(name)) rmSync(join(directory, name));
    });

    describeInSandbox(jupyters)('in a computer of its own', () => {
      const run = WRITES || LONG ? cases : cases.filter(({ inSample }) => inSample);
      it.each(run.map((one) => [nameOf(one), one] as const))('%s', async (name, one) => {
        const path = join(GOLDEN, family, name);
        const screen = await screenOf(one.row, one.lang);
        if (WRITES) {
          expect(await screenOf(one.row, one.lang), 'two runs print the same').toBe(screen);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, screen);
        } else {
          expect(screen, `${path}\nIf it shall be so: npm run screens`).toBe(readFileSync(path, 'utf8'));
        }
        count({ family, compared: 1 });
      });
    });
  });
}

/** A situation of one language has the turns of both. */
function casesOf(row: Situation, at: number, step: number): readonly Case[] {
  const { langs = ['en', 'ko'] } = row;
  const turns = { en: 0, ko: Math.floor(step / 2) };
  const inSample = (lang: Lang) => at % step === turns[lang];
  return langs.map((lang) => ({
    row,
    lang,
    inSample: langs.length === 1 ? inSample('en') || inSample('ko') : inSample(lang),
  }));
}

async function screenOf(row: Situation, lang: Lang): Promise<string> {
  const { name, typed, answers, langs, meanwhile, before, ...computer } = row;
  const home = before === undefined ? undefined : await homeAfter({ ...computer, before });
  const sandbox = new Sandbox(computer, lang, home);
  try {
    const line = silent(meanwhile) + typed;
    const parts = answers
      ? await terminalScreen(sandbox, line, answers, lang)
      : pipeScreen(await sandbox.run(line));
    return steady(`$ ${typed.replaceAll('\n', '\n$ ')}\n${parts}`);
  } finally {
    sandbox.remove();
  }
}

function pipeScreen({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }): string {
  return `${section('stdout', stdout)}${section('stderr', stderr)}--- exit code ${code}\n`;
}

async function terminalScreen(
  sandbox: Sandbox,
  line: string,
  answers: readonly Answer[],
  lang: Lang,
): Promise<string> {
  const run = sandbox.runInTerminal(line);
  try {
    for (const [en, ko, typed] of answers) {
      await run.see(lang === 'ko' ? ko : en);
      if (typed === '^C') run.press('ctrl-c');
      else if (typed === '^D') run.press('ctrl-d');
      else run.type(`${typed}\r`);
    }
    const code = await run.exit();
    if (code === NOT_MADE) throw new Error(run.screen());
    return `${section('terminal', `${run.screen()}\n`)}--- exit code ${code}\n`;
  } finally {
    run.stop();
  }
}

/** Marks a text without a final line break, as `diff` does. */
function section(name: string, text: string): string {
  if (text === '') return '';
  return `--- ${name}\n${text}${text.endsWith('\n') ? '' : '\n\\ no line break at the end\n'}`;
}

function describeInSandbox(jupyters: Parameters<typeof describeNeeds>[0]) {
  const reason = whyNoSandbox();
  if (reason === undefined) return describeNeeds(jupyters);
  failUnderCi(reason);
  return describe.skip;
}
