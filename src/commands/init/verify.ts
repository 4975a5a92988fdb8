import { accessChecks } from '../../checks/access/checks.ts';
import { directoryChecks, installationChecks, machineChecks } from '../../checks/host/checks.ts';
import { t } from '../../messages/index.ts';
import { showFindings } from '../../output/findings.ts';
import { type Check, runChecks } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { Secret } from '../../system/secret.ts';
import type { InitRun } from '../../wizard/init-run.ts';
import { answered } from '../../wizard/step.ts';

const GENERAL = [...installationChecks, ...directoryChecks, ...accessChecks, ...machineChecks];

/** The doctor's checks of what keeps a server from starting or its page from working, whatever was written. */
const OBSTACLES = checksOf(
  'hub',
  'python-path',
  'config-parts',
  'runtime-directory',
  'server-directories',
  'root-directory',
  'cookie-secret',
  'gateway',
  'page-settings',
  'kernels',
);

/** What starts a server by itself is none of what was written: its mistakes are named, and fail nothing. */
const NAMED = checksOf('services');

function checksOf(...ids: readonly string[]): Check[] {
  return GENERAL.filter(({ id }) => ids.includes(id));
}

/**
 * The last part of `init`: does Jupyter start with what was written, and answer? On a terminal it is always tried, else
 * with --verify: with the running server or with one that is started for it. The findings are already printed.
 */
export async function verifyAfterInit(run: InitRun): Promise<Finding[]> {
  const { context, flags, situation, applied, onTerminal } = run;
  // The configuration is complete, so an interruption from here on rolls nothing back.
  context.interruptions.settled(t().live.interrupted);
  const { installed } = await situation.get('target');
  const obstacles = await findObstacles(run);
  const isBlocked = obstacles.some(({ status }) => status === 'fail');
  const isStarted = !isBlocked && (flags.verify || (onTerminal && installed !== undefined));
  const tried = isStarted ? await startAndAnswer(run) : [];
  const loaded: Finding = {
    id: 'server-starts',
    status: 'unknown',
    message: t().live.loadedOnly,
    fix: t().live.loadedOnlyFix,
  };
  const notStarted = isStarted || installed === undefined || applied === undefined ? [] : [loaded];
  showFindings(context, notStarted);
  if (isBlocked || tried.some(({ status }) => status === 'fail')) {
    context.output.warn(t().live.proofFailed);
    context.output.print(t().live.proofUndo);
  }
  return [...obstacles, ...tried, ...notStarted];
}

async function findObstacles({ context, situation, applied }: InitRun): Promise<Finding[]> {
  if (applied === undefined) return [];
  const made = { system: context.system, situation };
  const obstacles = await runChecks(OBSTACLES, made);
  const named = await runChecks(NAMED, made);
  const findings = [
    ...obstacles.filter(({ status }) => status === 'fail' || status === 'warn'),
    ...named.flatMap((one): Finding[] =>
      one.status === 'fail' || one.status === 'warn' ? [{ ...one, status: 'warn' }] : [],
    ),
  ];
  showFindings(context, findings);
  return findings;
}

async function startAndAnswer({ context, answers, situation, applied }: InitRun): Promise<Finding[]> {
  const { verifyLive } = await import('../doctor/live-session.ts');
  const password = answered<unknown>(answers, 'password');
  context.output.print();
  return verifyLive(context, situation, {
    password: password instanceof Secret ? password : undefined,
    startTemporary: true,
    besideRunning: true,
    alreadyReported: applied ? ['config-loads'] : [],
  });
}
