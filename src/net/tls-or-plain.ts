import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTcp, type Peer } from './connect.ts';
import { startDeadline, within } from './deadline.ts';
import type { NetworkReply, NetworkTrouble } from './errors.ts';
import { shakeHands } from './tls.ts';
import { trustingNobody } from './trusted-roots.ts';

/** Whoever speaks the other language answers at once; a port that says nothing is not waited for longer. */
const LOOK_MS = 2_000;

/** How long a handshake may be silent before we look whether the port speaks http: Jupyter's waits for ever. */
const SILENCE_MS = 1_500;

/** A handshake that fails or is silent, looked at again: the port may speak plain http. */
export async function orPlain<T>(
  shaking: Promise<NetworkReply<T>>,
  socket: Socket,
  peer: Peer,
): Promise<NetworkReply<T>> {
  const notSpoken: NetworkTrouble = { kind: 'tls-not-spoken', text: 'HTTP', phase: 'tls' };
  const timer = new AbortController();
  const silence = sleep(SILENCE_MS, undefined, { signal: timer.signal }).catch(() => undefined);
  const early = await Promise.race([shaking, silence]);
  timer.abort();
  if (early === undefined && (await speaksHttp(peer))) {
    socket.destroy();
    return { trouble: notSpoken };
  }
  const reply = await shaking;
  const isDoubtful = 'trouble' in reply && ['closed', 'timeout'].includes(reply.trouble.kind);
  return isDoubtful && early !== undefined && (await speaksHttp(peer)) ? { trouble: notSpoken } : reply;
}

/** A plain question that got no http answer, looked at again: the port may speak TLS. */
export async function orTls<T>(asking: Promise<NetworkReply<T>>, peer: Peer): Promise<NetworkReply<T>> {
  const reply = await asking;
  const isDoubtful = 'trouble' in reply && ['closed', 'not-http'].includes(reply.trouble.kind);
  if (!isDoubtful || !(await speaksTls(peer))) return reply;
  return { trouble: { ...reply.trouble, kind: 'tls-spoken' } };
}

/** nginx and Go answer plain http on their TLS port with a 400 that says so. */
export function asksForTls({ status, text }: { status: number; text: string }): boolean {
  return status === 400 && /plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server/i.test(text);
}

/** An alert counts as well: a server that wants a client's certificate, or an old protocol, speaks TLS. */
async function speaksTls(peer: Peer): Promise<boolean> {
  const reply = await look(peer, (socket, deadline) => shakeHands(socket, peer, trustingNobody(), deadline));
  if ('value' in reply) reply.value.destroy();
  return 'value' in reply || ['tls-protocol', 'tls-failed'].includes(reply.trouble.kind);
}

async function speaksHttp(peer: Peer): Promise<boolean> {
  const reply = await look(peer, (socket, deadline) =>
    within<string>(
      deadline,
      () => 'answer',
      (settle) => {
        socket.once('data', (data: Buffer) => settle({ value: data.toString('latin1') }));
        socket.once('close', () => settle({ value: '' }));
        socket.write(`HEAD / HTTP/1.1\r\nHost: ${peer.host}\r\nConnection: close\r\n\r\n`);
        return () => socket.destroy();
      },
    ).finally(() => socket.destroy()),
  );
  return 'value' in reply && /^HTTP\/\d/.test(reply.value);
}

async function look<T>(
  peer: Peer,
  talk: (socket: Socket, deadline: ReturnType<typeof startDeadline>) => Promise<NetworkReply<T>>,
): Promise<NetworkReply<T>> {
  const deadline = startDeadline(LOOK_MS);
  try {
    const tcp = await openTcp(peer, deadline);
    return 'trouble' in tcp ? tcp : await talk(tcp.value, deadline);
  } finally {
    deadline.clear();
  }
}
