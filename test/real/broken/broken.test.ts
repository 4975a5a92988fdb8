import { afterAll, expect, it } from 'vitest';
import { describeNeeds, ENVIRONMENTS } from '../../environments.ts';
import { type Dice, makeDice } from '../../python-config/dice.ts';
import { LONG } from '../../slice.ts';
import { describeInNamespace } from '../namespace.ts';
import { FILES } from './mutations-files.ts';
import { SURROUNDINGS } from './mutations-surroundings.ts';
import { CONTENTS, VALUES } from './mutations-values.ts';
import { removeWritten, SET_UPS } from './set-up.ts';
import { type Case, countsOf, examine, type Mutation, type Row, tableOf } from './verdict.ts';

/** Another seed gives other cases: JUPYTER_EXPOSE_SEED=7 npm run test:long. */
const SEED = Number(process.env.JUPYTER_EXPOSE_SEED ?? 14);
const COUNT = Number(process.env.JUPYTER_EXPOSE_MUTATIONS ?? (LONG ? 300 : 2));
const AT_ONCE = 4;

const MUTATIONS: readonly Mutation[] = [...VALUES, ...CONTENTS, ...FILES, ...SURROUNDINGS];

afterAll(removeWritten);

describeNeeds(ENVIRONMENTS)('one thing of a healthy set-up is broken', () => {
  describeInNamespace()('in a network of its own', () => {
    it(
      `the doctor names it if people notice, and is quiet if they do not (seed ${SEED})`,
      async () => {
        const rows = await examineAll(chooseCases(makeDice(SEED)));
        process.stdout.write(`\nMutations of seed ${SEED}\n${LONG ? tableOf(rows) : countsOf(rows)}\n`);
        const faults = rows.filter(({ verdict }) => !['named', 'harmless'].includes(verdict));
        expect(tableOf(faults)).toBe(tableOf([]));
        expect(rows.length).toBe(COUNT);
      },
      30 * 60_000,
    );
  });
});

/** Different mutations, of each kind as many as of the others, each in a set-up in which it means something. */
function chooseCases(dice: Dice): Case[] {
  const kinds = [...new Set(MUTATIONS.map(({ kind }) => kind))];
  const left = new Map(
    kinds.map((kind) => [
      kind,
      shuffled(
        MUTATIONS.filter((one) => one.kind === kind),
        dice,
      ),
    ]),
  );
  const chosen: Case[] = [];
  for (
    let at = dice.below(kinds.length);
    chosen.length < COUNT && [...left.values()].some((list) => list.length > 0);
    at += 1
  ) {
    const mutation = left.get(kinds[at % kinds.length] ?? 'value')?.pop();
    if (mutation === undefined) continue;
    const setUps = SET_UPS.filter((setUp) => mutation.on?.(setUp) ?? true);
    chosen.push({ mutation, setUp: dice.of(setUps), dice: makeDice(dice.below(2 ** 31)) });
  }
  return chosen;
}

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const keyed = list.map((one) => [dice.below(2 ** 31), one] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, one]) => one);
}

async function examineAll(cases: readonly Case[]): Promise<Row[]> {
  const rows: Row[] = [];
  const queue = [...cases.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, one] = next;
      rows[at] = await examine(one);
      if (process.env.JUPYTER_EXPOSE_PROGRESS)
        process.stdout.write(`${tableOf([rows[at] as Row]).split('\n')[0]}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return rows;
}
