import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../../environments.ts';
import { LONG, slice } from '../../slice.ts';
import { Bench, type ShownFinding } from './bench.ts';

/** One way to break a real Jupyter or the proxy in front of it. */
export interface Cause {
  /** The finding that the doctor must name first: the first `fail`, else the first `warn`. */
  readonly id: string;
  /** What the user did, for the published table. */
  readonly what: string;
  readonly on: EnvironmentName;
  /** 'notebook' by default. */
  readonly app?: JupyterApp;
  /** Only in the long run: cheaper tests show the same with Jupyter's recorded words. */
  readonly onlyLong?: boolean;
  /** Runs server, client and doctor in a network of their own. */
  readonly inNamespace?: boolean;
  /** Breaks it: writes config files, starts servers. */
  prepare(bench: Bench): Promise<void> | void;
  /** Shows the symptom of the group with the real program, without the doctor. Uses `expect`. */
  symptom(bench: Bench): Promise<void> | void;
  /** The symptom leaves something, such as a server that runs, for the doctor to look at. */
  readonly needsSymptom?: boolean;
  /** The doctor's arguments; none by default. */
  doctor?(bench: Bench): readonly string[];
  /** Environment variables for the doctor: JUPYTER_CONFIG_PATH, another PATH. */
  env?(bench: Bench): Readonly<Record<string, string>>;
  /** The doctor's standard input. */
  readonly input?: string;
}

/** The doctor reports this in every test that runs as root; it counts only if the row expects it. */
const ALWAYS_AS_ROOT = 'root';

const SYMPTOM_STEP = 6;

/**
 * Causes with the same symptom, each a near miss of the others. The real program must show the symptom (of every sixth in
 * the default run, since it shows the same each time); then the doctor must name the cause first, and must not report any
 * other cause of the group.
 */
export function describeCauses(symptom: string, causes: readonly Cause[]): void {
  describe(`symptom: ${symptom}`, () => {
    expect(new Set(causes.map(({ id }) => id)).size, 'a near miss is needed').toBeGreaterThan(1);
    for (const [at, cause] of (LONG ? causes : someOf(firstOfEach(causes))).entries()) {
      describeNeeds(cause.on)(`cause: ${cause.id}: ${cause.what}`, () => {
        let bench: Bench | undefined;
        afterAll(() => bench?.close());

        it('is shown by the real program, and named first by the doctor', async () => {
          const row = { symptom, id: cause.id, what: cause.what, on: cause.on };
          publish({ ...row, named: false }); // replaced below if the test gets that far
          const made = environment(cause.on);
          const home = new TestHome([dirname(made.python)], 'doctor 집 ');
          bench = new Bench(home, made, cause.app ?? 'notebook', cause.inNamespace === true);
          await cause.prepare(bench);
          if (LONG || at % SYMPTOM_STEP === 0 || cause.needsSymptom) await cause.symptom(bench);
          const words = cause.doctor?.(bench) ?? [];
          const { findings, code } = await bench.doctor(words, cause.input, cause.env?.(bench));
          const first = firstNamed(findings, cause.id);
          const others = causes.filter(({ id }) => id !== cause.id).map(({ id }) => id);
          const alsoBlamed = findings.filter(({ id, status }) => others.includes(id) && isProblem(status));
          const ok = first?.id === cause.id && alsoBlamed.length === 0;
          publish({ ...row, named: ok });
          expect(first?.id, JSON.stringify(findings, null, 1)).toBe(cause.id);
          expect(alsoBlamed).toEqual([]);
          expect(first?.message).toMatch(/\p{L}/u);
          expect(first?.fix, 'a finding says what to do').toMatch(/\p{L}/u);
          expect(code).toBe(findings.some(({ status }) => status === 'fail') ? 3 : 0);
          if (LONG && first?.fixable) await expectFixed(bench, first, words, cause);
        });
      });
    }
  });
}

/** The first row of each cause. Only the long run tests its variants and further generations. */
function firstOfEach(causes: readonly Cause[]): Cause[] {
  return causes.filter(
    ({ id, onlyLong }, at) => !onlyLong && causes.findIndex((one) => one.id === id) === at,
  );
}

/** Alike rows share their time: of a long group every second or fourth one. A short group keeps all its near misses. */
function someOf(causes: readonly Cause[]): readonly Cause[] {
  if (causes.length < 4) return causes;
  return slice(causes, causes.length < 8 ? 2 : 4);
}

/** Expects that `doctor --fix` removes a finding that it reports as fixable. */
async function expectFixed(
  bench: Bench,
  finding: ShownFinding,
  words: readonly string[],
  cause: Cause,
): Promise<void> {
  const env = cause.env?.(bench);
  const fixed = await bench.doctor(['--fix', '--yes', ...words], cause.input, env);
  const left = fixed.findings.filter(({ id, status }) => id === finding.id && isProblem(status));
  expect(left, fixed.stderr).toEqual([]);
  expect(fixed.findings.length, fixed.stderr).toBeGreaterThan(0);
}

/** The first `fail`, else the first `warn`. */
export function firstNamed(findings: readonly ShownFinding[], wanted = ''): ShownFinding | undefined {
  const all = findings.filter(({ id }) => id !== ALWAYS_AS_ROOT || wanted === ALWAYS_AS_ROOT);
  return all.find(({ status }) => status === 'fail') ?? all.find(({ status }) => status === 'warn');
}

function isProblem(status: ShownFinding['status']): boolean {
  return status === 'fail' || status === 'warn';
}

/** Appends a row to the table that scripts/test.js prints at the end. */
function publish(row: Readonly<Record<string, string | boolean>>): void {
  const path = process.env.JUPYTER_EXPOSE_CAUSES;
  if (path) appendFileSync(path, `${JSON.stringify(row)}\n`);
}
