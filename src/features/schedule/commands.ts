import { applyPrepared, confirmChange, recoverFirst, refuseSudo } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext, CommonFlags } from '../../output/output.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { preparePlan } from '../../plan/prepare.ts';
import { underLock } from '../../plan/transaction.ts';
import { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { ownVersion, standalonePath } from '../../system/version.ts';
import { describeJob, type Job, refuseControls, scheduleFacts } from './job.ts';
import {
  findScheduler,
  installedSchedulers,
  isOn,
  planProgram,
  planSchedule,
  removeSchedule,
  type StandaloneProgram,
} from './plan.ts';
import { cronLine } from './units.ts';

interface ScheduleFlags extends CommonFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `schedule install`: this computer renews by itself from now on. */
export async function scheduleInstall(
  context: CommandContext,
  _args: string[],
  flags: ScheduleFlags,
): Promise<number> {
  const { talk, system } = context;
  const job = await findJob(context);
  refuseControls(job);
  if (!flags.dryRun) await recoverFirst(context, job.exposeDir);
  const scheduler = await findScheduler(system, job);
  if (scheduler === undefined) return withoutScheduler(context, job, flags);
  const changes = await planSchedule(system, scheduler, job, await standaloneProgram(system));
  const prepared = await preparePlan({ command: 'schedule install', changes }, system);
  const document = { schema: 1, scheduler: scheduler.id };
  if (prepared.changes.length === 0) {
    talk.say(t().schedule.alreadySo(scheduler.id));
    talk.document({ ...document, status: 'unchanged', changes: [] });
    return 0;
  }
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ ...document, status: 'planned', changes: await describeChanges(prepared) });
    return 0;
  }
  await confirmChange(context, flags.yes ?? false, t().schedule.confirmInstall);
  await applyPrepared(context, prepared, job.exposeDir);
  talk.say(t().schedule.installed(scheduler.id));
  if (scheduler.id === 'systemd-user') talk.say(t().schedule.linger);
  talk.document({ ...document, status: 'applied', changes: await describeChanges(prepared) });
  return 0;
}

/** Nothing runs it by itself here: the program is put in place, and the line for whoever does is shown. */
async function withoutScheduler(context: CommandContext, job: Job, flags: ScheduleFlags): Promise<number> {
  const { talk, system } = context;
  const changes = planProgram(job, await standaloneProgram(system));
  const prepared = await preparePlan({ command: 'schedule install', changes }, system);
  const document = { schema: 1, scheduler: null, line: cronLine(job) };
  const isNew = prepared.changes.length > 0;
  if (isNew) await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  if (isNew && !flags.dryRun) {
    await confirmChange(context, flags.yes ?? false, t().schedule.confirmInstall);
    await applyPrepared(context, prepared, job.exposeDir);
  }
  talk.say(t().schedule.noScheduler);
  talk.result(cronLine(job));
  if (flags.dryRun) talk.say(t().init.dryRun);
  const status = !isNew ? 'unchanged' : flags.dryRun ? 'planned' : 'applied';
  talk.document({ ...document, status, changes: await describeChanges(prepared) });
  return 0;
}

/** `schedule remove`: takes the timer and its program away. */
export async function scheduleRemove(
  context: CommandContext,
  _args: string[],
  flags: ScheduleFlags,
): Promise<number> {
  const { talk, system } = context;
  const job = await findJob(context);
  const { installed } = await scheduleFacts(system, job.exposeDir);
  const schedulers = await installedSchedulers(system, job);
  const names = schedulers.map(({ id }) => id);
  if (!installed && names.length === 0) {
    talk.say(t().schedule.nothing);
    talk.document({ schema: 1, status: 'unchanged', removed: [] });
    return 0;
  }
  talk.say(t().schedule.willRemove(names.join(', ') || '-'));
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ schema: 1, status: 'planned', schedulers: names, removed: [] });
    return 0;
  }
  await confirmChange(context, flags.yes ?? false, t().schedule.confirmRemove);
  const place = { system, exposeDir: job.exposeDir };
  const removed = await underLock(place, () =>
    context.interruptions.critical(async () =>
      removeSchedule(system, job).catch((cause: unknown) => {
        throw new ExposeError(
          'environment',
          cause instanceof Error ? cause.message : String(cause),
          undefined,
          {
            cause,
          },
        );
      }),
    ),
  );
  talk.say(t().schedule.removed);
  talk.document({ schema: 1, status: 'applied', schedulers: names, removed });
  return 0;
}

/** `schedule status`: does it stand, and what did it do last? */
export async function scheduleStatus(context: CommandContext): Promise<number> {
  const { talk, system } = context;
  const { exposeDir } = await new Situation(system).get('places');
  const facts = await scheduleFacts(system, exposeDir);
  const job = describeJob(system, exposeDir, facts.node ?? process.execPath);
  const found = await installedSchedulers(system, job);
  const [scheduler] = found;
  const active = scheduler !== undefined && (await isOn(system, scheduler, job));
  const sameVersion = facts.version === ownVersion();
  const say = t().schedule.status;
  talk.result(
    scheduler === undefined ? say.notInstalled : active ? say.on(scheduler.id) : say.off(scheduler.id),
  );
  if (facts.nodeMissing) talk.warn(say.nodeMissing(facts.node ?? ''));
  if (facts.programMissing) talk.warn(say.programMissing(job.program));
  if (facts.installed && !sameVersion) talk.warn(say.otherVersion(facts.version ?? '?', ownVersion()));
  talk.result(facts.last === undefined ? say.neverRan : say.last(facts.last));
  for (const { what, message } of facts.failures) talk.warn(say.failed(what, message ?? ''));
  talk.document({ schema: 1, ...facts, installed: scheduler !== undefined, active, sameVersion });
  return 0;
}

async function findJob({ system }: CommandContext): Promise<Job> {
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  return describeJob(system, exposeDir, process.execPath);
}

async function standaloneProgram({ files }: System): Promise<StandaloneProgram> {
  const bytes = await files.read(standalonePath());
  if (bytes === undefined)
    throw new ExposeError('internal', 'The program for the schedule is not in the package.');
  return { bytes, version: ownVersion() };
}
