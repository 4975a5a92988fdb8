import { EXIT_FINDING_FAILED } from '../errors.ts';
import { Situation } from '../situation.ts';
import { STATIC_CHECKS } from '../steps/concerns.ts';
import type { Finding } from '../steps/finding.ts';
import { runChecks } from '../steps/run-checks.ts';
import type { CommandContext, CommonFlags } from './context.ts';
import { showFindings } from './show-findings.ts';

export interface DoctorFlags extends CommonFlags {
  readonly target?: string;
  readonly config?: string;
}

/** `doctor`: looks at everything between the config file and the person, and changes nothing. */
export async function doctor(context: CommandContext, _args: string[], flags: DoctorFlags): Promise<number> {
  const { system, talk } = context;
  const situation = new Situation(system, { target: flags.target, configFile: flags.config });
  const findings = await runChecks(STATIC_CHECKS, { system, situation }, ({ findings: made }) =>
    showFindings(context, made),
  );
  talk.document({ schema: 1, findings: findings.map(toJson) });
  return findings.some(({ status }) => status === 'fail') ? EXIT_FINDING_FAILED : 0;
}

/** A finding as --json tells it: that we can mend it, not the bytes with which. */
function toJson({ repair, ...finding }: Finding) {
  return { ...finding, ...(repair && { fixable: true }) };
}
