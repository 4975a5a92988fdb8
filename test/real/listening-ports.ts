import type { Namespace } from './namespace.ts';

const LISTENING = '0A';

/** Every TCP port with a listener in the namespace, ascending, according to the kernel. */
export async function listeningPorts(netns: Namespace): Promise<number[]> {
  const { status, stdout, stderr } = await netns.exec(['cat', '/proc/net/tcp', '/proc/net/tcp6']);
  if (status !== 0) throw new Error(stderr);
  // "  0: 0100007F:1FA4 00000000:0000 0A …": number, local address and port in hex, remote, state
  const ports = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === LISTENING)
    .map(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16));
  return [...new Set(ports)].sort((a, b) => a - b);
}
