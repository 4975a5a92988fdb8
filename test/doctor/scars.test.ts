import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';
import { GONE, isServedAsWanted, NO_EFFECT, REFUSED } from './scars-rows.ts';

describeCauses('the settings are silently gone', GONE);
describeCauses('the server refuses to start', REFUSED);
describeCauses('the setting has no effect, and nobody says so', NO_EFFECT);

describe('doctor --fix mends the line', () => {
  const mended = [...GONE, ...REFUSED, ...NO_EFFECT].filter(({ mends }) => mends);
  for (const row of mended.filter(({ id }, at) => mended.findIndex((one) => one.id === id) === at)) {
    describeNeeds(row.on)(`${row.id}: ${row.what}`, () => {
      let bench: Bench | undefined;
      afterAll(() => bench?.close());

      it('and the real Jupyter has the settings', async () => {
        const made = environment(row.on);
        const home = new TestHome([dirname(made.python)], 'doctor 집 ');
        bench = new Bench(home, made, row.app ?? 'notebook', false);
        await row.prepare(bench);
        const { findings, stderr } = await bench.doctor(['--fix', '--yes']);
        expect(
          findings.map(({ id }) => id),
          stderr,
        ).not.toContain(row.id);
        await isServedAsWanted(bench);
      });
    });
  }
});
