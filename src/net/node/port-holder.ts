import { readdir, readFile, readlink } from 'node:fs/promises';
import { addressOfBytes } from '../ip.ts';
import type { PortHolder } from '../network.ts';

const LISTENING = '0A';

/** Network.portHolder, from Linux's /proc; undefined also where there is no /proc to read (not Linux). */
export async function portHolder(port: number, proc = '/proc'): Promise<PortHolder | undefined> {
  const sockets = (await listeningSockets(port, proc)) ?? [];
  if (sockets.length === 0) return undefined;
  const inodes = new Set(sockets.map(({ inode }) => `socket:[${inode}]`));
  for (const pid of await readdir(proc).catch(() => [])) {
    if (!/^\d+$/.test(pid) || !(await holdsOne(`${proc}/${pid}/fd`, inodes))) continue;
    const name = await readFile(`${proc}/${pid}/comm`, 'utf8').catch(() => '');
    return { pid: Number(pid), name: name.trim() || undefined };
  }
  return { pid: undefined, name: undefined };
}

/** Network.listenAddresses, from /proc, or from the view that one process has of it. */
export async function listenAddresses(port: number, proc = '/proc'): Promise<string[] | undefined> {
  const sockets = await listeningSockets(port, proc);
  return sockets && [...new Set(sockets.map(({ address }) => address))];
}

interface ListeningSocket {
  readonly address: string;
  readonly inode: string;
}

/** Undefined where there is no /proc to read. */
async function listeningSockets(port: number, proc: string): Promise<ListeningSocket[] | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`${proc}/net/${table}`, 'utf8').catch(() => undefined)),
  );
  if (tables.every((table) => table === undefined)) return undefined;
  return tables.flatMap((table = '') =>
    table.split('\n').flatMap((row) => {
      const fields = row.trim().split(/\s+/);
      const [, local = '', , state] = fields;
      const [address = '', at = ''] = local.split(':');
      if (state !== LISTENING || Number.parseInt(at, 16) !== port) return [];
      return [{ address: addressOf(address), inode: fields[9] ?? '' }];
    }),
  );
}

/** '0100007F' is 127.0.0.1: words of four bytes, each as the processor holds it (little-endian everywhere Node runs). */
function addressOf(hex: string): string {
  return addressOfBytes(
    (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].reverse()),
  );
}

async function holdsOne(directory: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    if (inodes.has(await readlink(`${directory}/${name}`).catch(() => ''))) return true;
  }
  return false;
}
