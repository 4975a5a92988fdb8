import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import type { ActionChange, MapPort } from './change.ts';
import { isCommandDone, runChange, takeBackCommand } from './run-command.ts';
import type { RecordedCommand } from './run-record.ts';

/** Is all so already? The router is asked by whoever plans, not here. */
export async function isDone(change: ActionChange, system: System): Promise<boolean> {
  return change.kind === 'run-command' ? isCommandDone(change, system) : false;
}

/** Does what is beside the files. Throws ExposeError('environment') in plain words when it could not be done. */
export async function doAction(change: ActionChange, system: System): Promise<void> {
  if (change.kind === 'run-command') return runChange(change, system);
  await askRouter(change);
}

/** Takes back what was begun. 'left': it could not be, and the person is told. */
export async function takeBackAction(
  recorded: RecordedCommand,
  system: System,
): Promise<'restored' | 'left' | 'already'> {
  const { router, result } = recorded;
  if (router === undefined) return takeBackCommand(recorded, system);
  if (result === 'pending') return 'already';
  try {
    await askRouter(oppositeOf(router));
    return 'restored';
  } catch (error) {
    if (error instanceof ExposeError) return 'left';
    throw error;
  }
}

type Wish = Pick<MapPort, 'want' | 'mapping' | 'replaces'>;

function oppositeOf({ want, mapping, replaces }: Wish): Wish {
  if (replaces !== undefined) return { want: 'open', mapping: replaces, replaces: mapping };
  return { want: want === 'open' ? 'closed' : 'open', mapping };
}

async function askRouter({ want, mapping, replaces }: Wish): Promise<void> {
  const { addMapping, removeMapping } = await import('../net/port-mapping/index.ts');
  // Gone already is as good; somebody else's is not touched, and is no trouble of ours.
  if (want === 'closed') await removeMapping(mapping);
  else if (replaces === undefined) await addMapping(mapping);
  else {
    await removeMapping(replaces);
    try {
      await addMapping(mapping);
    } catch (error) {
      await addMapping(replaces).catch(() => undefined); // the first refusal says more
      throw error;
    }
  }
}

/** What it is called on the screen, and what takes it back. */
export function describeMapPort({ want, mapping }: MapPort): { text: string; undo: string } {
  const m = t().plan.preview;
  const { externalPort, internalAddress, internalPort } = mapping;
  const open = m.mapPort(externalPort, internalAddress, internalPort);
  const close = m.unmapPort(externalPort);
  return want === 'open' ? { text: open, undo: close } : { text: close, undo: open };
}
