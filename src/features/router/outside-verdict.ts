import { seenFromOutside } from '../../command/outside-address.ts';
import type { OutsideFlags } from '../../command/outside-flags.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { type Gateway, ownGateway } from '../../net/gateway.ts';
import { addressKind } from '../../net/ip.ts';
import type { Network } from '../../net/network.ts';
import type { FoundRouter, RouterOutside } from '../../net/port-mapping.ts';
import type { CommandContext } from '../../output/output.ts';

/** The router's answer, and what it means for a forwarded port. */
export interface AskedRouter {
  readonly gateway: Gateway;
  readonly router: FoundRouter;
  /** Its own external address. */
  readonly outside: string | undefined;
  readonly verdict: Verdict;
}

/** The error if there is no IPv4 router to ask. */
export async function noGateway(network: Network): Promise<ExposeError> {
  const gateways = await network.gateways();
  const s = t().router.forward;
  const { dsLite, dsLiteFix } = t().outside.ipv6;
  // IPv6 without IPv4 is DS-Lite (RFC 6333): the provider carries IPv4.
  const isDsLite =
    gateways.some(({ family }) => family === 6) && !gateways.some(({ family }) => family === 4);
  return isDsLite
    ? new ExposeError('environment', dsLite, dsLiteFix)
    : new ExposeError('environment', s.noGateway, s.noGatewayHint);
}

/** The router of this network. Throws ExposeError('environment') if there is none. */
export async function requireGateway(network: Network): Promise<Gateway> {
  const gateway = await ownGateway(network);
  if (gateway === undefined) throw await noGateway(network);
  return gateway;
}

/** Announces whom it asks, asks services on the internet if --outside is given, and the router of this network. */
export async function askOwnRouter(
  context: CommandContext,
  flags: OutsideFlags,
): Promise<AskedRouter & { readonly seenAs: string | undefined }> {
  const { network, output, interruptions } = context;
  const gateway = await requireGateway(network);
  const seenAs = await seenFromOutside(context, flags);
  const asked = await interruptions.abortable((signal) =>
    output.wait(t().router.forward.waiting(gateway.address), () =>
      askRouter(network, gateway, output.print, { signal, seenAs }),
    ),
  );
  return { ...asked, seenAs };
}

/** Announces and asks the router. `seenAs`: this network's address as seen from the internet, if that was asked. */
export async function askRouter(
  network: Network,
  gateway: Gateway,
  announce: ((line: string) => void) | undefined,
  { signal, seenAs }: { readonly signal?: AbortSignal; readonly seenAs?: string | undefined } = {},
): Promise<AskedRouter> {
  announce?.(t().router.forward.asks(gateway.address));
  const router = await network.findRouter(gateway, signal === undefined ? {} : { signal });
  const answers = router.upnp !== undefined || router.natPmp || router.pcp;
  const outside = answers ? await network.askOutside(router) : undefined;
  const verdict = evaluateOutside(router, outside, seenAs);
  return { gateway, router, outside: outside?.address || undefined, verdict };
}

/**
 * Whether a forwarded port can be reached. `double-nat`: another router, at home or at the provider, is in front.
 * `cgnat`: many customers share one address. `no-address`: the router has none, as behind either. `other-way`: the
 * internet sees another address than the router has (VPN, a second line, or a carrier with public-looking addresses).
 * `silent`: the router does not answer. `untold`: it answers, but does not say its address.
 */
type Verdict =
  | { readonly kind: 'public'; readonly address: string; readonly seen: boolean }
  | { readonly kind: 'double-nat' | 'cgnat'; readonly address: string }
  | { readonly kind: 'other-way'; readonly address: string; readonly seenAs: string }
  | { readonly kind: 'no-address' | 'untold' | 'silent' };

/**
 * `outside`: the external address according to the router. `seenAs`: the one that the internet sees, if that was asked.
 */
export function evaluateOutside(
  router: Pick<FoundRouter, 'upnp' | 'natPmp' | 'pcp'>,
  outside: RouterOutside | undefined,
  seenAs: string | undefined,
): Verdict {
  if (router.upnp === undefined && !router.natPmp && !router.pcp) return { kind: 'silent' };
  const address = outside?.address;
  if (address === undefined || address === '' || address === '0.0.0.0')
    return outside?.by === undefined ? { kind: 'untold' } : { kind: 'no-address' };
  const kind = addressKind(address);
  if (kind === 'shared') return { kind: 'cgnat', address };
  if (kind !== 'public') return { kind: 'double-nat', address };
  if (seenAs !== undefined && seenAs !== address) return { kind: 'other-way', address, seenAs };
  return { kind: 'public', address, seen: seenAs !== undefined };
}

/** Whether forwarding a port is useless. If nothing is known, it may be tried. */
export function isHopeless({ kind }: Verdict): boolean {
  return kind === 'double-nat' || kind === 'cgnat' || kind === 'no-address' || kind === 'other-way';
}

/** One sentence for each verdict. */
export function describeVerdict(verdict: Verdict): string {
  const s = t().router.forward.verdicts;
  switch (verdict.kind) {
    case 'public':
      return verdict.seen ? s.publicSeen(verdict.address) : s.public(verdict.address);
    case 'double-nat':
      return s.doubleNat(verdict.address);
    case 'cgnat':
      return s.cgnat(verdict.address);
    case 'other-way':
      return s.otherWay(verdict.address, verdict.seenAs);
    case 'no-address':
      return s.noAddress;
    case 'untold':
      return s.addressUnknown;
    case 'silent':
      return s.silent;
  }
}
