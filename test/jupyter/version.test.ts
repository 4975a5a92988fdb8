import { describe, expect, it } from 'vitest';
import { atLeast, compareVersions } from '../../src/jupyter/generations.ts';

/** Oldest first; names in one row are the same version. The order is PEP 440's. */
const OLDEST_FIRST = [
  ['nonsense', ''],
  ['4.0', '4.0.0', '4', 'v4.0.0'],
  ['5.7.9'],
  ['5.7.16'],
  ['6.0.0.dev0', '6.0.0dev'],
  ['6.0.0a1', '6.0.0alpha1'],
  ['6.0b1.dev3'],
  ['6.0b1'],
  ['6.0b2', '6.0.0.b2', '6.0.0-beta.2'],
  ['6.0.0rc1', '6.0.0c1', '6.0.0RC1'],
  ['6.0.0', '6.0.0+local.7', '6.0.0 '],
  ['6.0.0.post1.dev1'],
  ['6.0.0.post1', '6.0.0-r1'],
  ['6.0.3'],
  ['6.1.0'],
  ['6.10.0'],
  ['7.6.0rc1'],
  ['7.6.0'],
  ['2024.1'],
];

describe('versions stand in the order Python packages are released', () => {
  const ranked = OLDEST_FIRST.flatMap((names, rank) => names.map((name) => ({ name, rank })));

  it.each(ranked)('$name against every other', ({ name, rank }) => {
    for (const other of ranked) {
      expect([other.name, Math.sign(compareVersions(name, other.name))]).toEqual([
        other.name,
        Math.sign(rank - other.rank),
      ]);
    }
  });
});

describe('a floor is reached', () => {
  it.each([
    ['6.1.0', '6.1.0', true],
    ['6.1', '6.1.0', true],
    ['6.0.3', '6.1.0', false],
    ['6.1.0rc1', '6.1.0', false],
    ['1.24.0', '1.5.0', true],
    ['1.4.1', '1.5.0', false],
    ['2.0.0b1', '1.5.0', true],
    ['unknown', '0', false],
  ])('%s is at least %s: %s', (version, floor, expected) => {
    expect(atLeast(version, floor)).toBe(expected);
  });
});
