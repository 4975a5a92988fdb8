import type { OutsideFlags } from '../../command/outside-flags.ts';
import { t } from '../../messages/index.ts';
import type { FoundRouter, MappingEntry, PortMapping } from '../../net/port-mapping.ts';
import { type LabelledRow, labelled } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import { type AskedRouter, askOwnRouter, describeVerdict } from './outside-verdict.ts';
import { ownMapping } from './record.ts';

/** `router status`: the router's external address and its forwarded ports. Changes nothing. */
export async function routerStatus(context: CommandContext, flags: OutsideFlags): Promise<number> {
  const { system, network, output } = context;
  const { exposeDir } = await new Situation(context, { readOnly: true }).get('paths');
  const asked = await askOwnRouter(context, flags);
  const list = asked.router.upnp === undefined ? undefined : await network.listMappings(asked.router);
  const ours = await ownMapping(system.files, exposeDir);
  for (const row of labelled(rowsOf(asked, list, ours), '')) output.result(...row);
  const isGood = asked.verdict.kind === 'public';
  (isGood ? output.print : output.warn)(describeVerdict(asked.verdict));
  for (const what of asked.router.ignored) output.warn(what);
  output.json({
    schema: 1,
    gateway: asked.gateway.address,
    verdict: asked.verdict,
    outside: asked.outside ?? null,
    seenAs: asked.seenAs ?? null,
    router: documentOf(asked.router),
    ours: ours === undefined ? null : { externalPort: ours.externalPort, internalPort: ours.internalPort },
    mappings: list ?? null,
  });
  return 0;
}

function rowsOf(
  { router, outside }: AskedRouter,
  list: readonly MappingEntry[] | undefined,
  ours: PortMapping | undefined,
): LabelledRow[] {
  const s = t().router.forward.status;
  const { upnp } = router;
  const name = [upnp?.description.manufacturer, upnp?.description.modelName].filter(Boolean).join(' ');
  const ways = [
    ...(upnp === undefined ? [] : [`UPnP IGD v${upnp.igd}`]),
    ...(router.pcp ? ['PCP'] : []),
    ...(router.natPmp ? ['NAT-PMP'] : []),
  ];
  const isOurs = (one: MappingEntry) =>
    one.externalPort === ours?.externalPort && one.internalAddress === ours.internalAddress;
  const entries = (list ?? []).map((one) => {
    const what = isOurs(one) ? s.oursMark : `${one.protocol} ${one.description}`.trim();
    return s.entry(one.externalPort, one.internalAddress, one.internalPort, what);
  });
  const [first = list === undefined ? s.unlisted : s.none, ...others] = entries;
  return [
    { label: s.router, value: `${router.gateway} ${name === '' ? `(${s.unnamed})` : name}` },
    { label: s.ways, value: ways.join(', ') || s.none },
    { label: s.outside, value: outside ?? s.none },
    { label: s.ours, value: oursIn(list, ours, isOurs) },
    { label: s.list, value: first },
    ...others.map((value) => ({ label: '', value })),
  ];
}

function oursIn(
  list: readonly MappingEntry[] | undefined,
  ours: PortMapping | undefined,
  isOurs: (one: MappingEntry) => boolean,
): string {
  const s = t().router.forward.status;
  if (ours === undefined) return s.oursNone;
  const isMissing = list !== undefined && !list.some(isOurs);
  return isMissing ? s.oursGone(ours.externalPort) : s.oursStands(ours.externalPort, ours.internalPort);
}

function documentOf({ upnp, pcp, natPmp, ownAddress, ignored }: FoundRouter) {
  const described = upnp && { igd: upnp.igd, server: upnp.server, ...upnp.description };
  return { ownAddress, upnp: described ?? null, pcp, natPmp, ignored };
}
