import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { describeNeeds, failUnderCi } from '../environments.ts';
import { slice } from '../slice.ts';
import { NOT_MADE, Sandbox, type SandboxOptions, whyNoSandbox } from './sandbox.ts';
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

/**
 * Tests that the screen of every situation is unchanged, byte for byte. Outside the long run only every `step`-th one
 * is tested; all are recorded.
 */
export function describeSituations(family: string, situations: readonly Situation[], step = 1): void {
  const cases = situations.flatMap((row) => (row.langs ?? ['en', 'ko']).map((lang) => ({ row, lang })));
  const nameOf = ({ row, lang }: (typeof cases)[number]) => `${row.name}.${lang}.txt`;
  const jupyters = [...new Set(situations.flatMap(({ jupyter }) => jupyter ?? []))];

  describe(`screens: ${family}`, () => {
    it('has a recorded screen for each situation, and no other', () => {
      const wanted = cases.map(nameOf).sort();
      const directory = join(GOLDEN, family);
      const there = existsSync(directory) ? readdirSync(directory).sort() : [];
      expect(new Set(wanted).size, 'two situations have one name').toBe(wanted.length);
      if (!WRITES) expect(there).toEqual(wanted);
      else for (const name of there) if (!wanted.includes(name)) rmSync(join(directory, name));
    });

    describeInSandbox(jupyters)('in a computer of its own', () => {
      afterAll(removeHomes);
      const run = WRITES ? cases : slice(cases, step);
      // Retries, because on a stalled machine the program stops waiting for a Jupyter that does not answer.
      it.each(run.map((one) => [nameOf(one), one] as const))('%s', { retry: 2 }, async (name, one) => {
        const path = join(GOLDEN, family, name);
        const screen = await screenOf(one.row, one.lang);
        if (WRITES) {
          expect(await screenOf(one.row, one.lang), 'two runs print the same').toBe(screen);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, screen);
        } else {
          expect(screen, `${path}\nIf it shall be so: npm run screens`).toBe(readFileSync(path, 'utf8'));
        }
      });
    });
  });
}

async function screenOf(row: Situation, lang: Lang): Promise<string> {
  const sandbox = new Sandbox(row, lang, await homeBefore(row));
  try {
    const line = silent(row.meanwhile) + row.typed;
    const parts = row.answers
      ? await terminalScreen(sandbox, line, row.answers, lang)
      : pipeScreen(await sandbox.run(line));
    return steady(`$ ${row.typed.replaceAll('\n', '\n$ ')}\n${parts}`);
  } finally {
    sandbox.remove();
  }
}

/** Homes after the `before` lines, shared by all situations with the same lines and options. */
const homes = new Map<string, Promise<Sandbox>>();

async function removeHomes(): Promise<void> {
  const made = await Promise.allSettled(homes.values());
  homes.clear();
  for (const home of made) if (home.status === 'fulfilled') home.value.remove();
}

async function homeBefore({
  name,
  typed,
  answers,
  langs,
  meanwhile,
  ...row
}: Situation): Promise<string | undefined> {
  if (row.before === undefined) return undefined;
  const key = JSON.stringify(row);
  const made = homes.get(key) ?? makeHome(row);
  homes.set(key, made);
  // A home that could not be made is tried again.
  made.catch(() => homes.delete(key));
  return (await made).home;
}

async function makeHome(row: Pick<Situation, 'before'> & SandboxOptions): Promise<Sandbox> {
  const sandbox = new Sandbox(row, 'en');
  await sandbox.run(silent(row.before));
  return sandbox;
}

function silent(lines: readonly string[] = []): string {
  return lines.map((line) => `{ ${line}\n} </dev/null >/dev/null 2>&1\n`).join('');
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
