import { daysLeft } from '../../../certificates/validity.ts';
import { t } from '../../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Finding } from '../../../situation/finding.ts';
import { statePaths } from '../../../state/paths.ts';
import { day } from '../../../system/format.ts';
import { ownVersion } from '../../../system/version.ts';
import { describeJob, type ScheduleFacts, scheduleFacts } from '../../schedule/job.ts';
import { isOn } from '../../schedule/plan.ts';
import { SCHEDULERS } from '../../schedule/schedulers.ts';
import { isRecordUnreadable } from '../record.ts';
import { type Managed, readManaged, readServed } from './served-files.ts';

/** Certificates of the local CA are valid for more than a year, so a timer is not needed earlier than this. */
const OWN_WAITS_DAYS = 60;

/** Whether the certificate is renewed automatically, and whether the last renewal worked. */
export async function checkRenewal(context: CheckContext): Promise<CheckFindings> {
  const managed = await readManaged(context);
  if (managed === undefined) return checkRecord(context);
  const facts = await scheduleFacts(context.system, managed.exposeDir);
  const s = t().tlsChecks;
  const id = 'tls-schedule';
  if (!facts.installed) {
    const left = daysLeft(managed.leaf.to, context.system.now());
    if (!needsTimer(managed, left)) return [{ id, status: 'ok', message: s.noTimerYet }];
    const end = day(managed.leaf.to);
    const message = left < 0 ? s.noTimerBefore(end) : s.noTimer(end, left);
    return [
      { id, status: 'warn', message, evidence: { file: managed.file }, why: s.soonWhy, fix: s.timerFix },
    ];
  }
  const broken = brokenTimer(facts, managed.exposeDir) ?? (await timerOff(facts, managed.exposeDir, context));
  if (broken !== undefined)
    return [{ id, status: 'warn', ...broken, why: s.timerBrokenWhy, fix: s.timerFix }];
  const [failure] = facts.failures;
  if (failure !== undefined) {
    const text = failure.message ?? failure.what;
    const evidence = { file: statePaths(managed.exposeDir).renewal, text };
    const message = s.renewalFailed(minute(facts.last));
    return [{ id, status: 'warn', message, evidence, why: s.renewalFailedWhy, fix: s.renewNowFix }];
  }
  const own = ownVersion();
  if (facts.version === own) return [];
  return [{ id, status: 'ok', message: s.timerVersion(facts.version ?? '?', own) }];
}

/** Whether the record of our own certificate, which says how to renew it, is readable. */
async function checkRecord(context: CheckContext): Promise<CheckFindings> {
  const { exposeDir } = await context.situation.get('paths');
  const { server, certificate: record } = statePaths(exposeDir);
  const isOurs = (await readServed(context))?.certfile?.path === server;
  if (!isOurs || !(await isRecordUnreadable(context.system.files, exposeDir))) return NOTHING_TO_CHECK;
  const { recordUnreadable: unreadable, recordUnreadableFix: fix } = t().cert;
  const evidence = { file: record };
  const finding = { id: 'tls-record', status: 'warn', message: unreadable(record), evidence } as const;
  return [{ ...finding, why: t().tlsChecks.soonWhy, fix }];
}

/** Supplied certificates are renewed by their source. */
function needsTimer({ record, signedHere }: Managed, left: number): boolean {
  if (record.kind === 'letsencrypt' && !signedHere) return true;
  return record.kind !== 'own' && left <= OWN_WAITS_DAYS;
}

function brokenTimer(
  { nodeMissing, programMissing, node = '' }: ScheduleFacts,
  exposeDir: string,
): Pick<Finding, 'message' | 'evidence'> | undefined {
  const s = t().tlsChecks;
  const { program, schedule: record } = statePaths(exposeDir);
  if (programMissing) return { message: s.timerProgramGone(program), evidence: { file: program } };
  if (nodeMissing) return { message: s.timerNodeGone(node), evidence: { file: record } };
  return undefined;
}

/** Detects a removed job. Undefined if the scheduler cannot be asked (no session, another user's). */
async function timerOff(
  { scheduler: id, node = '' }: ScheduleFacts,
  exposeDir: string,
  { system }: CheckContext,
): Promise<Pick<Finding, 'message' | 'evidence'> | undefined> {
  const job = describeJob(system, exposeDir, node);
  const scheduler = SCHEDULERS.find((one) => one.id === id);
  if (scheduler === undefined || !(await scheduler.detect(system, job))) return undefined;
  if (await isOn(system, scheduler, job)) return undefined;
  const { schedule: record } = statePaths(exposeDir);
  return { message: t().tlsChecks.timerOff(scheduler.id), evidence: { file: record } };
}

/** '2026-11-24 04:10 UTC' */
function minute(time = '?'): string {
  return time.replace(/^(.{10})T(.{5}).*Z$/, '$1 $2 UTC');
}
