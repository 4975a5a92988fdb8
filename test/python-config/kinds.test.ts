import { expect } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import { patchConfig } from '../../src/python-config/index.ts';
import { type EnvironmentName, environment, itNeeds } from '../environments.ts';
import { compareWithPython } from './differential.ts';
import { KINDS } from './kinds.ts';

const LONG = process.env.JUPYTER_EXPOSE_LONG !== undefined;
const ENVIRONMENTS: readonly EnvironmentName[] = LONG ? ['nb7', 'nb60'] : ['nb7'];

/** Judged by what a real Python makes of the file before and after. */
for (const name of ENVIRONMENTS) {
  itNeeds(name)(`spellings that mislead a line editor are patched right or refused, ${name}`, () => {
    const cases = KINDS.map((row, i) => ({ ...row, label: `${row.kind} ${i}` }));
    const patched = cases.filter(({ refused }) => !refused);
    const count = compareWithPython(environment(name).python, patched);
    expect(count.wrong).toEqual([]);
    expect(count.nonIdempotent).toEqual([]);
    expect(count.collateral).toEqual([]);
    expect(count.broken).toBe(0);
    expect(count.rejections).toEqual({});
    for (const { refused, label, source, settings } of cases) {
      const patch = () => patchConfig(Buffer.from(source, 'latin1'), settings);
      if (refused) expect(patch, label + source).toThrow(RefusedError);
    }
  });
}
