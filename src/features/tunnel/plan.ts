import { t } from '../../messages/index.ts';
import type { Change, RunCommand } from '../../plan/change.ts';
import { boolean, type Infer, nullable, object, oneOf, port, string } from '../../schema.ts';
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
    command(TUNNEL_START, t().tunnel.switchesOn(tunnel.id), program, tunnel.start(target), tunnel.stop?.()),
    tunnelRecord.keep(exposeDir, record, TUNNEL_START),
  ];
}

/** Switches off the tunnel that we switched on; empty if there is none. */
export async function planTunnelStop(system: System, exposeDir: string): Promise<Change[]> {
  const kept = await readTunnelRecord(system, exposeDir);
  const tunnel = kept === undefined || kept === null ? undefined : tunnelById(kept.id);
  const stop = tunnel?.stop?.();
  if (!kept || tunnel === undefined || stop === undefined) return [];
  const [program = ''] = tunnel.programs;
  const on = tunnel.start({ port: kept.port, secure: kept.secure });
  return [
    command(TUNNEL_STOP, t().tunnel.switchesOff(tunnel.id), program, stop, on),
    tunnelRecord.keep(exposeDir, { schema: 1, tunnel: null }, TUNNEL_STOP),
  ];
}

/** The part of `close`: the tunnel that we switched on. */
export async function closeTunnel(situation: Situation): Promise<Change[]> {
  return planTunnelStop(situation.system, (await situation.get('paths')).exposeDir);
}

function command(
  id: string,
  title: string,
  program: string,
  args: readonly string[],
  undo: readonly string[] | undefined,
): RunCommand {
  return {
    kind: 'run-command',
    id,
    title,
    command: [program, ...args],
    undo: undo === undefined ? undefined : [program, ...undo],
    mayFail: true,
  };
}

const BACKGROUND = TUNNELS.filter(({ life }) => life === 'background').map(({ id }) => id);

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
