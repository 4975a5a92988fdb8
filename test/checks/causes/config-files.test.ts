import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { slice } from '../../slice.ts';
import { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';
import { GONE, isServedAsWanted, NO_EFFECT, REFUSED } from './config-files-causes.ts';
import { certificate, configure, hangs } from './tls-bench.ts';

describeCauses('the settings are silently gone', GONE);
describeCauses('the server refuses to start', REFUSED);
describeCauses('the setting has no effect, and nobody says so', NO_EFFECT);

describeCauses('https is cut although certificate and key are there', [
  {
    id: 'client-ca-as-key',
    what: 'the key was given as client_ca, as a much copied page has it',
    on: 'nb64',
    prepare: (bench) => {
      const { chain, key } = certificate(bench);
      return configure(bench, { certfile: chain, client_ca: key });
    },
    symptom: hangs(/SSLError/),
  },
  {
    id: 'tls-key-missing',
    what: 'the key lies there, but nobody names it',
    on: 'nb64',
    prepare: (bench) => configure(bench, { certfile: certificate(bench).chain }),
    symptom: hangs(/SSLError/),
  },
]);

describe('doctor --fix mends the line', () => {
  // A start of Notebook 7 costs four of another, so what it shares with them is mended there.
  const fixed = [...GONE, ...REFUSED, ...NO_EFFECT]
    .filter(({ fixes }) => fixes)
    .sort((a, b) => Number(a.on === 'nb7') - Number(b.on === 'nb7'));
  const firsts = fixed.filter(({ id }, at) => fixed.findIndex((one) => one.id === id) === at);
  for (const row of slice(firsts, 12)) {
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
