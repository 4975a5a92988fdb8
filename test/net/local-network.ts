import type { Limits } from '../../src/jupyter/client/http-client.ts';
import { openClient as open } from '../../src/jupyter/client/open-session.ts';
import type { Destination, JupyterClient } from '../../src/jupyter/client/types.ts';
import { nodeNetwork } from '../../src/net/node/network.ts';
import { nodeSystem } from '../../src/system/node-system.ts';

/** The network of this computer. */
export const localNetwork = nodeNetwork(nodeSystem());

/** A client of a server on it. */
export function openClient(destination: Destination, limits?: Limits): JupyterClient {
  return open(localNetwork, destination, limits);
}
