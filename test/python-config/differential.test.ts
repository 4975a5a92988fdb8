import { expect } from 'vitest';
import { type EnvironmentName, environment, itNeeds } from '../environments.ts';
import { compareWithPython } from './differential.ts';
import { makeHostileCase } from './hostile.ts';

const LONG = process.env.JUPYTER_EXPOSE_LONG !== undefined;
const SEED = Number(process.env.JUPYTER_EXPOSE_SEED ?? 20261101);

const ROWS: { name: EnvironmentName; traitlets: string; cases: number }[] = [
  { name: 'nb7', traitlets: 'the newest traitlets', cases: LONG ? 20_000 : 320 },
  { name: 'nb60', traitlets: 'traitlets 4.3', cases: LONG ? 5000 : 100 },
];

for (const { name, traitlets, cases } of ROWS) {
  const title = `hostile configs mean the same to ${traitlets} as before, but for what was set`;
  itNeeds(name)(title, { timeout: 1_800_000 }, () => {
    const seeds = Array.from({ length: cases }, (_, i) => SEED + i);
    const made = seeds.map((seed) => ({ ...makeHostileCase(seed), label: `seed ${seed}` }));
    const count = compareWithPython(environment(name).python, made);
    console.log(
      `${traitlets}, seed ${SEED}: ${count.cases} cases (${count.broken} that Python cannot load, ${count.refused} refused, ` +
        `${count.rejectedGood} of them loadable), ${count.wrong.length} wrong values, ` +
        `${count.nonIdempotent.length} non-idempotent, ${count.collateral.length} collateral; ${JSON.stringify(count.how)}`,
    );
    expect(count.wrong.slice(0, 5)).toEqual([]);
    expect(count.nonIdempotent.slice(0, 5)).toEqual([]);
    expect(count.collateral.slice(0, 5)).toEqual([]);
    expect(count.cases).toBe(cases);
    // The generator must stay worth something: most of its files load, and every way of editing occurs.
    expect(count.broken).toBeLessThan(cases * 0.2);
    expect(count.rejectedGood).toBeLessThan(cases * 0.03);
    expect(Object.keys(count.how).sort()).toEqual([
      'appended',
      'replaced',
      'unchanged',
      'uncommented',
      'unset absent',
      'unset appended',
      'unset removed',
    ]);
  });
}
