import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { agreed, livePassword } from './doctor-password.ts';
import type { DoctorFlags } from './flags.ts';
import { verifyLive } from './live-session.ts';
import { tellFindings } from './report.ts';

/**
 * `--live`: logs in and lets a kernel answer, at the server that runs or, after a yes, at one that is started for that
 * alone. Not tried where something fails already: it would only show the same again. What is found is told here.
 */
export async function lookLive(
  context: CommandContext,
  flags: DoctorFlags,
  situation: Situation,
  seen: readonly Finding[],
): Promise<readonly Finding[]> {
  const m = t().doctor;
  const failed = seen.find(({ status }) => status === 'fail');
  if (failed) return untried(context, { message: m.notReached(failed.id), blockedBy: failed.id });
  const running = await situation.get('runningServers');
  const startTemporary =
    running.length === 0 && (flags.start === true || (await agreed(context, m.mayStart)) === true);
  if (running.length === 0 && !startTemporary)
    return untried(context, { message: m.notRunning, fix: m.notRunningFix });
  const password = await livePassword(context, flags);
  return context.interruptions.critical(async (signal) => {
    const findings = await verifyLive(context, situation, {
      password,
      startTemporary,
      signal,
      told: seen.map(({ id }) => id),
      allowPlainHttp: flags.passwordOverHttp === true,
    });
    signal.throwIfAborted();
    return findings;
  });
}

async function untried(
  context: CommandContext,
  why: Pick<Finding, 'message' | 'fix' | 'blockedBy'>,
): Promise<readonly Finding[]> {
  const findings = [{ id: 'live', status: 'unknown', ...why }] as const;
  await tellFindings(context, findings);
  return findings;
}
