import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { FEATURES, loadQuestions } from '../src/features/index.ts';
import { en } from '../src/messages/en/index.ts';
import { ko } from '../src/messages/ko/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src');

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** The program as it is built: which file of dist imports which, and what is in each. */
async function bundled(): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { main: 'src/start.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
  });
  return metafile.outputs;
}

/** The files of dist that are loaded along with those made of these sources; what is imported later is left out. */
function loadedWith(outputs: Metafile['outputs'], sources: readonly string[]): Set<string> {
  const loaded = new Set(
    Object.keys(outputs).filter((name) => sources.includes(outputs[name]?.entryPoint ?? '')),
  );
  for (const name of loaded) {
    for (const { path, kind } of outputs[name]?.imports ?? []) {
      if (kind === 'import-statement') loaded.add(path);
    }
  }
  return loaded;
}

describe('the house', () => {
  it('reads every file in one sitting', () => {
    const long = FILES.filter((file) => !file.startsWith('messages/')).filter(
      (file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 300,
    );
    expect(long).toEqual([]);
  });

  it('loads no package and few files for --help and --version', async () => {
    const outputs = await bundled();
    const loaded = [...loadedWith(outputs, ['src/start.ts', 'src/cli/program.ts'])];
    const isOurs = (name: string) => name in outputs;
    // commander is required, which no bundler sees; everything else is imported where it is used.
    expect(loaded.filter((name) => !isOurs(name) && !name.startsWith('node:'))).toEqual([]);
    expect(loaded.filter(isOurs).length).toBeLessThan(16);
    const heavy = loaded
      .flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}))
      .filter((source) => /\/(?:step|questions|checks|parts|renew|\w+-command|commands)\.ts$/.test(source));
    expect(heavy.filter((source) => source !== 'src/cli/commands.ts')).toEqual([]);
  });

  it('knows each question, flag and command of the features once', async () => {
    const questions = await loadQuestions();
    const flags = questions.flatMap((one) => [...one.flags, ...(one.beside ?? [])]);
    const commands = FEATURES.flatMap((feature) => feature.commands);
    for (const names of [
      FEATURES.map(({ id }) => id),
      questions.map(({ id }) => id),
      flags.map(({ declared }) => declared.split(' ')[0]),
      commands.map(({ name }) => name),
    ]) {
      expect(names).toEqual([...new Set(names)]);
    }
  });

  it('is walked as CONTRIBUTING says, entering each room once', () => {
    const walks = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
      .split('## Two walks')[1]
      ?.split('\n## ')[0]
      ?.split('How a finding')
      .map((walk) => [...walk.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file));
    expect(walks?.map((files) => files.filter((file) => !FILES.includes(file)))).toEqual([[], []]);
    const rooms = walks?.map((files) => files.map((file) => file.split('/')[0]));
    const entered = rooms?.map((all) => all.filter((room, at) => room !== all[at - 1]));
    expect(entered).toEqual(rooms?.map((all) => [...new Set(all)]));
    const [port = [], finding = []] = walks ?? [];
    expect([port.length, finding.length]).toEqual([14, 7]);
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
