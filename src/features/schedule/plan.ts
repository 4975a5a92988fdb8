import { t } from '../../messages/index.ts';
import type { Change, RemoveFile, RunCommand, WriteFile } from '../../plan/change.ts';
import { readState, sameBytes } from '../../plan/prepare.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord } from '../../state/record.ts';
import type { System } from '../../system/system.ts';
import type { Job } from './job.ts';
import { SCHEDULERS, type Scheduler } from './schedulers.ts';

/** The program that the schedule runs: all in one file, since no package lies beside it there. */
export interface StandaloneProgram {
  readonly bytes: Uint8Array;
  readonly version: string;
}

export async function findScheduler(system: System, job: Job): Promise<Scheduler | undefined> {
  for (const scheduler of SCHEDULERS) if (await scheduler.detect(system, job)) return scheduler;
  return undefined;
}

/** Those that hold something of ours, also one that would not be chosen today. */
export async function installedSchedulers(system: System, job: Job): Promise<Scheduler[]> {
  const found: Scheduler[] = [];
  for (const one of SCHEDULERS) if (await succeeds(system, one.isThere(job))) found.push(one);
  return found;
}

export function isOn(system: System, scheduler: Scheduler, job: Job): Promise<boolean> {
  return succeeds(system, scheduler.isOn(job));
}

/** What installs the job, in order. What is so already drops out when the plan is prepared. */
export async function planSchedule(
  system: System,
  scheduler: Scheduler,
  job: Job,
  program: StandaloneProgram,
): Promise<Change[]> {
  const places = statePaths(job.exposeDir);
  const { version } = program;
  const record = { schema: 1, scheduler: scheduler.id, node: job.node, version };
  const units = scheduler
    .files(job)
    .map(({ path, text }): WriteFile => ({ ...file(path, text), mode: 0o644 }));
  // A timer that is on already must be told of new units, and must not be switched off by `undo`.
  const wasOn = await isOn(system, scheduler, job);
  const same = wasOn && (await areWritten(system, units));
  const isDone = same ? { isDone: scheduler.isOn(job) } : {};
  const { reload } = scheduler;
  const rereads: RunCommand[] = reload
    ? [{ ...command('schedule-reload', t().schedule.reload, reload, reload), ...isDone }]
    : [];
  const undo = wasOn ? (reload ?? scheduler.on(job)) : scheduler.off(job);
  return [
    ...planProgram(job, program),
    keepRecord(places.schedule, record),
    // Before the files as well: what undoes it comes after them.
    ...rereads,
    ...units,
    ...rereads.map((one) => ({ ...one, id: `${one.id}-again` })),
    { ...command('schedule-on', t().schedule.switchOn(scheduler.id), scheduler.on(job), undo), ...isDone },
  ];
}

/** The program alone, for a line that the person adds somewhere. */
export function planProgram({ exposeDir }: Job, { bytes, version }: StandaloneProgram): WriteFile[] {
  const places = statePaths(exposeDir);
  const manifest = `${JSON.stringify({ name: 'jupyter-expose', version, type: 'module' })}\n`;
  return [
    { ...file(places.program, bytes), own: true },
    { ...file(places.programManifest, manifest), own: true },
  ];
}

/** What takes the job away, and the program with it, in order. What is gone already drops out when the plan is prepared. */
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
  // What was not on is not switched on by `undo`.
  const undo =
    (await scheduler.standing?.(system, job)) ??
    ((await isOn(system, scheduler, job)) ? scheduler.on(job) : scheduler.off(job));
  // One that does not run now reads its units when it starts.
  const reread = reload && ['sh', '-c', '"$@" >/dev/null 2>&1 || :', 'sh', ...reload];
  const rereads = reread ? [command(`schedule-reload-${id}`, t().schedule.reload, reread, reread)] : [];
  return [
    command(`schedule-off-${id}`, t().schedule.switchOff(id), scheduler.off(job), undo),
    // Before the files as well: what undoes it comes after them.
    ...rereads,
    ...scheduler.files(job).map(({ path }) => removal(path)),
    ...rereads.map((one) => ({ ...one, id: `${one.id}-again` })),
  ];
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
