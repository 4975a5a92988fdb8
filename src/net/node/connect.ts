import { createConnection, isIP, type Socket } from 'node:net';
import { type NetworkReply, networkProblem } from '../errors.ts';
import type { Peer } from '../peer.ts';
import { type Deadline, within } from './deadline.ts';

/** Node's 250 ms are too short for a first address over a slow line (https://github.com/nodejs/node/issues/48145). */
const NEXT_ADDRESS_MS = 2_500;

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
      socket.on('error', (error) => settle({ problem: networkProblem(error, 'connect') }));
      socket.once('connect', () => settle({ value: socket }));
      return () => socket.destroy();
    },
  );
}

/** The name for SNI; an address has none (RFC 6066). */
export function serverNameOf({ host }: Peer): string {
  return isIP(host) === 0 ? host : '';
}
