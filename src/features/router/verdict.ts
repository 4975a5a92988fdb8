import { addressKind } from '../../net/ip.ts';
import type { FoundRouter, RouterOutside } from '../../net/port-mapping/mapping.ts';

/**
 * Can a forwarded port be reached at all? `double-nat`: another router of the house or of the provider stands in front.
 * `cgnat`: many customers share one address. `no-address`: the router has none, as behind either. `other-way`: the internet sees
 * another address than the router has (VPN, a second line, or a carrier with public-looking addresses). `silent`: nothing of the
 * router answers, `untold`: it answers but does not say its address.
 */
export type Verdict =
  | { readonly kind: 'public'; readonly address: string; readonly seen: boolean }
  | { readonly kind: 'double-nat' | 'cgnat'; readonly address: string }
  | { readonly kind: 'other-way'; readonly address: string; readonly seenAs: string }
  | { readonly kind: 'no-address' | 'untold' | 'silent' };

/** facts: the outer address that the router tells, and the one that the internet sees, where somebody was asked. */
export function judgeOutside(
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

/** Is there any use in forwarding a port? Where nothing is known, it may be tried. */
export function isHopeless({ kind }: Verdict): boolean {
  return kind === 'double-nat' || kind === 'cgnat' || kind === 'no-address' || kind === 'other-way';
}
