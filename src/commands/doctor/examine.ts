import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { type CheckResult, runChecks } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { chosenChecks } from './checks.ts';

/** The results of the checks: all findings in causal order, and by check. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
}

/** Runs every check that needs no server, or only the named ones. Changes nothing. */
export async function examine(
  context: CommandContext,
  situation: Situation,
  names: readonly string[] = [],
): Promise<Examination> {
  const { system } = context;
  const chosen = await chosenChecks(names);
  // Without a temporary directory Jupyter cannot be asked, and every check would say so.
  await (await system.temporaryDirectory()).remove();
  const { installed } = await situation.get('target');
  const checks: CheckResult[] = [];
  const run = () => runChecks(chosen, { system, situation }, (result) => void checks.push(result));
  const seen = installed ? await context.output.wait(t().init.asking(installed.command), run) : await run();
  return { findings: names.length === 0 ? seen : aboutNamed(names, checks), checks };
}

/** Of checks that only run because a named one needs them, keeps the failures that block the named one. */
function aboutNamed(names: readonly string[], checks: readonly CheckResult[]): Finding[] {
  return checks.flatMap(({ id, findings }) =>
    findings.filter(({ status }) => names.includes(id) || status === 'fail'),
  );
}

/** A finding for --json: shows that it is fixable, but not the changes. */
export function findingToJson({ repair, ...finding }: Finding) {
  return { ...finding, ...(repair && { fixable: true }) };
}

/** Only a `fail` affects the exit code. */
export function exitCodeFor(findings: readonly Finding[]): number {
  return findings.some(({ status }) => status === 'fail') ? EXIT_FINDING_FAILED : 0;
}
