import { expect, test } from 'vitest';
import { compareWithPython } from './differential.ts';
import { OLD_PYTHON, PYTHON } from './python.ts';

const LONG = process.env.JUPYTER_EXPOSE_LONG !== undefined;
const SEED = Number(process.env.JUPYTER_EXPOSE_SEED ?? 20261101);

test.each([
  { name: 'the newest traitlets', python: PYTHON, cases: LONG ? 6000 : 700 },
  { name: 'traitlets 4.3', python: OLD_PYTHON, cases: LONG ? 1500 : 200 },
])(
  'hostile configs mean the same to $name before and after, but for what was set',
  { timeout: 600_000 },
  (row) => {
    const count = compareWithPython(row.python, SEED, row.cases);
    console.log(
      `seed ${SEED}: ${count.cases} cases (${count.broken} that Python cannot load, ${count.refused} refused, ` +
        `${count.refusedGood} of them loadable), ${count.wrong.length} wrong values, ` +
        `${count.nonIdempotent.length} non-idempotent, ${count.collateral.length} collateral; ${JSON.stringify(count.how)}`,
    );
    expect(count.wrong.slice(0, 5)).toEqual([]);
    expect(count.nonIdempotent.slice(0, 5)).toEqual([]);
    expect(count.collateral.slice(0, 5)).toEqual([]);
    expect(count.cases).toBe(row.cases);
    expect(count.broken + count.refusedGood).toBeLessThan(row.cases * 0.6);
  },
);
