import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { PortMapping, Service } from '../../port-mapping.ts';
import { findControl } from './control.ts';
import { NO_ENTRY, readEntry } from './list.ts';
import { mapByUdp } from './pcp.ts';
import { refusal, silent } from './refusal.ts';
import { callService } from './soap.ts';

/** Network.removeMapping. */
export async function removeMapping(mapping: PortMapping): Promise<'removed' | 'absent' | 'foreign'> {
  if (mapping.protocol === 'upnp') return removeByUpnp(mapping);
  const reply = await mapByUdp({ ...mapping, lease: 0 }, mapping.protocol);
  if ('refused' in reply) throw refusal(mapping, reply.refused, '');
  return 'removed';
}

async function removeByUpnp(recorded: PortMapping): Promise<'removed' | 'absent' | 'foreign'> {
  const control = await findControl(recorded);
  const entry = await readEntry(recorded, control);
  if (entry === undefined) return 'absent';
  if (entry === 'unreadable') {
    const s = t().router.mapping;
    throw new ExposeError('environment', s.unread(recorded.externalPort), s.checkByHand);
  }
  const { internalAddress, internalPort } = recorded;
  if (entry.internalAddress !== internalAddress || entry.internalPort !== internalPort) return 'foreign';
  return deleteEntry(recorded, control);
}

/** Takes the entry out of the router's list; whose it is was looked at before. */
export async function deleteEntry(recorded: PortMapping, control: Service): Promise<'removed' | 'absent'> {
  const reply = await callService(control, 'DeletePortMapping', {
    NewRemoteHost: '',
    NewExternalPort: recorded.externalPort,
    NewProtocol: 'TCP',
  });
  if ('values' in reply) return 'removed';
  if ('fault' in reply && reply.fault === NO_ENTRY) return 'absent';
  if ('fault' in reply) throw refusal(recorded, reply.fault, reply.words);
  throw silent(recorded, reply.problem);
}
