import { join } from 'node:path';
import type { WriteFile } from '../../plan/change.ts';
import { keepOwnRecord, readOwnRecord } from '../../state/record.ts';
import type { System } from '../../system/system.ts';
import { type Tunnel, tunnelById } from './tunnels.ts';

/** A tunnel that its own program keeps on, since we told it to: expose/tunnel.json. */
export interface TunnelRecord {
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
export function keepTunnelRecord(exposeDir: string, record: TunnelRecord, needs: string): WriteFile {
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
