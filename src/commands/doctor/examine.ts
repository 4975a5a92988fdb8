import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { waiting } from '../../output/spinner.ts';
import { type CheckResult, runChecks } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { STATIC_CHECKS } from './checks.ts';

/** Everything that was looked at: the findings in causal order, and by check. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
}

/** Makes every check that needs no server. Changes nothing. */
export async function examine(context: CommandContext, situation: Situation): Promise<Examination> {
  const { system } = context;
  const { installed } = await situation.get('target');
  const checks: CheckResult[] = [];
  const look = () => runChecks(STATIC_CHECKS, { system, situation }, (result) => void checks.push(result));
  const findings = installed
    ? await waiting(context, t().init.asking(installed.command), look)
    : await look();
  return { findings, checks };
}

/** A finding as --json tells it: that we can mend it, not the bytes with which. */
export function findingToJson({ repair, ...finding }: Finding) {
  return { ...finding, ...(repair && { fixable: true }) };
}

/** Only a `fail` counts. */
export function exitCodeFor(findings: readonly Finding[]): number {
  return findings.some(({ status }) => status === 'fail') ? EXIT_FINDING_FAILED : 0;
}
