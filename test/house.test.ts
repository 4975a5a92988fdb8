import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from '../src/messages/en/index.ts';
import { ko } from '../src/messages/ko/index.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** The floors of the house from the top; a room imports from its own floor and from those below. */
const FLOORS: readonly (readonly string[])[] = [
  ['main.ts', 'index.ts'],
  ['cli', 'commands', 'features', 'command', 'wizard', 'prompt', 'renewal'],
  ['checks'],
  ['output'],
  ['situation', 'state'],
  ['plan', 'dns'],
  ['certificates', 'jupyter', 'net'],
  ['python-config'],
  ['system'],
  ['messages', 'errors.ts', 'group-by.ts', 'schema.ts'],
];
/** Packages that cost more than a start may: only ever imported where they are used. */
const HEAVY = [
  'inquirer',
  'execa',
  'bcryptjs',
  'chalk',
  'hash-wasm',
  'diff',
  'fast-string-width',
  'ws',
  '@xmldom/xmldom',
  'tough-cookie',
  '@peculiar/x509',
  'acme-client',
  'tldts',
  'uqr',
  '@zxcvbn-ts/core',
  'ipaddr.js',
];
/** What `--help` and `--version` load must not import them, not even through another file. */
const LIGHT = [
  'main.ts',
  'cli/program.ts',
  'cli/commands.ts',
  'cli/help.ts',
  'cli/usage-errors.ts',
  'system/version.ts',
  'system/signals.ts',
];

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** What a file imports when it is loaded: paths below src, and packages. Types cost nothing and are left out. */
function imports(file: string, types: boolean): string[] {
  const source = readFileSync(join(SRC, file), 'utf8');
  const found = [...source.matchAll(/^(?:import|export)\s(type\s)?[^'"]*?from '([^']+)'/gms)];
  return found
    .filter(([, type]) => types || type === undefined)
    .map(([, , name = '']) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name));
}

function floorOf(file: string): number {
  const [room = ''] = file.split('/');
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

describe('the house', () => {
  it('has a floor for every file', () => {
    expect(FILES.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it('has no arrow that points up', () => {
    const up = FILES.flatMap((file) =>
      imports(file, true)
        .filter((name) => name.endsWith('.ts') && floorOf(name) < floorOf(file))
        .map((name) => `${file} imports ${name}`),
    );
    expect(up).toEqual([]);
  });

  it('reads every file in one sitting', () => {
    const long = FILES.filter((file) => !file.startsWith('messages/')).filter(
      (file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 300,
    );
    expect(long).toEqual([]);
  });

  it('loads nothing heavy for --help and --version', () => {
    const loaded = new Set<string>(LIGHT);
    for (const file of loaded) {
      if (file.endsWith('.ts')) for (const name of imports(file, false)) loaded.add(name);
    }
    expect([...loaded].filter((name) => HEAVY.includes(name))).toEqual([]);
    // Sentences are many small files of one bundle.
    expect([...loaded].filter((name) => !name.startsWith('messages/')).length).toBeLessThan(30);
  });

  it('says every sentence in Korean that it says in English', () => {
    expect(emptyOrSame(en, ko)).toEqual([]);
  });
});

/** Sentences that are missing, or that are still English: no Hangul where the English has a word of two letters. */
function emptyOrSame(english: object, korean: object, path = ''): string[] {
  return Object.entries(english).flatMap(([key, value]) => {
    const other: unknown = Reflect.get(korean, key);
    const here = `${path}.${key}`;
    if (typeof value === 'object' && value !== null) return emptyOrSame(value, Object(other), here);
    if (typeof value !== typeof other) return [here];
    if (typeof value !== 'string') return [];
    const isSentence = /[a-z]{2,} [a-z]{2,}/i.test(value) && !/^(npx |printf |jupyter-expose )/.test(value);
    return isSentence && !/[가-힣]/.test(String(other)) ? [here] : [];
  });
}
