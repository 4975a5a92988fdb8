import { seenFromOutside } from '../../command/outside-address.ts';
import { ADDRESS_PROVIDERS, providerById, routerOfName } from '../../dns/providers.ts';
import { t } from '../../messages/index.ts';
import { addressKind } from '../../net/ip.ts';
import type { CommandContext } from '../../output/output.ts';
import { lastResult } from '../../renewal/record.ts';
import { Situation } from '../../situation/situation.ts';
import type { DdnsStatusFlags } from './flags.ts';
import { type DdnsRecord, readDdnsRecord } from './record.ts';
import { DDNS } from './renew.ts';
import { publicName } from './wanted-record.ts';

/** `ddns status`: the address of the name, and whether it is this network's. Changes nothing. */
export async function ddnsStatus(context: CommandContext, flags: DdnsStatusFlags): Promise<number> {
  const { system, output } = context;
  const s = t().ddns.status;
  const { exposeDir } = await new Situation(context, { readOnly: true }).get('paths');
  const kept = await readDdnsRecord(system.files, exposeDir);
  const name = flags.name === undefined ? kept?.name : publicName(flags.name);
  if (name === undefined) {
    output.result(s.none);
    output.print(s.noneHint);
    output.json({ schema: 1, name: null });
    return 0;
  }
  const record = kept?.name === name ? kept : undefined;
  const last = record && (await lastResult(system.files, exposeDir, DDNS));
  const refused = last?.status === 'failed' ? (last.message ?? '') : undefined;
  if (record !== undefined) printRecord(record, output.result);
  if (refused !== undefined) output.warn(s.refused(refused));
  output.print(t().ddns.asksDns(name));
  const found = await output.wait(t().ddns.waiting('DNS'), () => context.network.lookup(name));
  const outside = await seenFromOutside(context, flags);
  if ('problem' in found) output.warn(s.unknown(name, found.problem));
  else {
    output.result(s.leads(name, [...found.ipv4, ...found.ipv6].join(', ')));
    for (const address of found.ipv4)
      if (addressKind(address) !== 'public') output.warn(s.privateName(address));
    if (found.ipv6.length > 0) output.print(s.ipv6(found.ipv6.join(', ')));
  }
  const { ipv4, ipv6 } = 'problem' in found ? { ipv4: [], ipv6: [] } : found;
  if (outside === undefined) output.print(s.notCompared);
  else if (ipv4.includes(outside)) output.result(s.here(outside));
  else {
    const router = routerOfName(name);
    output.warn(s.elsewhere(outside));
    output.print(router === undefined ? s.elsewhereOwn : s.elsewhereRouter(router.brand));
  }
  output.json({
    schema: 1,
    name,
    service: record?.service ?? null,
    keptByRouter: routerOfName(name)?.router ?? null,
    last: record?.last ?? null,
    refused: refused ?? null,
    addresses: [...ipv4, ...ipv6],
    publicAddress: outside ?? null,
    leadsHere: outside !== undefined ? ipv4.includes(outside) : null,
  });
  return 0;
}

function printRecord({ name, service, last }: DdnsRecord, result: (line: string) => void): void {
  const s = t().ddns.status;
  result(s.kept(name, providerById(ADDRESS_PROVIDERS, service)?.name ?? service));
  if (last !== undefined) result(s.last(last.ipv4, last.at.slice(0, 16).replace('T', ' ')));
}
