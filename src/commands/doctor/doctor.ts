import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { type Outcome, outcomeOf, reachFields } from '../status/words.ts';
import { examine, exitCodeFor, findingToJson } from './examine.ts';
import { fix } from './fix.ts';
import type { DoctorFlags } from './flags.ts';
import { checkLive, requirePasswordSource } from './live.ts';
import { checkFromOutside } from './outside.ts';
import { printFindings, printNextSteps, printSubject } from './report.ts';
import { checkUrl } from './url.ts';

/** `doctor`: checks everything between the config file and the user; changes nothing without --fix. */
export async function runDoctor(
  context: CommandContext,
  flags: DoctorFlags,
  situation: Situation,
  names: readonly string[],
): Promise<number> {
  if (flags.fix) return fix(context, flags, situation, names);
  if (flags.url !== undefined) {
    const findings = await checkUrl(context, flags, flags.url);
    printFindings(context, findings);
    printNextSteps(context, findings);
    return finish(context, findings);
  }
  if (flags.outside) {
    const findings = await checkFromOutside(context, flags, situation);
    printFindings(context, findings);
    return finish(context, findings);
  }
  if (flags.live) requirePasswordSource(context, flags);
  await warnOfSudo(context, situation);
  const { findings: seen } = await examine(context, situation, names);
  const outcome = names.length === 0 ? await outcomeOf(situation, seen) : undefined;
  await printSubject(context, situation);
  printFindings(context, seen);
  // Live findings are printed as they are found.
  const findings = flags.live ? [...seen, ...(await checkLive(context, flags, situation, seen))] : seen;
  // A few passing checks do not prove that nothing is wrong.
  const isAll = names.length === 0;
  if (isAll || findings.some(({ status }) => status !== 'ok'))
    printNextSteps(context, findings, situation, outcome);
  return finish(context, findings, outcome);
}

function finish({ output }: CommandContext, findings: readonly Finding[], outcome?: Outcome): number {
  output.json({ schema: 1, ...(outcome && reachFields(outcome)), findings: findings.map(findingToJson) });
  return exitCodeFor(findings);
}

/** Under sudo, root's Jupyter is checked. */
async function warnOfSudo(context: CommandContext, situation: Situation): Promise<void> {
  const { sudoUser } = await situation.get('user');
  if (sudoUser === undefined) return;
  const { path } = await situation.get('configFile');
  context.output.warn(t().doctor.sudo(sudoUser, path));
}
