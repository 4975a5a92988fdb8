import { findControl } from './control.ts';
import { readEntry } from './list.ts';
import type { MappingEntry, PortMapping } from './mapping.ts';

/**
 * Whose the outer port is; undefined: nobody's. 'unreadable': NAT-PMP and PCP have no question for that, and some routers no
 * answer. Throws ExposeError('environment') where the router is silent.
 */
export async function readMapping(mapping: PortMapping): Promise<MappingEntry | 'unreadable' | undefined> {
  if (mapping.protocol !== 'upnp') return 'unreadable';
  return readEntry(mapping, await findControl(mapping));
}
