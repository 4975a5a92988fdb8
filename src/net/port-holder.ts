import { readdir, readFile, readlink } from 'node:fs/promises';

/** The process that listens on a port; `pid` and `name` are undefined where the system does not tell us. */
export interface PortHolder {
  readonly pid: number | undefined;
  readonly name: string | undefined;
}

const LISTENING = '0A';

/**
 * Who listens on a TCP port of this computer (any address), from Linux's /proc; undefined when nobody does,
 * or where there is no /proc to read (not Linux). Names need the process to be ours, or root.
 */
export async function portHolder(port: number, proc = '/proc'): Promise<PortHolder | undefined> {
  const inodes = await listeningInodes(port, proc);
  if (inodes.size === 0) return undefined;
  for (const pid of await readdir(proc).catch(() => [])) {
    if (!/^\d+$/.test(pid) || !(await holdsOne(`${proc}/${pid}/fd`, inodes))) continue;
    const name = await readFile(`${proc}/${pid}/comm`, 'utf8').catch(() => '');
    return { pid: Number(pid), name: name.trim() || undefined };
  }
  return { pid: undefined, name: undefined };
}

async function listeningInodes(port: number, proc: string): Promise<Set<string>> {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`${proc}/net/${table}`, 'utf8').catch(() => '')),
  );
  const inodes = new Set<string>();
  for (const row of tables.join('\n').split('\n')) {
    const fields = row.trim().split(/\s+/);
    const [, local, , state] = fields;
    const inode = fields[9];
    if (state === LISTENING && local?.endsWith(`:${wanted}`) && inode) inodes.add(`socket:[${inode}]`);
  }
  return inodes;
}

async function holdsOne(directory: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    if (inodes.has(await readlink(`${directory}/${name}`).catch(() => ''))) return true;
  }
  return false;
}
