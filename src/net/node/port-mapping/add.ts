import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { addressKind } from '../../ip.ts';
import type { Granted, MappingEntry, PortMapping, Service } from '../../port-mapping.ts';
import { findControl } from './control.ts';
import { readEntry } from './list.ts';
import { mapByUdp, UDP_PROTOCOLS } from './pcp.ts';
import { refusal, refused, silent } from './refusal.ts';
import { deleteEntry, removeMapping } from './remove.ts';
import { callService } from './soap.ts';

/** OnlyPermanentLeasesSupported, and InvalidArgs, with which others say the same. */
const ONLY_PERMANENT: readonly number[] = [725, 402];
/** ActionFailed: most often there is no public address. */
const FAILED = 501;
/** No number of any table: told with the router's own words. */
const UNEXPLAINED = 0;

/** Network.addMapping. */
export async function addMapping(mapping: PortMapping): Promise<Granted> {
  const { externalPort, internalPort } = mapping;
  if (!(externalPort > 0) || !(internalPort > 0))
    throw new ExposeError('internal', 'Port 0 would be every port.');
  if (mapping.protocol === 'upnp') return addByUpnp(mapping);
  const reply = await mapByUdp(mapping, mapping.protocol);
  if ('refused' in reply) throw refusal(mapping, reply.refused, UDP_PROTOCOLS[mapping.protocol]);
  return kept(mapping, reply);
}

async function addByUpnp(recorded: PortMapping): Promise<Granted> {
  const control = await findControl(recorded);
  const mapping = { ...recorded, control };
  const before = await readEntry(mapping, control);
  if (isForeign(before, mapping)) throw refused(mapping, 'taken', holderOf(before));
  const first = await ask(mapping, control, mapping.lease);
  const reply =
    'fault' in first && ONLY_PERMANENT.includes(first.fault) ? await ask(mapping, control, 0) : first;
  if ('problem' in reply) throw silent(mapping, reply.problem);
  if ('fault' in reply) {
    const now = await readEntry(mapping, control).catch(() => undefined);
    if (isForeign(now, mapping)) throw refused(mapping, 'taken', holderOf(now));
    throw reply.fault === FAILED && (await hasWayOut(control))
      ? refusal(mapping, UNEXPLAINED, `${reply.fault} ${reply.words}`.trim())
      : refusal(mapping, reply.fault, reply.words);
  }
  return believed(mapping, control);
}

/** A router may say yes and enter something else, or enter it switched off: what does not work is taken back. */
async function believed(mapping: PortMapping, control: Service): Promise<Granted> {
  const { externalPort } = mapping;
  const after = await readEntry(mapping, control);
  if (after === 'unreadable') return { lease: mapping.lease };
  if (after !== undefined && !isForeign(after, mapping) && after.enabled) return { lease: after.lease };
  if (after !== undefined && !isForeign(after, mapping)) await deleteEntry(mapping, control);
  throw new ExposeError('environment', t().router.mapping.notKept(externalPort), t().router.mapping.byHand);
}

/** A router that knows a public address has another reason than its way out. */
async function hasWayOut(control: Service): Promise<boolean> {
  const reply = await callService(control, 'GetExternalIPAddress', {});
  return 'values' in reply && addressKind(reply.values.NewExternalIPAddress ?? '') === 'public';
}

function ask(mapping: PortMapping, control: Service, lease: number) {
  return callService(control, 'AddPortMapping', {
    NewRemoteHost: '',
    NewExternalPort: mapping.externalPort,
    NewProtocol: 'TCP',
    NewInternalPort: mapping.internalPort,
    NewInternalClient: mapping.internalAddress,
    NewEnabled: 1,
    NewPortMappingDescription: mapping.description,
    NewLeaseDuration: lease,
  });
}

/** Another port than the one that was asked for is given back: an address with another number would lead to nobody. */
async function kept(
  mapping: PortMapping,
  { externalPort, lease }: { readonly externalPort: number; readonly lease: number },
): Promise<Granted> {
  if (externalPort === mapping.externalPort) return { lease };
  await removeMapping({ ...mapping, externalPort }).catch(() => undefined); // the refusal says more
  throw refused(mapping, 'taken');
}

function isForeign(entry: MappingEntry | 'unreadable' | undefined, mapping: PortMapping): boolean {
  if (entry === undefined || entry === 'unreadable') return false;
  return entry.internalAddress !== mapping.internalAddress || entry.internalPort !== mapping.internalPort;
}

function holderOf(entry: MappingEntry | 'unreadable' | undefined): string | undefined {
  if (entry === undefined || entry === 'unreadable') return undefined;
  const name = entry.description === '' ? '' : ` (${entry.description})`;
  return `${entry.internalAddress}:${entry.internalPort}${name}`;
}
