import { t } from '../../messages/index.ts';
import type { Change, RemoveFile, RunCommand, WriteFile } from '../../plan/change.ts';
import { readState, sameBytes } from '../../plan/prepare.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord } from '../../state/record.ts';
import type { System } from '../../system/system.ts';
import type { Job } from './job.ts';
import { SCHEDULERS, type Scheduler } from './schedulers.ts';

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
  const { reload } = scheduler;
  const rereading = reload && {
    ...command('schedule-reload', t().schedule.reload, reload, reload),
    ...isDone,
  };
  const undo = wasOn ? (reload ?? scheduler.on(job)) : scheduler.off(job);
  return [
    ...planProgram(job, program),
    keepRecord(paths.schedule, record),
    ...readAround(units, rereading),
    { ...command('schedule-on', t().schedule.switchOn(scheduler.id), scheduler.on(job), undo), ...isDone },
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
  // `undo` must not switch on a timer that was off.
  const undo =
    (await scheduler.standing?.(system, job)) ??
    ((await isOn(system, scheduler, job)) ? scheduler.on(job) : scheduler.off(job));
  // Failure is ignored: a systemd that is not running reads its units when it starts.
  const reread = reload && ['sh', '-c', '"$@" >/dev/null 2>&1 || :', 'sh', ...reload];
  const rereading = reread && command(`schedule-reload-${id}`, t().schedule.reload, reread, reread);
  const removals = scheduler.files(job).map(({ path }) => removal(path));
  return [
    command(`schedule-off-${id}`, t().schedule.switchOff(id), scheduler.off(job), undo),
    ...readAround(removals, rereading),
  ];
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

function command(id: string, title: string, line: readonly string[], undo: readonly string[]): RunCommand {
  return { kind: 'run-command', id, title, command: line, undo };
}
