import { FIRST_FREE_PORT } from '../../net/port.ts';
import type { System } from '../../system/system.ts';

const FIRST_FREE_FILE = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
/** https://man7.org/linux/man-pages/man7/capabilities.7.html */
const NET_BIND_SERVICE = 10n;

/** The lowest port that this person may listen on: 1 for whoever has the right to all. */
export async function firstOrdinaryPort(system: System): Promise<number> {
  if (system.platform !== 'linux') return system.uid === 0 || system.uid === undefined ? 1 : FIRST_FREE_PORT;
  const [limit, status] = await Promise.all([
    readText(FIRST_FREE_FILE, system),
    readText('/proc/self/status', system),
  ]);
  const rights = /^CapEff:\s*([0-9a-f]+)$/im.exec(status)?.[1];
  const isEntitled =
    rights === undefined ? system.uid === 0 : ((BigInt(`0x${rights}`) >> NET_BIND_SERVICE) & 1n) === 1n;
  if (isEntitled) return 1;
  return /^\d+\s*$/.test(limit) ? Number(limit) : FIRST_FREE_PORT;
}

async function readText(path: string, { files }: System): Promise<string> {
  const bytes = await files.read(path).catch(() => undefined);
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}
