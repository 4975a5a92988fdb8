import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { type CheckResult, runChecks } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { chosenChecks } from './checks.ts';

/** Everything that was looked at: the findings in causal order, and by check. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
}

/** Makes every check that needs no server, or those that are named. Changes nothing. */
export async function examine(
  context: CommandContext,
  situation: Situation,
  names: readonly string[] = [],
): Promise<Examination> {
  const { system } = context;
  const chosen = await chosenChecks(names);
  const { installed } = await situation.get('target');
  const checks: CheckResult[] = [];
  const look = () => runChecks(chosen, { system, situation }, (result) => void checks.push(result));
  const seen = installed ? await context.talk.wait(t().init.asking(installed.command), look) : await look();
  return { findings: names.length === 0 ? seen : aboutNamed(names, checks), checks };
}

/** Of a check that was made only because a named one needs it, what keeps that one from being made. */
function aboutNamed(names: readonly string[], checks: readonly CheckResult[]): Finding[] {
  return checks.flatMap(({ id, findings }) =>
    findings.filter(({ status }) => names.includes(id) || status === 'fail'),
  );
}

/** A finding as --json tells it: that we can mend it, not the bytes with which. */
export function findingToJson({ repair, ...finding }: Finding) {
  return { ...finding, ...(repair && { fixable: true }) };
}

/** Only a `fail` counts. */
export function exitCodeFor(findings: readonly Finding[]): number {
  return findings.some(({ status }) => status === 'fail') ? EXIT_FINDING_FAILED : 0;
}
