import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Finding } from '../../situation/finding.ts';
import { Secret } from '../../system/secret.ts';
import type { InitRun } from '../../wizard/init-run.ts';
import { answered } from '../../wizard/step.ts';

/**
 * The last part of `init`: live checks on a running or temporary Jupyter. On a terminal they are offered as a
 * question, otherwise they need --verify. The findings are already printed.
 */
export async function verifyAfterInit(run: InitRun): Promise<Finding[]> {
  const { context, flags, answers, situation, applied } = run;
  // The configuration is complete, so an interruption from here on rolls nothing back.
  context.interruptions.settled(t().live.interrupted);
  if (!flags.verify && !(applied !== undefined && (await isWanted(run)))) return [];
  const { verifyLive } = await import('../doctor/live-session.ts');
  const password = answered<unknown>(answers, 'password');
  context.output.print();
  return verifyLive(context, situation, {
    password: password instanceof Secret ? password : undefined,
    startTemporary: true,
    alreadyReported: applied ? ['config-loads'] : [],
  });
}

/** Asks the user, if there is one; --yes is not an answer. A running server must be restarted first. */
async function isWanted({ canAsk, resolver, situation }: InitRun): Promise<boolean> {
  const { installed } = await situation.get('target');
  const running = await situation.get('runningServers');
  if (!canAsk || installed === undefined || running.length > 0) return false;
  try {
    return await resolver.confirm({
      label: t().live.askLabel,
      message: t().live.ask(installed.command),
      fallback: true,
      flag: '--verify',
    });
  } catch (error) {
    const { code } = error instanceof ExposeError ? error : { code: undefined };
    if (code !== 'cancelled') throw error;
    throw new ExposeError(code, t().live.interrupted, undefined, { cause: error });
  }
}
