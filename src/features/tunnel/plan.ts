import { t } from '../../messages/index.ts';
import type { Change, RunCommand } from '../../plan/change.ts';
import type { System } from '../../system/system.ts';
import { keepTunnelRecord, readTunnelRecord, type TunnelRecord } from './record.ts';
import { type Tunnel, type TunnelTarget, tunnelById } from './tunnels.ts';

export const TUNNEL_START = 'tunnel-start';
const TUNNEL_STOP = 'tunnel-stop';

/** Switches on what the program itself keeps on; undone by switching off that one again. */
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
    keepTunnelRecord(exposeDir, record, TUNNEL_START),
  ];
}

/** Switches off what we switched on; nothing where there is nothing of ours. */
export async function planTunnelStop(system: System, exposeDir: string): Promise<Change[]> {
  const kept = await readTunnelRecord(system, exposeDir);
  const tunnel = kept === undefined || kept === null ? undefined : tunnelById(kept.id);
  const stop = tunnel?.stop?.();
  if (!kept || tunnel === undefined || stop === undefined) return [];
  const [program = ''] = tunnel.programs;
  const on = tunnel.start({ port: kept.port, secure: kept.secure });
  return [
    command(TUNNEL_STOP, t().tunnel.switchesOff(tunnel.id), program, stop, on),
    keepTunnelRecord(exposeDir, { schema: 1, tunnel: null }, TUNNEL_STOP),
  ];
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
