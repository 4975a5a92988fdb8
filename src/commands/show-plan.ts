import { t } from '../messages/index.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import { readTerminal } from '../system/terminal.ts';
import { marks } from '../wizard/marks.ts';
import { wrap } from '../wizard/screen.ts';
import type { CommandContext } from './context.ts';

/** The changes with full paths, why some stand where they stand, and the diff with secrets masked. */
export async function showPlan(
  { talk, system }: CommandContext,
  prepared: PreparedPlan,
  notes: readonly string[],
  out: (line: string) => void = talk.say,
): Promise<void> {
  const { columns, unicode } = readTerminal(system.env);
  out(t().init.willDo);
  for (const note of notes) for (const line of wrap(note, columns, `  ${marks(unicode).warn} `)) out(line);
}

/** The changes of a plan for --json. */
export function describeChanges(prepared: PreparedPlan) {
  return prepared.changes.map(({ change, path, before, after, edits }) => ({
    kind: change.kind,
    path,
    created: before === undefined,
    mode: `0${after.mode.toString(8)}`,
    ...(edits.length > 0 && { edits }),
  }));
}
