import type { Gateway } from '../../../net/gateway.ts';
import type { Network } from '../../../net/network.ts';
import { peerOf } from '../../../net/peer.ts';
import type { FoundRouter, RouterDescription } from '../../../net/port-mapping.ts';
import { type RouterEntry, readCatalogue, type Sign, type Variant } from './catalogue.ts';

const ANSWER_MS = 2_500;

/** Characters of the page that are kept; its beginning identifies the vendor. */
const KEPT = 20_000;

/** What was found out about a router. Untrusted input. */
export interface RouterEvidence {
  readonly gateway: string;
  readonly mac?: string | undefined;
  readonly description?: RouterDescription | undefined;
  /** The SERVER header of its SSDP response. */
  readonly server?: string | undefined;
  /** The first page of its menu, and the redirect target, if any. */
  readonly page?: string | undefined;
  readonly location?: string | undefined;
}

interface Candidate {
  readonly router: RouterEntry;
  readonly score: number;
}

interface Recognised {
  /** The router, if it is certain enough to show its menu; undefined: the user has to be asked. */
  readonly router: RouterEntry | undefined;
  /** All routers with a matching sign, the likeliest first. */
  readonly candidates: readonly Candidate[];
}

/** Score of one strong sign, such as the router's own description, or of several weak ones. */
const ENOUGH = 8;

/** Required lead over the second candidate. */
const AHEAD = 3;

/** Identifies the router. A wrong menu is worse than none, so no router is chosen if it is not clear. */
export function recognise(routers: readonly RouterEntry[], evidence: RouterEvidence): Recognised {
  const candidates = routers
    .map((router) => ({ router, score: scoreOf(router, evidence) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [first, second] = candidates;
  const isSure = first !== undefined && first.score >= ENOUGH && first.score - (second?.score ?? 0) >= AHEAD;
  return { router: isSure ? first.router : undefined, candidates };
}

/** The menu version that the first page indicates; the usual one if it indicates none. */
export function variantOf({ variants }: RouterEntry, { page, location }: RouterEvidence): Variant {
  const fits = (re: string | undefined, text: string | undefined) =>
    re !== undefined && text !== undefined && new RegExp(re, 'i').test(text);
  const found = variants.find((one) => fits(one.page, page) || fits(one.location, location)) ?? variants[0];
  if (found === undefined) throw new Error('a router without a menu');
  return found;
}

/** The sum of all matching signs; the same text counts once for each place it is found in. */
function scoreOf({ match }: RouterEntry, evidence: RouterEvidence): number {
  return match.reduce((sum, sign) => sum + (speaksFor(sign, evidence) ? sign.score : 0), 0);
}

function speaksFor(
  sign: Sign,
  { gateway, mac, description, server, page, location }: RouterEvidence,
): boolean {
  switch (sign.in) {
    case 'mac':
      return sign.prefixes.some((prefix) => mac?.toLowerCase().startsWith(prefix));
    case 'gateway':
      return sign.is.includes(gateway);
    default: {
      const text = { ...description, server, page, location }[sign.in];
      return text !== undefined && new RegExp(sign.re, 'i').test(text);
    }
  }
}

/** The first page of the router's menu: one request to the gateway only, without signing in. Empty if there is none. */
async function fetchPage(
  network: Network,
  gateway: string,
  signal?: AbortSignal,
): Promise<{ readonly page?: string; readonly location?: string }> {
  const url = new URL(`http://${gateway}/`);
  const reply = await network.request({
    peer: peerOf(url),
    method: 'GET',
    path: '/',
    headers: { Host: url.host, Accept: 'text/html' },
    timeout: ANSWER_MS,
    ...(signal !== undefined && { closing: signal }),
  });
  if ('problem' in reply) return {};
  const { text, headers } = reply.value;
  const { location } = headers;
  return { page: text.slice(0, KEPT), ...(location !== undefined && { location: location.slice(0, 200) }) };
}

/** The identified router and the evidence. */
export interface FoundModel extends Recognised {
  readonly routers: readonly RouterEntry[];
  readonly evidence: RouterEvidence;
}

/**
 * Asks the gateway what it is; the caller has announced it. `router`: what is already known. `offline`: sends nothing.
 */
export async function findModel(
  network: Network,
  gateway: Gateway,
  {
    router,
    offline = false,
    signal,
  }: { readonly router?: FoundRouter; readonly offline?: boolean; readonly signal?: AbortSignal } = {},
): Promise<FoundModel> {
  const routers = await readCatalogue();
  const evidence = offline ? addressesOf(gateway) : await askForEvidence(network, gateway, router, signal);
  return { routers, evidence, ...recognise(routers, evidence) };
}

function addressesOf({ address, mac }: Gateway): RouterEvidence {
  return { gateway: address, mac };
}

async function askForEvidence(
  network: Network,
  gateway: Gateway,
  known: FoundRouter | undefined,
  signal: AbortSignal | undefined,
): Promise<RouterEvidence> {
  const [{ upnp }, page] = await Promise.all([
    known ?? network.findRouter(gateway, signal === undefined ? {} : { signal }),
    fetchPage(network, gateway.address, signal),
  ]);
  return { ...addressesOf(gateway), description: upnp?.description, server: upnp?.server, ...page };
}
