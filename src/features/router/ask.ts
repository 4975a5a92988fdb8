import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { type Gateway, readGateways } from '../../net/gateway.ts';
import { askOutside, findRouter } from '../../net/port-mapping/index.ts';
import type { FoundRouter } from '../../net/port-mapping/mapping.ts';
import type { System } from '../../system/system.ts';
import { judgeOutside, type Verdict } from './verdict.ts';

/** What the router said, and what that means for a forwarded port. */
export interface AskedRouter {
  readonly gateway: Gateway;
  readonly router: FoundRouter;
  /** Its own outer address. */
  readonly outside: string | undefined;
  readonly verdict: Verdict;
}

/** Why there is no router to ask for IPv4, as an error. */
export async function noGateway(system: System): Promise<ExposeError> {
  const gateways = await readGateways(system);
  const s = t().routerStep;
  const { dsLite, dsLiteFix } = t().outside.ipv6;
  // IPv6 and no IPv4 of its own: carried through the provider (RFC 6333).
  const isDsLite =
    gateways.some(({ family }) => family === 6) && !gateways.some(({ family }) => family === 4);
  return isDsLite
    ? new ExposeError('environment', dsLite, dsLiteFix)
    : new ExposeError('environment', s.noGateway, s.noGatewayHint);
}

/** Says whom it asks, and asks. `seenAs`: the address that the internet sees, where somebody was asked. */
export async function askRouter(
  gateway: Gateway,
  announce: ((line: string) => void) | undefined,
  { signal, seenAs }: { readonly signal?: AbortSignal; readonly seenAs?: string | undefined } = {},
): Promise<AskedRouter> {
  announce?.(t().routerStep.asks(gateway.address));
  const router = await findRouter(gateway, signal === undefined ? {} : { signal });
  const answers = router.upnp !== undefined || router.natPmp || router.pcp;
  const outside = answers ? await askOutside(router) : undefined;
  const verdict = judgeOutside(router, outside, seenAs);
  return { gateway, router, outside: outside?.address || undefined, verdict };
}
