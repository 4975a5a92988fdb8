import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { slice } from '../../slice.ts';
import { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';
import { ASKS_FOR_A_TOKEN, GUESSED, loginStatus, REFUSED, WANTS_A_PASSWORD } from './password-causes.ts';

describeCauses('the right password is refused', REFUSED);
describeCauses('it asks for a token', ASKS_FOR_A_TOKEN);
describeCauses('it does not start without a password', WANTS_A_PASSWORD);
describeCauses('a stranger gets in with what everybody tries first', GUESSED);

describe('doctor --fix puts a hash right without knowing the password', () => {
  for (const row of slice(
    REFUSED.filter(({ fixes }) => fixes),
    5,
  )) {
    describeNeeds(row.on)(`${row.id}: ${row.what}`, () => {
      let bench: Bench | undefined;
      afterAll(() => bench?.close());

      it('the right password logs in', async () => {
        const made = environment(row.on);
        bench = new Bench(new TestHome([dirname(made.python)], 'doctor 집 '), made, 'notebook', false);
        await row.prepare(bench);
        const { findings, code, stderr } = await bench.doctor(['--fix', '--yes']);
        expect(code, stderr).toBe(0);
        expect(findings.map(({ id }) => id)).not.toContain(row.id);
        expect(await loginStatus(bench)).toBe(302);
      });
    });
  }
});
