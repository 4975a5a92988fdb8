import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './npm.ts';

/** SECURITY.md with its wrapped lines joined, one paragraph, bullet, table row or note a line. */
const lines = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
  .replaceAll(/\n {2,}/g, ' ')
  .split('\n');

/** Tests are named as `path` “title”, and further titles of the same file after a comma. */
const REFERENCE = /`(test\/[^`]+\.ts)`((?:,? “[^”]+”)+)/g;
const named = lines.flatMap((line) =>
  [...line.matchAll(REFERENCE)].flatMap(([, path = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => [path, title] as const),
  ),
);

function section(heading: string): readonly string[] {
  const start = lines.indexOf(heading);
  const end = lines.findIndex((line, at) => at > start && line.startsWith('#'));
  return lines.slice(start + 1, end < 0 ? undefined : end);
}

describe('SECURITY.md', () => {
  it.each(named)('names %s “%s”, which exists', (path, title) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
    const source = readFileSync(join(ROOT, path), 'utf8');
    const quoted = ["'", '"', '`'].map((quote) => `${quote}${title}${quote}`);
    const called = [...source.matchAll(/\(\s*(?=['"`])/g)].map(({ index, 0: open }) => index + open.length);
    expect(called.some((at) => quoted.some((text) => source.startsWith(text, at)))).toBe(true);
  });

  it('names a test for every promise', () => {
    const promising = lines.slice(
      lines.indexOf('## What is promised'),
      lines.indexOf('## Not promised, or not tested'),
    );
    const promises = promising.filter((line) => /^(- |\d+\. )/.test(line));
    expect(promises.length).toBeGreaterThan(25);
    expect(promises.filter((line) => line.match(REFERENCE) === null)).toEqual([]);
  });

  it('has a note for every secret', () => {
    const rows = section('### Secrets').filter((line) => /^\| (?!secret|-)/.test(line));
    expect(rows).toHaveLength(6);
    expect(rows.filter((row) => !/\[\d\]/.test(row))).toEqual([]);
    const notes = section('### Secrets').flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? []);
    expect(new Set(rows.join().match(/(?<=\[)\d(?=\])/g))).toEqual(new Set(notes));
  });

  it('names no test in other words', () => {
    const paths = lines.join('\n').match(/test\/[\w/.-]+\.ts/g) ?? [];
    expect(new Set(paths)).toEqual(new Set(named.map(([path]) => path)));
  });
});
