import type { MappingEntry, PortMapping, Service } from '../../port-mapping.ts';
import { findRouter } from './discover.ts';
import { askEntry, readEntry } from './list.ts';
import { silent } from './refusal.ts';

/** Where the router takes commands now: where it did last time, or, after a restart of its own, where it says anew. */
export async function findControl({
  control,
  gateway,
  internalAddress,
  externalPort,
}: PortMapping): Promise<Service> {
  if (control !== undefined && new URL(control.url).hostname === gateway) {
    const reply = await askEntry(control, externalPort);
    if (!('problem' in reply)) return control;
  }
  const { upnp } = await findRouter({
    family: 4,
    address: gateway,
    interfaceName: '',
    ownAddress: internalAddress,
  });
  if (upnp !== undefined) return upnp.control;
  throw silent({ gateway }, 'UPnP');
}

/** Network.readMapping. */
export async function readMapping(mapping: PortMapping): Promise<MappingEntry | 'unreadable' | undefined> {
  if (mapping.protocol !== 'upnp') return 'unreadable';
  return readEntry(mapping, await findControl(mapping));
}
