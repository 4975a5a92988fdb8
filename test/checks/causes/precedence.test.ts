import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { slice } from '../../slice.ts';
import { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';
import { BROWSER_OPENS, BROWSER_OPENS_IN_LAB, NO_EFFECT, OLD_PASSWORD } from './precedence-causes.ts';

describeCauses('the setting has no effect', NO_EFFECT);
describeCauses('a browser opens all the same', BROWSER_OPENS);
describeCauses('a browser opens all the same, on older ones', BROWSER_OPENS_IN_LAB);
describeCauses('an old password still logs in', OLD_PASSWORD);

describe('doctor --fix lets the right line win', () => {
  for (const row of slice(
    [...NO_EFFECT, ...OLD_PASSWORD].filter((one) => one.fixed),
    8,
  )) {
    const { id, what, on, app = 'notebook', fixed } = row;
    describeNeeds(on)(`${id}: ${what}`, () => {
      let bench: Bench | undefined;
      afterAll(() => bench?.close());

      it('is what the real Jupyter then runs with', async () => {
        const made = environment(on);
        bench = new Bench(new TestHome([dirname(made.python)], 'doctor 집 '), made, app, false);
        await row.prepare(bench);
        const { findings, code, stderr } = await bench.doctor(
          ['--fix', '--yes'],
          undefined,
          row.env?.(bench),
        );
        expect(code, stderr).toBe(0);
        expect(findings.map((finding) => finding.id)).not.toContain(id);
        await fixed?.(bench);
      });
    });
  }
});
