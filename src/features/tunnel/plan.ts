import { t } from '../../messages/index.ts';
import type { Change, PlannedUndo, RunCommand } from '../../plan/change.ts';
import type { UndoCommand } from '../../plan/undo-command.ts';
import { boolean, type Infer, nullable, object, oneOf, port, readIfFits, string } from '../../schema.ts';
import type { Way } from '../../situation/reach.ts';
import type { Situation } from '../../situation/situation.ts';
import { stateRecord } from '../../state/record.ts';
import type { System } from '../../system/system.ts';
import { TUNNELS, type Tunnel, type TunnelTarget, tunnelById } from './tunnels.ts';

const TUNNEL_START = 'tunnel-start';

const TUNNEL_STOP = 'tunnel-stop';

/** Switches on a tunnel that its own program keeps running; undo switches it off. */
export function planTunnelStart(
  exposeDir: string,
  tunnel: Tunnel,
  program: string,
  target: TunnelTarget,
  url: string,
): Change[] {
  const { port, secure } = target;
  const record: TunnelRecord = { schema: 1, tunnel: { id: tunnel.id, port, secure, url } };
  return [
    command(TUNNEL_START, t().tunnel.switchesOn(tunnel.id), [program, ...tunnel.start(target)], {
      kind: 'tunnel',
      want: 'on',
      id: tunnel.id,
      port,
      secure,
    }),
    tunnelRecord.keep(exposeDir, record, TUNNEL_START),
  ];
}

/** Switches off the tunnel that we switched on; empty if there is none. */
export async function planTunnelStop(system: System, exposeDir: string): Promise<Change[]> {
  const kept = await readTunnelRecord(system, exposeDir);
  const tunnel = kept === undefined || kept === null ? undefined : tunnelById(kept.id);
  const stop = tunnel?.stop?.();
  if (!kept || tunnel === undefined || stop === undefined) return [];
  const { id, port, secure } = kept;
  const [program = ''] = tunnel.programs;
  return [
    command(TUNNEL_STOP, t().tunnel.switchesOff(id), [program, ...stop], {
      kind: 'tunnel',
      want: 'off',
      id,
      port,
      secure,
    }),
    tunnelRecord.keep(exposeDir, { schema: 1, tunnel: null }, TUNNEL_STOP),
  ];
}

/** The part of `close`: the tunnel that we switched on. */
export async function closeTunnel(situation: Situation): Promise<Change[]> {
  return planTunnelStop(situation.system, (await situation.get('paths')).exposeDir);
}

/** The tunnel that we switched on leads around firewall and router. */
export async function tunnelWays(situation: Situation): Promise<readonly Way[]> {
  const { exposeDir } = await situation.get('paths');
  const tunnel = await readTunnelRecord(situation.system, exposeDir).catch(() => undefined);
  if (!tunnel) return [];
  const { id, url } = tunnel;
  const way: Way = { place: 'internet', seen: 'unknown', note: t().status.tunnel(id), isDetour: true };
  return [{ ...way, ...(url !== '' && { url }) }];
}

function command(id: string, title: string, line: readonly string[], task: TunnelTask): RunCommand {
  return { kind: 'run-command', id, title, command: line, undo: undoOf(task), mayFail: true };
}

const BACKGROUND = TUNNELS.filter(({ life }) => life === 'background').map(({ id }) => id);

const TUNNEL_TASK = object({
  kind: oneOf('tunnel'),
  /** What the command did. */
  want: oneOf('on', 'off'),
  id: oneOf(...BACKGROUND),
  port,
  secure: boolean,
});

type TunnelTask = Infer<typeof TUNNEL_TASK>;

/** Undefined for a tunnel that its program does not switch off. */
function undoOf(task: TunnelTask): PlannedUndo | undefined {
  const { want, id, port, secure } = task;
  const tunnel = tunnelById(id);
  const args = want === 'on' ? tunnel?.stop?.() : tunnel?.start({ port, secure });
  const [program] = tunnel?.programs ?? [];
  return args && program !== undefined ? { task, command: [program, ...args] } : undefined;
}

/** The command that rolls back what a recorded task did with a tunnel. */
export function undoTunnel(recorded: unknown): UndoCommand | undefined {
  const task = readIfFits(TUNNEL_TASK, recorded);
  return task && undoOf(task);
}

/** Tunnels are looked up by id, so that nothing from a corrupted file is ever run. */
const TUNNEL_RECORD = object({
  schema: oneOf(1),
  /** null: no tunnel any more. `secure`: Jupyter used HTTPS when the tunnel was switched on. */
  tunnel: nullable(object({ id: oneOf(...BACKGROUND), port, secure: boolean, url: string })),
});

/** expose/tunnel.json: the tunnel that we switched on and its program keeps running. */
type TunnelRecord = Infer<typeof TUNNEL_RECORD>;

/** It is kept with the action that it `needs`: not if the program failed. */
const tunnelRecord = stateRecord('tunnel', TUNNEL_RECORD);

/** Undefined if there is none. Throws ExposeError('environment') if that cannot be known. */
export async function readTunnelRecord(
  { files }: Pick<System, 'files'>,
  exposeDir: string,
): Promise<TunnelRecord['tunnel'] | undefined> {
  return (await tunnelRecord.read(files, exposeDir))?.tunnel ?? undefined;
}
