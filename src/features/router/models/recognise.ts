import type { Gateway } from '../../../net/gateway.ts';
import type { Network } from '../../../net/network.ts';
import { peerOf } from '../../../net/peer.ts';
import type { FoundRouter, RouterDescription } from '../../../net/port-mapping.ts';
import type { RouterEntry, Sign, Variant } from './catalogue.ts';
import { readCatalogue } from './catalogue.ts';

const ANSWER_MS = 2_500;

/** The beginning tells whose page it is. */
const KEPT = 20_000;

/** What was seen of a router. All of it is the word of a stranger. */
export interface RouterEvidence {
  readonly gateway: string;
  readonly mac?: string | undefined;
  readonly description?: RouterDescription | undefined;
  /** The SERVER header of its SSDP answer. */
  readonly server?: string | undefined;
  /** The first page of its menu, and where it sends a browser. */
  readonly page?: string | undefined;
  readonly location?: string | undefined;
}

interface Candidate {
  readonly router: RouterEntry;
  readonly score: number;
}

interface Recognised {
  /** Sure enough to show its menu; undefined: somebody has to be asked. */
  readonly router: RouterEntry | undefined;
  /** Everyone that any sign speaks for, the likeliest first. */
  readonly candidates: readonly Candidate[];
}

/** One strong sign, such as what it says of itself, or several weak ones. */
const ENOUGH = 8;

/** By so much the first must be ahead of the second. */
const AHEAD = 3;

/** Which router it is. A wrong menu is worse than none: where it is not clear, none is chosen. */
export function recognise(routers: readonly RouterEntry[], evidence: RouterEvidence): Recognised {
  const candidates = routers
    .map((router) => ({ router, score: scoreOf(router, evidence) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [first, second] = candidates;
  const isSure = first !== undefined && first.score >= ENOUGH && first.score - (second?.score ?? 0) >= AHEAD;
  return { router: isSure ? first.router : undefined, candidates };
}

/** The look of its menu that the first page tells; the usual one where it tells nothing. */
export function variantOf({ variants }: RouterEntry, { page, location }: RouterEvidence): Variant {
  const fits = (re: string | undefined, text: string | undefined) =>
    re !== undefined && text !== undefined && new RegExp(re, 'i').test(text);
  const found = variants.find((one) => fits(one.page, page) || fits(one.location, location)) ?? variants[0];
  if (found === undefined) throw new Error('a router without a menu');
  return found;
}

/** What several devices have in common counts once for each place it was seen in. */
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

/** The first page of the router's menu: one question to the gateway, nowhere else, and no sign-in. Empty where there is none. */
async function lookAtPage(
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
  if ('trouble' in reply) return {};
  const { text, headers } = reply.value;
  const { location } = headers;
  return { page: text.slice(0, KEPT), ...(location !== undefined && { location: location.slice(0, 200) }) };
}

/** Which router it is, and by what it was known. */
export interface FoundModel extends Recognised {
  readonly routers: readonly RouterEntry[];
  readonly evidence: RouterEvidence;
}

/** Asks the gateway what it is; the caller has said so. `router`: what was found of it already. `offline`: nothing is sent. */
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
    lookAtPage(network, gateway.address, signal),
  ]);
  return { ...addressesOf(gateway), description: upnp?.description, server: upnp?.server, ...page };
}
