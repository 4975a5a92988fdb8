import { startsJupyter } from '../../checks/host/command-options.ts';
import { accountOf } from '../../checks/host/server-account.ts';
import { findRunningServers, type RunningServer } from '../../jupyter/server/running.ts';
import { type PortHolder, portHolder } from '../../net/port-holder.ts';
import type { CheckContext } from '../../situation/check.ts';
import { readProcess } from '../../system/process-facts.ts';

/** What goes on at the port that is configured. */
export type PortStory =
  | { readonly kind: 'quiet' }
  /** An old Jupyter of the person's holds it; `moved` is the one that had to go elsewhere. */
  | { readonly kind: 'stale'; readonly holder: RunningServer; readonly moved: RunningServer | undefined }
  /** A Jupyter of this kind serves elsewhere, because somebody had the port, or has it still. */
  | { readonly kind: 'moved'; readonly server: RunningServer; readonly holder: PortHolder | undefined }
  /** Somebody has it, and no Jupyter of this kind runs. */
  | { readonly kind: 'held'; readonly holder: PortHolder };

/** Reads who listens on a port and which Jupyter servers run. Sends nothing. */
export async function readPortStory(context: CheckContext, port: number): Promise<PortStory> {
  const { situation, system } = context;
  const [holder, installations, running] = await Promise.all([
    portHolder(port),
    situation.get('installations'),
    situation.get('runningServers'),
  ]);
  const all = await findRunningServers(installations, system);
  const elsewhere: RunningServer[] = [];
  for (const server of running) {
    if (server.port !== port && (await hadToMove(context, server))) elsewhere.push(server);
  }
  const moved = elsewhere.toSorted((a, b) => a.pid - b.pid).at(-1);
  const jupyter = all.find((server) => server.port === port);
  const isTheirs = jupyter !== undefined && running.some(({ pid }) => pid === jupyter.pid);
  if (jupyter !== undefined)
    return isTheirs && !moved ? { kind: 'quiet' } : { kind: 'stale', holder: jupyter, moved };
  if (moved !== undefined) return { kind: 'moved', server: moved, holder };
  if (holder === undefined || running.length > 0 || (await isJupyter(context, holder)))
    return { kind: 'quiet' };
  return { kind: 'held', holder };
}

/** Its settings are those of the files, and yet it has another port. */
async function hadToMove(context: CheckContext, server: RunningServer): Promise<boolean> {
  const { otherConfig, options, changedSince } = await accountOf(context, server);
  return (
    otherConfig === undefined && changedSince === undefined && !options.some(({ trait }) => trait === 'port')
  );
}

/** One that left no note where we look belongs to somebody else, or reads other files: 'other-config' tells. */
async function isJupyter({ system }: CheckContext, { pid }: PortHolder): Promise<boolean> {
  const facts = pid === undefined ? undefined : await readProcess(pid, system.files);
  return facts !== undefined && startsJupyter(facts.args);
}
