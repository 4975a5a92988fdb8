import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { NO_ENTRY, readMapping } from './entries.ts';
import { findControl } from './find-control.ts';
import type { PortMapping } from './mapping.ts';
import { natPmpMap } from './nat-pmp.ts';
import { pcpMap } from './pcp.ts';
import { refusal } from './refusals.ts';
import { callService } from './soap.ts';

/**
 * Has the router stop passing the port on, if it is ours: the one that leads to this address and this port. 'foreign': somebody
 * else has it by now, and keeps it. Throws ExposeError('environment') where the router is silent or says no.
 */
export async function removeMapping(mapping: PortMapping): Promise<'removed' | 'absent' | 'foreign'> {
  if (mapping.protocol === 'upnp') return removeByUpnp(mapping);
  const { gateway, internalAddress: ownAddress, nonce = '' } = mapping;
  const wish = { ...mapping, lease: 0 };
  const place = { gateway, ownAddress };
  const reply =
    mapping.protocol === 'pcp' ? await pcpMap(place, { ...wish, nonce }) : await natPmpMap(place, wish);
  if (reply === undefined) {
    const name = mapping.protocol === 'pcp' ? 'PCP' : 'NAT-PMP';
    throw new ExposeError('environment', t().mapping.silent(gateway, name), t().mapping.silentHint);
  }
  if ('refused' in reply) throw refusal(mapping, reply.refused, '');
  return 'removed';
}

async function removeByUpnp(recorded: PortMapping): Promise<'removed' | 'absent' | 'foreign'> {
  const control = await findControl(recorded);
  const entry = await readMapping({ ...recorded, control });
  if (entry === undefined) return 'absent';
  const isOurs =
    entry === 'unreadable' ||
    (entry.internalAddress === recorded.internalAddress && entry.internalPort === recorded.internalPort);
  if (!isOurs) return 'foreign';
  const reply = await callService(control, 'DeletePortMapping', {
    NewRemoteHost: '',
    NewExternalPort: recorded.externalPort,
    NewProtocol: 'TCP',
  });
  if ('values' in reply) return 'removed';
  if ('fault' in reply && reply.fault === NO_ENTRY) return 'absent';
  if ('fault' in reply) throw refusal(recorded, reply.fault, reply.words);
  throw new ExposeError(
    'environment',
    t().mapping.silent(recorded.gateway, reply.trouble),
    t().mapping.silentHint,
  );
}
