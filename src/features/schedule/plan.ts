import { t } from '../../messages/index.ts';
import type { Change, RemoveFile, RunCommand, WriteFile } from '../../plan/change.ts';
import { readState, sameBytes } from '../../plan/prepare.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord } from '../../state/record.ts';
import type { System } from '../../system/system.ts';
import type { Job } from './job.ts';
import { SCHEDULERS, type Scheduler } from './schedulers.ts';
import { type ScheduleTask, tolerant, undoOf } from './undo-task.ts';
import { cronEntry, parseCronLine } from './units.ts';

/** What rolls a command back. */
type Undo = Pick<ScheduleTask, 'undo' | 'lines'>;

/** The program that the schedule runs: a single file, since no packages are installed next to it. */
export interface StandaloneProgram {
  readonly bytes: Uint8Array;
  readonly version: string;
}

export async function findScheduler(system: System, job: Job): Promise<Scheduler | undefined> {
  for (const scheduler of SCHEDULERS) if (await scheduler.detect(system, job)) return scheduler;
  return undefined;
}

/** The schedulers that contain our job, including one that would not be chosen now. */
export async function installedSchedulers(system: System, job: Job): Promise<Scheduler[]> {
  const found: Scheduler[] = [];
  for (const one of SCHEDULERS) if (await succeeds(system, one.isThere(job))) found.push(one);
  return found;
}

export function isOn(system: System, scheduler: Scheduler, job: Job): Promise<boolean> {
  return succeeds(system, scheduler.isOn(job));
}

/** The changes that install the job, in order. Preparing the plan drops those that are already in place. */
export async function planSchedule(
  system: System,
  scheduler: Scheduler,
  job: Job,
  program: StandaloneProgram,
): Promise<Change[]> {
  const paths = statePaths(job.exposeDir);
  const { version } = program;
  const record = { schema: 1, scheduler: scheduler.id, node: job.node, version };
  const units = scheduler
    .files(job)
    .map(({ path, text }): WriteFile => ({ ...file(path, text), mode: 0o644 }));
  // A timer that is already on must reload changed units, and `undo` must not switch it off.
  const wasOn = await isOn(system, scheduler, job);
  const same = wasOn && (await areWritten(system, units));
  const isDone = same ? { isDone: scheduler.isOn(job) } : {};
  const { id, reload } = scheduler;
  const action = (name: string, title: string, line: readonly string[], undo: Undo) => ({
    ...command(name, title, line, undoOf({ kind: 'schedule', scheduler: id, ...undo }, job)),
    ...isDone,
  });
  const rereading = reload && action('schedule-reload', t().schedule.reload, reload, { undo: 'reload' });
  const wasSo: Undo = reload ? { undo: 'reload' } : { undo: 'on', lines: [cronEntry(job)] };
  return [
    ...planProgram(job, program),
    keepRecord(paths.schedule, record),
    ...readAround(units, rereading),
    action('schedule-on', t().schedule.switchOn(id), scheduler.on(job), wasOn ? wasSo : { undo: 'off' }),
  ];
}

/** Only the program, for a line that the user adds to a scheduler. */
export function planProgram({ exposeDir }: Job, { bytes, version }: StandaloneProgram): WriteFile[] {
  const paths = statePaths(exposeDir);
  const manifest = `${JSON.stringify({ name: 'jupyter-expose', version, type: 'module' })}\n`;
  return [
    { ...file(paths.program, bytes), own: true },
    { ...file(paths.programManifest, manifest), own: true },
  ];
}

/** The changes that remove the job and its program, in order. Preparing the plan drops what is already gone. */
export async function planRemoval(system: System, job: Job): Promise<Change[]> {
  const { schedule, programManifest, program, windowsTask } = statePaths(job.exposeDir);
  const changes: Change[] = [];
  for (const scheduler of await installedSchedulers(system, job))
    changes.push(...(await planSwitchOff(system, scheduler, job)));
  return [
    ...changes,
    { ...removal(schedule), own: true },
    ...[programManifest, program, windowsTask].map((path) => ({
      ...removal(path),
      own: true,
      withDirectory: true,
    })),
  ];
}

async function planSwitchOff(system: System, scheduler: Scheduler, job: Job): Promise<Change[]> {
  const { id, reload } = scheduler;
  const action = (name: string, title: string, line: readonly string[], undo: Undo) =>
    command(name, title, line, undoOf({ kind: 'schedule', scheduler: id, ...undo }, job));
  const rereading =
    reload && action(`schedule-reload-${id}`, t().schedule.reload, tolerant(reload), { undo: 'try-reload' });
  const removals = scheduler.files(job).map(({ path }) => removal(path));
  return [
    action(
      `schedule-off-${id}`,
      t().schedule.switchOff(id),
      scheduler.off(job),
      await switchBack(system, scheduler, job),
    ),
    ...readAround(removals, rereading),
  ];
}

/** What a removal is rolled back to: never a timer that was off, and a crontab with the lines that it had. */
async function switchBack(system: System, scheduler: Scheduler, job: Job): Promise<Undo> {
  const lines = await scheduler.lines?.(system, job);
  if (lines === undefined) return { undo: (await isOn(system, scheduler, job)) ? 'on' : 'off' };
  const entries = lines.flatMap((line) => parseCronLine(job, line) ?? []);
  // Lines that the user rewrote are not kept as data, so the removal cannot be undone.
  return entries.length === lines.length ? { undo: 'on', lines: entries } : { undo: 'on' };
}

/**
 * The scheduler reads its files again after they change, and also before: undo runs in reverse, so that one's undo
 * reloads after the files are restored.
 */
function readAround(files: readonly Change[], rereading: RunCommand | undefined): readonly Change[] {
  return rereading ? [rereading, ...files, { ...rereading, id: `${rereading.id}-again` }] : files;
}

async function areWritten(system: System, files: readonly WriteFile[]): Promise<boolean> {
  for (const { path, bytes } of files) {
    const now = await readState(system, path);
    if (now === undefined || !sameBytes(now.bytes, bytes)) return false;
  }
  return true;
}

async function succeeds(system: System, [program = '', ...args]: readonly string[]): Promise<boolean> {
  return (await system.run(program, args, { timeout: 30_000 })).code === 0;
}

function file(path: string, content: string | Uint8Array): WriteFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: false };
}

function removal(path: string): RemoveFile {
  return { kind: 'remove-file', path, secret: false };
}

function command(id: string, title: string, line: readonly string[], undo: RunCommand['undo']): RunCommand {
  return { kind: 'run-command', id, title, command: line, undo };
}
