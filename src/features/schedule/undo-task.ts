import { basename, isAbsolute, normalize } from 'node:path';
import type { PlannedUndo } from '../../plan/change.ts';
import type { UndoCommand, UndoPlace } from '../../plan/undo-command.ts';
import { array, type Infer, object, oneOf, optional, readIfFits, string, where } from '../../schema.ts';
import { isTrusted } from '../../system/ownership.ts';
import { describeJob, type Job } from './job.ts';
import { SCHEDULERS } from './schedulers.ts';

/** The lines of a crontab start this program, so it must look like Node.js. */
function isNode(path: string): boolean {
  if (!isAbsolute(path) || normalize(path) !== path || /\p{Cc}/u.test(path)) return false;
  return /^node(?:js)?[\d.-]*$/.test(basename(path));
}

const SCHEDULE_TASK = object({
  kind: oneOf('schedule'),
  scheduler: oneOf(...SCHEDULERS.map(({ id }) => id)),
  /** What rolls it back: the job on or off, or the scheduler reading its files again, `try-reload` if it runs. */
  undo: oneOf('on', 'off', 'reload', 'try-reload'),
  /** For `on` in a crontab: its lines differ in these. */
  lines: optional(
    array(
      object({
        times: where(string, 'five fields', (one) => /^\d[\d*,/-]*(?: [\d*,/-]+){4}$/.test(one)),
        node: where(string, 'the path of Node.js', isNode),
      }),
    ),
  ),
});

export type ScheduleTask = Infer<typeof SCHEDULE_TASK>;

/** The task with the command that rolls it back; undefined for a job that was not written by us. */
export function undoOf(recorded: unknown, job: Job): PlannedUndo | undefined {
  const task = readIfFits(SCHEDULE_TASK, recorded);
  const command = task && commandOf(task, job);
  return command && { task, command };
}

/** The command that rolls back a recorded task. A program that others may write is not started again. */
export async function undoSchedule(
  recorded: unknown,
  { system, exposeDir }: UndoPlace,
): Promise<UndoCommand | undefined> {
  const undo = undoOf(recorded, describeJob(system, exposeDir, process.execPath));
  const { lines = [] } = (undo?.task ?? {}) as Partial<ScheduleTask>;
  for (const { node } of lines) if (!(await isTrusted(node, system))) return undefined;
  return undo;
}

function commandOf({ scheduler: id, undo, lines }: ScheduleTask, job: Job): readonly string[] | undefined {
  const scheduler = SCHEDULERS.find((one) => one.id === id);
  switch (undo) {
    case 'off':
      return scheduler?.off(job);
    case 'on':
      if (scheduler?.restore === undefined) return scheduler?.on(job);
      return lines === undefined ? undefined : scheduler.restore(job, lines);
    case 'reload':
      return scheduler?.reload;
    case 'try-reload':
      return scheduler?.reload && tolerant(scheduler.reload);
  }
}

/** Failure is ignored: a systemd that is not running reads its units when it starts. */
export function tolerant(command: readonly string[]): readonly string[] {
  return ['sh', '-c', '"$@" >/dev/null 2>&1 || :', 'sh', ...command];
}
