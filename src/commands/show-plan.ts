import { t } from '../messages/index.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import { type PreviewLine, previewPlan } from '../plan/preview.ts';
import { type Paint, paint } from '../system/colour.ts';
import { readTerminal } from '../system/terminal.ts';
import { marks } from '../wizard/marks.ts';
import { wrap } from '../wizard/screen.ts';
import type { CommandContext } from './context.ts';

const COLOURS: Record<PreviewLine['kind'], keyof Paint | undefined> = {
  header: 'bold',
  add: 'green',
  remove: 'red',
  context: undefined,
};

/** The changes with full paths and the diff, secrets masked, and what else there is to say about them. */
export async function showPlan(
  { talk, system }: CommandContext,
  prepared: PreparedPlan,
  notes: readonly string[],
  to: 'talk' | 'result' = 'talk',
): Promise<void> {
  const { columns, unicode } = readTerminal(system.env);
  const out = to === 'talk' ? talk.say : talk.result;
  const colours = await paint(to === 'talk' ? process.stderr : process.stdout, system.env);
  if (to === 'talk') out(t().init.willDo);
  for (const { kind, text } of await previewPlan(prepared)) {
    const colour = COLOURS[kind];
    out(colour ? colours[colour](text) : text);
  }
  for (const note of notes) for (const line of wrap(note, columns, `${marks(unicode).warn} `)) talk.say(line);
}

/** The changes of a plan for --json. */
export function describeChanges(prepared: PreparedPlan) {
  return prepared.changes.map(({ change, path, before, after, edits }) => ({
    kind: change.kind,
    path,
    created: before === undefined,
    mode: after.mode.toString(8).padStart(4, '0'),
    ...(edits.length > 0 && { edits }),
  }));
}
