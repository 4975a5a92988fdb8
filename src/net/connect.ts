import { createConnection, isIP, type Socket } from 'node:net';
import { type Deadline, within } from './deadline.ts';
import { type NetworkReply, troubleOf } from './errors.ts';

/** Who is spoken to. */
export interface Peer {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** The address to connect to instead of what the name resolves to. */
  readonly address: string | undefined;
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca: string | undefined;
  /** A certificate that stands in `ca` itself is trusted under any name and at any time, and no other is. */
  readonly pinned: boolean;
}

/** Node's 250 ms are too short for a first address over a slow line (https://github.com/nodejs/node/issues/48145). */
const NEXT_ADDRESS_MS = 2_500;

/** The peer that an http(s) URL names. */
export function peerOf(
  url: URL,
  { connectTo, ca, pinned = false }: Partial<Pick<Peer, 'pinned'>> & { connectTo?: string; ca?: string } = {},
): Peer {
  const tls = url.protocol === 'https:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (tls ? 443 : 80),
    tls,
    address: connectTo?.replace(/^\[|\]$/g, ''),
    ca,
    pinned,
  };
}

/** The TCP connection alone. Proxies from the environment are not asked: what is tested is the way to this host. */
export function openTcp({ host, port, address }: Peer, deadline: Deadline): Promise<NetworkReply<Socket>> {
  return within(
    deadline,
    () => 'connect',
    (settle) => {
      const socket = createConnection({
        host: address ?? host,
        port,
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
      });
      socket.setNoDelay(true);
      // Stays for ever: a socket whose error nobody hears ends the process.
      socket.on('error', (error) => settle({ trouble: troubleOf(error, 'connect') }));
      socket.once('connect', () => settle({ value: socket }));
      return () => socket.destroy();
    },
  );
}

/** The name for SNI; an address has none (RFC 6066). */
export function serverNameOf({ host }: Peer): string {
  return isIP(host) === 0 ? host : '';
}
