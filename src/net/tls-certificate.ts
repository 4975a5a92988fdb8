import type { SecureContext, TLSSocket } from 'node:tls';
import { openTcp, type Peer } from './connect.ts';
import type { Deadline } from './deadline.ts';
import type { NetworkReply, NetworkTrouble } from './errors.ts';
import { distrust, shakeHands } from './tls.ts';
import { orPlain } from './tls-or-plain.ts';
import { trusting, trustingNobody } from './trusted-roots.ts';

/** The certificate that a server showed, whether trusted or not. */
export interface ShownCertificate {
  /** PEM of the leaf, then of what it sent with it. */
  readonly chain: readonly string[];
  /** 'TLSv1.3' */
  readonly protocol: string;
  /** Why it is not trusted for this name; undefined where it is. */
  readonly trouble?: NetworkTrouble;
}

/** The certificate that a server shows, trusted or not, and why not. Nothing but the handshake is said. */
export async function showCertificate(
  peer: Peer,
  deadline: Deadline,
): Promise<NetworkReply<ShownCertificate>> {
  const sent = await handshake(peer, trustingNobody(), deadline);
  if ('trouble' in sent) return sent;
  const chain = chainOf(sent.value);
  const protocol = sent.value.getProtocol() ?? '';
  sent.value.destroy();
  // A second handshake: with roots at hand Node adds them to the chain as if the server had sent them.
  const judged = await handshake(peer, trusting(peer.ca), deadline);
  if ('trouble' in judged) return judged;
  const trouble = distrust(judged.value, peer);
  judged.value.destroy();
  return { value: { chain, protocol, ...(trouble && { trouble }) } };
}

async function handshake(
  peer: Peer,
  trust: SecureContext,
  deadline: Deadline,
): Promise<NetworkReply<TLSSocket>> {
  const tcp = await openTcp(peer, deadline);
  if ('trouble' in tcp) return tcp;
  return orPlain(shakeHands(tcp.value, peer, trust, deadline), tcp.value, peer);
}

function chainOf(socket: TLSSocket): string[] {
  const chain: string[] = [];
  for (
    let one = socket.getPeerX509Certificate();
    one !== undefined && !chain.includes(one.toString());
    one = one.issuerCertificate
  ) {
    chain.push(one.toString());
  }
  return chain;
}
