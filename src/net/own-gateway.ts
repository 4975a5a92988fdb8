import type { System } from '../system/system.ts';
import { type Gateway, readGateways } from './gateway.ts';

/** The router towards the internet (IPv4); undefined where this computer has none. Nothing is sent. */
export async function ownGateway(system: System): Promise<Gateway | undefined> {
  const gateways = await readGateways(system);
  return gateways.find(({ family, ownAddress }) => family === 4 && ownAddress !== undefined);
}
