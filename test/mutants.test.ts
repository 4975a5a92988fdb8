import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Site {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { applyFault, drawOrder, parses, sitesIn } = await import(join(ROOT, 'scripts/mutant-sites.js'));
const { readTests, testsFor } = await import(join(ROOT, 'scripts/mutant-tests.js'));

const SOURCE = `import { join } from './paths.ts';
const TABLE = [{ id: 'known', port: 80 }];
const LIMIT = 5;
/** Is a < b? */
export function pick(names: readonly string[], other?: string): string[] {
  if (!names.includes('한글') && names.length > LIMIT) return [];
  const kept: 'few' | 'many' = names.length === 1 ? 'few' : 'many';
  report('This is a sentence, which is no constant.', (kept as string) ?? join(other ?? 'none'));
  return names.filter((name) => name !== 'x' || false);
}
`;

/** The lines that a fault leaves, with what they were. */
function changed(text: string, site: Site): readonly (readonly [string, string])[] {
  const [before, after] = [text, applyFault(text, site)].map((one: string) => one.split('\n'));
  expect(after).toHaveLength(before?.length ?? 0);
  return (before ?? []).flatMap((line, at) =>
    line === after?.[at] ? [] : [[line.trim(), after?.[at]?.trim() ?? '']],
  );
}

describe('the faults of npm run test:mutants', () => {
  it('are of each kind, in code only: no types, imports, sentences and tables', () => {
    const found = sitesIn('src/pick.ts', SOURCE).map((site: Site) => {
      const [line, ...others] = changed(SOURCE, site);
      expect(others).toEqual([]);
      return [site.kind, line?.[1]];
    });
    expect(found).toEqual(
      expect.arrayContaining([
        ['constant', 'const LIMIT = 6;'],
        [
          'return',
          'export function pick(names: readonly string[], other?: string): string[] { if (true as boolean) return [];',
        ],
        ['condition', "if (!(!names.includes('한글') && names.length > LIMIT)) return [];"],
        ['negation', "if (names.includes('한글') && names.length > LIMIT) return [];"],
        ['constant', "if (!names.includes('') && names.length > LIMIT) return [];"],
        ['logic', "if (!names.includes('한글') || names.length > LIMIT) return [];"],
        ['comparison', "if (!names.includes('한글') && names.length >= LIMIT) return [];"],
        ['condition', "const kept: 'few' | 'many' = !(names.length === 1) ? 'few' : 'many';"],
        ['call', ';'],
        ['fallback', "report('This is a sentence, which is no constant.', (kept as string));"],
        ['constant', "return names.filter((name) => name !== 'x' || true);"],
      ]),
    );
    expect(found.filter(([, line]: [string, string]) => /import|TABLE|Is a/.test(line))).toEqual([]);
    expect(found).toHaveLength(20);
  });

  it('change one line of a source file each, and leave it readable', () => {
    const files = ['src/dns/duckdns.ts', 'src/system/lock.ts'];
    for (const file of files) {
      const text = readFileSync(join(ROOT, file), 'utf8');
      for (const site of sitesIn(file, text)) {
        expect(changed(text, site)).toHaveLength(1);
        expect(parses(applyFault(text, site)), JSON.stringify(site)).toBe(true);
      }
    }
  });

  it('come in the same order from the same seed, and all of them come', () => {
    const sites = sitesIn('src/pick.ts', SOURCE);
    expect(drawOrder(sites, 7)).toEqual(drawOrder(sites, 7));
    expect(drawOrder(sites, 7)).not.toEqual(drawOrder(sites, 8));
    expect(new Set(drawOrder(sites, 7))).toEqual(new Set(sites));
  });

  it('are shown first to the tests beside the file, then to those that run the whole program', () => {
    const known = readTests(ROOT);
    const files = testsFor({ file: 'src/plan/masking.ts', line: 40 }, known).map(({ file }: Site) => file);
    expect(files[0]).toBe('test/plan/masking.test.ts');
    expect(files).toContain('test/screens/changes.test.ts');
    expect(files).not.toContain('test/python-config/rejected.test.ts');
  });
});
