import type { Gateway } from '../../../net/gateway.ts';
import { findRouter } from '../../../net/port-mapping/index.ts';
import type { FoundRouter } from '../../../net/port-mapping/mapping.ts';
import { type RouterEntry, readCatalogue } from './catalogue.ts';
import { lookAtPage } from './look-at-page.ts';
import { type Recognised, type RouterEvidence, recognise } from './recognise.ts';

/** Which router it is, and by what it was known. */
export interface FoundModel extends Recognised {
  readonly routers: readonly RouterEntry[];
  readonly evidence: RouterEvidence;
}

/** Asks the gateway what it is; the caller has said so. `router`: what was found of it already. `offline`: nothing is sent. */
export async function findModel(
  gateway: Gateway,
  {
    router,
    offline = false,
    signal,
  }: { readonly router?: FoundRouter; readonly offline?: boolean; readonly signal?: AbortSignal } = {},
): Promise<FoundModel> {
  const routers = await readCatalogue();
  const evidence = offline ? addressesOf(gateway) : await askForEvidence(gateway, router, signal);
  return { routers, evidence, ...recognise(routers, evidence) };
}

function addressesOf({ address, mac }: Gateway): RouterEvidence {
  return { gateway: address, mac };
}

async function askForEvidence(
  gateway: Gateway,
  known: FoundRouter | undefined,
  signal: AbortSignal | undefined,
): Promise<RouterEvidence> {
  const [{ upnp }, page] = await Promise.all([
    known ?? findRouter(gateway, signal === undefined ? {} : { signal }),
    lookAtPage(gateway.address, signal),
  ]);
  return { ...addressesOf(gateway), description: upnp?.description, server: upnp?.server, ...page };
}
