import { PATH_CHECKS } from '../../checks/live/checks.ts';
import type { Luggage, PathContext, Wanted } from '../../checks/live/session.ts';
import { startCommand } from '../../command/start-command.ts';
import { type Effective, effectiveTrait } from '../../jupyter/settings/effective.ts';
import type { Target } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { showFindings } from '../../output/findings.ts';
import type { Finding } from '../../situation/finding.ts';
import { runChecks } from '../../situation/run-checks.ts';
import type { Situation } from '../../situation/situation.ts';
import { unlessAborted } from '../../system/abort.ts';
import type { Secret } from '../../system/secret.ts';
import { openReach } from './reach.ts';
import { openVisits } from './visits.ts';

export interface VerifyOptions {
  /** The password to log in with; without it the hops behind the login are `unknown`. */
  readonly password: Secret | undefined;
  /** May a Jupyter be started for the test (and stopped again) where none runs? */
  readonly startTemporary: boolean;
  /** Of a critical section that runs already; without it this is one of its own. Ends the walk, the kernel and the server. */
  readonly signal?: AbortSignal;
  /** An explicit yes to sending the password over plain http to a LAN address of this computer. */
  readonly allowPlainHttp?: boolean;
  /** Ids of checks and findings that were told just before: 'config-loads', 'restart-needed'. */
  readonly told?: readonly string[];
}

/**
 * Walks from the config file to a kernel that answers, hop by hop, and prints each as it is made: the findings are already
 * shown when they are returned. What it started is stopped again in every case.
 */
export function verifyLive(
  context: CommandContext,
  situation: Situation,
  options: VerifyOptions,
): Promise<Finding[]> {
  const { signal } = options;
  if (signal !== undefined) return walk(context, situation, options, signal);
  return context.interruptions.critical((own) => walk(context, situation, options, own));
}

async function walk(
  context: CommandContext,
  situation: Situation,
  { password, startTemporary, allowPlainHttp = false, told = [] }: VerifyOptions,
  signal: AbortSignal,
): Promise<Finding[]> {
  const target = await situation.get('target');
  const effective = await situation.get('effective');
  const tell = (findings: readonly Finding[]) =>
    signal.aborted ? undefined : showFindings(context, findings.map(named));
  const checks = PATH_CHECKS.filter(({ id }) => !told.includes(id));
  if (target.installed === undefined || effective.trouble !== undefined) {
    const finding: Finding = { id: 'listens', status: 'unknown', message: t().hops.unknownSettings };
    await tell([finding]);
    return [finding];
  }
  const wanted = wantedOf(target, effective);
  const reach = openReach(context, situation, { wanted, startTemporary, signal });
  const visits = await openVisits(wanted, situation);
  const luggage: Luggage = {};
  const path: PathContext = {
    system: situation.system,
    situation,
    wanted,
    password,
    allowPlainHttp,
    reach: reach.reach,
    visit: visits.visit,
    luggage,
    startCommand: await startCommand(situation),
  };
  try {
    const untold = (findings: readonly Finding[]) => findings.filter(({ id }) => !told.includes(id));
    const walked = runChecks(checks, path, ({ findings }) => tell(untold(findings)));
    return untold(await unlessAborted(walked, signal)).map(named);
  } finally {
    await visits.leave(luggage);
    await reach.end();
  }
}

function wantedOf(target: Target, effective: Effective): Wanted {
  const value = (trait: 'ip' | 'port' | 'certfile' | 'password') => effectiveTrait(target, effective, trait);
  const text = (told: unknown) => (typeof told === 'string' ? told : '');
  return {
    ip: text(value('ip')) || 'localhost',
    port: Number(value('port') ?? 8888),
    certfile: text(value('certfile')),
    hash: text(value('password')),
  };
}

/** A hop that was not reached is told by its name: its cause was named a few lines above. */
function named(finding: Finding): Finding {
  const hop = finding.blockedBy === undefined ? undefined : t().hops.names[finding.id];
  return hop === undefined ? finding : { ...finding, message: t().hops.notReached(hop) };
}
