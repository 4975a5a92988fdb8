import type { Socket } from 'node:net';
import { openTcp, type Peer } from './connect.ts';
import type { Deadline } from './deadline.ts';
import type { NetworkReply } from './errors.ts';
import { startTls } from './tls.ts';
import { orPlain } from './tls-or-plain.ts';

/** A connection on which http can be spoken: over TLS only to a certificate that is trusted. */
export async function openConnection(peer: Peer, deadline: Deadline): Promise<NetworkReply<Socket>> {
  const tcp = await openTcp(peer, deadline);
  if ('trouble' in tcp || !peer.tls) return tcp;
  return orPlain(startTls(tcp.value, peer, deadline), tcp.value, peer);
}
