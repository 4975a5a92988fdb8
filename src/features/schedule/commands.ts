import { type ChangeFlags, changeCommand, type PlannedChange } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext, CommonFlags } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { ownVersion, standalonePath } from '../../system/version.ts';
import { assertNoControls, describeJob, type Job, scheduleFacts } from './job.ts';
import {
  findScheduler,
  installedSchedulers,
  isOn,
  planProgram,
  planRemoval,
  planSchedule,
  type StandaloneProgram,
} from './plan.ts';
import { cronLine } from './units.ts';

interface ScheduleFlags extends CommonFlags, ChangeFlags {}

/** `schedule install`: makes this computer renew automatically. */
export function scheduleInstall(context: CommandContext, flags: ScheduleFlags): Promise<number> {
  const { system } = context;
  return changeSchedule(context, flags, 'schedule install', async (job) => {
    const s = t().schedule;
    assertNoControls(job);
    const program = await standaloneProgram(system);
    const scheduler = await findScheduler(system, job);
    if (scheduler === undefined) return withoutScheduler(context, job, program, flags);
    const { id } = scheduler;
    return {
      changes: await planSchedule(system, scheduler, job, program),
      whenUnchanged: s.alreadySo(id),
      confirm: [s.confirmInstall],
      done: () => [s.installed(id), ...(id === 'systemd-user' ? [s.linger] : [])],
      document: { scheduler: id },
    };
  });
}

function changeSchedule(
  context: CommandContext,
  flags: ScheduleFlags,
  command: string,
  plan: (job: Job) => Promise<PlannedChange>,
): Promise<number> {
  return changeCommand(context, flags, {
    command,
    situation: new Situation(context),
    plan: async (exposeDir) => plan(describeJob(context.system, exposeDir, process.execPath)),
  });
}

/** Without a scheduler: installs the program and shows the line that would run it. */
function withoutScheduler(
  { output }: CommandContext,
  job: Job,
  program: StandaloneProgram,
  { dryRun }: ScheduleFlags,
): PlannedChange {
  const line = cronLine(job);
  const explain = () => {
    output.print(t().schedule.noScheduler);
    output.copyable(line);
  };
  return {
    changes: planProgram(job, program),
    whenUnchanged: async () => {
      explain();
    },
    present: async (show) => {
      await show();
      if (dryRun) explain();
    },
    confirm: [t().schedule.confirmInstall],
    report: explain,
    document: { scheduler: null, line },
  };
}

/** `schedule remove`: removes the timer and its program. */
export function scheduleRemove(context: CommandContext, flags: ScheduleFlags): Promise<number> {
  const { system } = context;
  return changeSchedule(context, flags, 'schedule remove', async (job) => {
    const s = t().schedule;
    const schedulers = (await installedSchedulers(system, job)).map(({ id }) => id);
    return {
      changes: await planRemoval(system, job),
      whenUnchanged: s.nothing,
      confirm: [s.confirmRemove],
      done: () => [s.removed],
      document: ({ status, prepared }) => ({
        schedulers,
        removed: status === 'applied' ? prepared.changes.flatMap(({ path }) => path ?? []) : [],
      }),
    };
  });
}

/** `schedule status`: whether the job is installed, and the result of its last run. */
export async function scheduleStatus(context: CommandContext): Promise<number> {
  const { output, system } = context;
  const { exposeDir } = await new Situation(context).get('paths');
  const facts = await scheduleFacts(system, exposeDir);
  const job = describeJob(system, exposeDir, facts.node ?? process.execPath);
  const found = await installedSchedulers(system, job);
  const [scheduler] = found;
  const active = scheduler !== undefined && (await isOn(system, scheduler, job));
  const sameVersion = facts.version === ownVersion();
  const s = t().schedule.status;
  output.result(scheduler === undefined ? s.notInstalled : active ? s.on(scheduler.id) : s.off(scheduler.id));
  if (facts.nodeMissing) output.warn(s.nodeMissing(facts.node ?? ''));
  if (facts.programMissing) output.warn(s.programMissing(job.program));
  if (facts.installed && !sameVersion) output.warn(s.otherVersion(facts.version ?? '?', ownVersion()));
  output.result(facts.last === undefined ? s.neverRan : s.last(facts.last));
  for (const { what, message } of facts.failures) output.warn(s.failed(what, message ?? ''));
  output.json({ schema: 1, ...facts, installed: scheduler !== undefined, active, sameVersion });
  return 0;
}

async function standaloneProgram({ files }: System): Promise<StandaloneProgram> {
  const bytes = await files.read(standalonePath());
  if (bytes === undefined)
    throw new ExposeError('internal', 'The program for the schedule is not in the package.');
  return { bytes, version: ownVersion() };
}
