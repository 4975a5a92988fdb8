import { join } from 'node:path';
import { t } from '../../messages/index.ts';
import type { Change, RunCommand, WriteFile } from '../../plan/change.ts';
import type { Situation } from '../../situation/situation.ts';
import { keepOwnRecord, readOwnRecord } from '../../state/record.ts';
import type { System } from '../../system/system.ts';
import { type Tunnel, type TunnelTarget, tunnelById } from './tunnels.ts';

const TUNNEL_START = 'tunnel-start';

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

/** What `close` shuts: the tunnel that we switched on. */
export async function closeTunnel(situation: Situation): Promise<Change[]> {
  return planTunnelStop(situation.system, (await situation.get('places')).exposeDir);
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

/** A tunnel that its own program keeps on, since we told it to: expose/tunnel.json. */
interface TunnelRecord {
  readonly schema: 1;
  /** null: none any more. */
  readonly tunnel: {
    readonly id: Tunnel['id'];
    readonly port: number;
    /** It was https when it was switched on. */
    readonly secure: boolean;
    readonly url: string;
  } | null;
}

/** Undefined where there is none, or none that can be read as such. */
export async function readTunnelRecord(
  { files }: Pick<System, 'files'>,
  exposeDir: string,
): Promise<TunnelRecord['tunnel'] | undefined> {
  return (await readOwnRecord(files, pathIn(exposeDir), isRecord))?.tunnel ?? undefined;
}

/** Keeping it is a change of the plan like every other; not done where the program refused (`needs`). */
function keepTunnelRecord(exposeDir: string, record: TunnelRecord, needs: string): WriteFile {
  return keepOwnRecord(pathIn(exposeDir), record, needs);
}

function pathIn(exposeDir: string): string {
  return join(exposeDir, 'tunnel.json');
}

/** The row is looked up by its id, so that no word of a spoiled file is ever run. */
function isRecord(value: unknown): value is TunnelRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, tunnel } = value as Partial<TunnelRecord>;
  if (schema !== 1 || tunnel === undefined) return false;
  if (tunnel === null) return true;
  const { id, port, secure, url } = tunnel;
  const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
  const isKnown = typeof id === 'string' && tunnelById(id)?.life === 'background';
  return isKnown && isPort && typeof secure === 'boolean' && typeof url === 'string';
}
