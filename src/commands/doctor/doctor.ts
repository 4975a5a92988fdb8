import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { examine, exitCodeFor, findingToJson } from './examine.ts';
import { fix } from './fix.ts';
import type { DoctorFlags } from './flags.ts';
import { lookLive, requirePasswordSource } from './live.ts';
import { lookFromOutside } from './outside.ts';
import { tellFindings, tellNext, tellSubject } from './report.ts';
import { lookAtUrl } from './url.ts';

/** `doctor`: checks everything between the config file and the user; changes nothing without --fix. */
export async function runDoctor(
  context: CommandContext,
  flags: DoctorFlags,
  situation: Situation,
  names: readonly string[],
): Promise<number> {
  if (flags.fix) return fix(context, flags, situation, names);
  if (flags.url !== undefined) {
    const findings = await lookAtUrl(context, flags, flags.url);
    tellFindings(context, findings);
    tellNext(context, findings);
    return finish(context, findings);
  }
  if (flags.outside) {
    const findings = await lookFromOutside(context, flags, situation);
    tellFindings(context, findings);
    return finish(context, findings);
  }
  if (flags.live) requirePasswordSource(context, flags);
  await warnOfSudo(context, situation);
  const { findings: seen } = await examine(context, situation, names);
  await tellSubject(context, situation);
  tellFindings(context, seen);
  // Live findings are printed as they are found.
  const findings = flags.live ? [...seen, ...(await lookLive(context, flags, situation, seen))] : seen;
  // A few passing checks do not prove that nothing is wrong.
  const isAll = names.length === 0;
  if (isAll || findings.some(({ status }) => status !== 'ok')) tellNext(context, findings, situation);
  return finish(context, findings);
}

function finish({ talk }: CommandContext, findings: readonly Finding[]): number {
  talk.document({ schema: 1, findings: findings.map(findingToJson) });
  return exitCodeFor(findings);
}

/** Under sudo, root's Jupyter is checked. */
async function warnOfSudo(context: CommandContext, situation: Situation): Promise<void> {
  const { sudoUser } = await situation.get('person');
  if (sudoUser === undefined) return;
  const { path } = await situation.get('configFile');
  context.talk.warn(t().doctor.sudo(sudoUser, path));
}
