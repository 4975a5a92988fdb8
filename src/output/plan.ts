import { t } from '../messages/index.ts';
import type { PreparedPlan } from '../plan/prepared-plan.ts';
import { type PreviewLine, previewChange, previewPlan } from '../plan/preview.ts';
import type { Paint } from '../system/colour.ts';
import { octal } from '../system/format.ts';
import { readTerminal } from '../system/terminal.ts';
import { cut } from './layout.ts';
import type { CommandContext } from './output.ts';

const COLOURS: Record<PreviewLine['kind'], keyof Paint | undefined> = {
  header: 'bold',
  add: 'green',
  remove: 'red',
  context: undefined,
};

/** Shows the changes with full paths and diffs, secrets masked. */
export async function showPlan(
  { output, system }: CommandContext,
  prepared: PreparedPlan,
  to: 'output' | 'result' = 'output',
): Promise<void> {
  const { columns } = readTerminal(system.env);
  const stream = to === 'output' ? process.stderr : process.stdout;
  const out = to === 'output' ? output.print : output.result;
  output.print(t().init.willDo, { style: 'bold' });
  for (const { kind, text } of await previewPlan(prepared)) {
    const style = text.startsWith('@@') ? 'cyan' : COLOURS[kind];
    const isProse = kind === 'context' || /^[+-]#/.test(text);
    const shown = isProse && stream.isTTY ? cut(text, columns) : text;
    out(shown, { raw: kind !== 'header', ...(style && { style }) });
  }
}

/** The changes of a plan for --json, each with its diff, secrets masked. */
export async function describeChanges(prepared: PreparedPlan) {
  return Promise.all(prepared.changes.map(describeChange));
}

async function describeChange(prepared: PreparedPlan['changes'][number]) {
  if (prepared.path === undefined) {
    if (prepared.change.kind === 'map-port') {
      const { kind, id, title, want, mapping } = prepared.change;
      const { protocol, gateway, externalPort, internalAddress, internalPort, lease } = mapping;
      return { kind, id, title, want, protocol, gateway, externalPort, internalAddress, internalPort, lease };
    }
    const { kind, id, title, command, undo, needsRoot = false } = prepared.change;
    return { kind, id, title, command, undo: undo?.command ?? null, needsRoot };
  }
  const { change, path, before } = prepared;
  const [, ...lines] = await previewChange(prepared);
  const diff = lines.length > 0 && { diff: lines.map(({ text }) => text).join('\n') };
  if (prepared.after === undefined) return { kind: change.kind, path, ...diff };
  const { after, edits } = prepared;
  return {
    kind: change.kind,
    path,
    created: before === undefined,
    mode: octal(after.mode),
    ...(edits.length > 0 && { edits }),
    ...diff,
  };
}
