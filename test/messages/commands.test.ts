import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import type { CommandSpec } from '../../src/command/command.ts';
import {
  cmd,
  cmdElsewhere,
  commandLine,
  GLUE,
  setProgramName,
  unglued,
} from '../../src/messages/command-line.ts';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const SOURCES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(join(SRC, name), 'utf8')] as const);
const LANGUAGES = [
  ['en', en],
  ['ko', ko],
] as const;
/** Stands for the program in the sentences that are evaluated here. */
const PROGRAM = 'PROGRAM';
/** Of every command. */
const EVERYWHERE = ['--lang', '--no-color', '--quiet', '--verbose', '--help'];

beforeAll(() => setProgramName(PROGRAM));
afterAll(() => setProgramName('jupyter-expose'));

/** Each command that runs something, by its path, with its flags. */
async function commandTree(): Promise<Map<string, readonly string[]>> {
  const tree = new Map<string, readonly string[]>([['', ['--help', '--version', '--lang']]]);
  const visit = async (row: CommandSpec, above: string) => {
    const path = `${above}${row.name}`;
    const command = new Command(row.name);
    await row.declare?.(command);
    if (row.load) tree.set(path, [...command.options.map(({ long }) => long ?? ''), ...EVERYWHERE]);
    for (const child of row.children ?? []) await visit(child, `${path} `);
  };
  for (const row of COMMANDS) await visit(row, '');
  return tree;
}

/** Takes the place of whatever a sentence is given: a text, a number, a list, an object of them. */
function anything(text: string): unknown {
  return new Proxy(() => anything(text), {
    get: (_target, key) => {
      if (key === Symbol.toPrimitive) return () => text;
      if (key === Symbol.iterator) return () => [text][Symbol.iterator]();
      if (key === 'toString' || key === 'join') return () => text;
      if (key === 'length') return 1;
      return anything(text);
    },
  });
}

/** Arguments that lead into the branches of a sentence. */
const ARGUMENTS: readonly unknown[] = [anything('x'), '', 'x', 0, 1, 2, true, false, undefined];

/** Everything that the sentences can come to. */
function textsOf(value: unknown): string[] {
  if (typeof value !== 'function') return textsIn(value, textsOf);
  return ARGUMENTS.flatMap((one) => {
    try {
      return textsIn(value(one, one, one, one), () => []);
    } catch {
      return []; // An argument that this sentence is never given.
    }
  });
}

function textsIn(value: unknown, ofFunction: (value: unknown) => string[]): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return ofFunction(value);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one) => textsIn(one, ofFunction));
}

/** The commands in the sentences, with their words. */
function printed(sentences: object): string[][] {
  const glued = new RegExp(`(?:${PROGRAM}|npx${GLUE}jupyter-expose)${GLUE}[^\\s]*`, 'g');
  const found = textsOf(sentences).flatMap((text) => [...text.matchAll(glued)].map(([all]) => all));
  return [...new Set(found)].map((one) =>
    one.replace(`npx${GLUE}jupyter-expose`, PROGRAM).split(GLUE).slice(1),
  );
}

/** Punctuation and Korean particles stand right behind a command. */
const bare = (word: string) => word.match(/^-{0,2}[a-z][a-z-]*/)?.[0] ?? word;

function pathOf(words: readonly string[], tree: ReadonlyMap<string, unknown>): string | undefined {
  const [first = '', second = ''] = words.map(bare);
  return [`${first} ${second}`, first].find((path) => tree.has(path));
}

describe('commands in sentences', () => {
  it.each(LANGUAGES)('%s: each exists, with every flag', async (_language, sentences) => {
    const tree = await commandTree();
    const lines = printed(sentences);
    const wrong = lines.filter((words) => {
      if (words[0] === 'COMMAND' || words[0] === '명령') return false;
      const flags = tree.get(pathOf(words, tree) ?? 'none');
      return !flags || words.map(bare).some((word) => word.startsWith('--') && !flags.includes(word));
    });
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThan(40);
  });

  it.each(LANGUAGES)('%s: none is left out of that', async (language, sentences) => {
    const tree = await commandTree();
    const seen = new Set(printed(sentences).map((words) => pathOf(words, tree)));
    const written = SOURCES.filter(([name]) => name.startsWith(join('messages', language))).flatMap(
      ([, text]) => [...text.matchAll(/\bcmd(?:Elsewhere)?\(\s*'([^']+)'/g)].map(([, path]) => path),
    );
    expect(written.filter((path) => !seen.has(path))).toEqual([]);
  });

  it('both languages name the same ones', async () => {
    const tree = await commandTree();
    const paths = (sentences: object) =>
      [...new Set(printed(sentences).map((words) => pathOf(words, tree)))].sort();
    expect(paths(ko)).toEqual(paths(en));
  });

  it.each(LANGUAGES)(
    '%s: none is made before it is known what the program is called',
    (_language, sentences) => {
      const early = textsOf(sentences).filter((text) =>
        new RegExp(`(?<!npx${GLUE})jupyter-expose${GLUE}`).test(text),
      );
      expect(early).toEqual([]);
    },
  );

  it('none is typed by hand', () => {
    const names = COMMANDS.map(({ name }) => name).join('|');
    const typed = new RegExp(`(?<![\\w/.-])jupyter-expose (?:${names}|COMMAND|명령)(?![\\w-])`);
    const lines = SOURCES.filter(([name]) => name.startsWith('messages')).flatMap(([name, text]) =>
      text.split('\n').flatMap((line, at) => (typed.test(line) ? [`${name}:${at + 1}`] : [])),
    );
    expect(lines).toEqual([]);
  });

  it('the names that a sentence may use are those of the command tree', async () => {
    const names = SOURCES.flatMap(([, text]) =>
      [...text.matchAll(/^ *(?:export )?interface CommandNames \{([^}]*)\}/gm)].flatMap(([, body = '']) =>
        [...body.matchAll(/^ *(?:'([^']*)'|(\w+)): true;/gm)].map(([, quoted, plain]) => quoted ?? plain),
      ),
    );
    expect(names.sort()).toEqual([...(await commandTree()).keys()].sort());
  });
});

describe('what is to be copied', () => {
  /** The beginnings of other programs' commands, and of lines of a file, with a space that a line could break at. */
  const breakable = new RegExp(
    [
      String.raw`(?<![\w./-])(?:pip3?|python3?|x) (?:-m|install) `,
      String.raw`(?<![\w./-])(?:chmod [0-7u]|chown ["-]|kill [\dx]|openssl [a-z]|ls -l|cd ~|unset [A-Z]|docker run|ssh -L)`,
      String.raw`(?<![\w./-])(?:sudo (?:-|chown|tailscale|loginctl)|systemctl [a-z]|loginctl [a-z]|crontab -|iconv -|certutil\S* -)`,
      String.raw`(?<![\w./-])jupyter (?:kernelspec|(?:lab|server|notebook) (?:--|password))`,
      String.raw`(?<![\w./-])(?:c\.\w+\.)?[a-z]+_[a-z_]+ = \S`,
      String.raw`(?<![\w./-])proxy_\w+ \S+;`,
    ].join('|'),
  );
  /** The quotation mark is its end. */
  const quoted = new RegExp(`'${PROGRAM}${GLUE}[^']*'`, 'g');

  it.each(LANGUAGES)('%s: no line breaks inside of it', (_language, sentences) => {
    const broken = textsOf(sentences).filter((text) => breakable.test(text));
    expect([...new Set(broken)]).toEqual([]);
  });

  it.each(LANGUAGES)('%s: no full stop sticks to it', (_language, sentences) => {
    const stuck = textsOf(sentences).filter((text) =>
      new RegExp(`${GLUE}[^\\s]*[\\w'"][.](?=\\s|$)`).test(text.replaceAll(quoted, '')),
    );
    expect([...new Set(stuck)].map(unglued)).toEqual([]);
  });
});

describe('a command', () => {
  it('is one word until it is printed', () => {
    const command = cmd('config set', "ServerApp.root_dir='/my files'");
    expect(command).not.toContain(' ');
    expect(unglued(command)).toBe("PROGRAM config set ServerApp.root_dir='/my files'");
  });

  it('for another computer goes through npx; what was typed is repeated; the program stands alone', () => {
    expect(unglued(cmdElsewhere('doctor'))).toBe('npx jupyter-expose doctor');
    expect(unglued(commandLine(['cert', '--help']))).toBe('PROGRAM cert --help');
    expect(unglued(cmd('', '--help'))).toBe('PROGRAM --help');
  });
});
