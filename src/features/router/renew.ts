import { t } from '../../messages/index.ts';
import type { MappingEntry, PortMapping } from '../../net/port-mapping.ts';
import { failed, type Renewal, type Renewer } from '../../renewal/renewer.ts';
import { planMapping } from './mapping.ts';
import { readMappingRecord } from './record.ts';

export const MAPPING = 'port-mapping';

/** A lease ends, and a router that was restarted has forgotten everything: asked again at half of the lease, or when it is gone. */
export const mappingRenewer: Renewer = {
  what: MAPPING,
  async look({ system, situation, exposeDir, all }) {
    const record = await readMappingRecord(system.files, exposeDir);
    if (record === undefined || record.mapping === null) return undefined;
    const { mapping, at, outside } = record;
    const s = t().routerStep.renewing;
    const { gateway, externalPort, internalAddress } = mapping;
    const own = await situation.get('addresses');
    if (!own.some(({ address }) => address === internalAddress))
      return failed(MAPPING, s.moved(internalAddress));
    return {
      what: MAPPING,
      status: 'due',
      message: s.willAsk(gateway, externalPort),
      async fetch() {
        const now = system.now();
        const isYoung = now.getTime() - Date.parse(at) < (mapping.lease * 1000) / 2;
        const entry = await situation.network.readMapping(mapping);
        if (isYoung && !all && stands(entry, mapping)) return [];
        // What fails here is a failure of the renewal, and told as such.
        return planMapping(exposeDir, mapping, undefined, { now, outside }).map((change) =>
          'mayFail' in change ? { ...change, mayFail: false } : change,
        );
      },
      done: (changes) => (changes.length === 0 ? s.stands(externalPort) : s.renewed(externalPort)),
    } satisfies Renewal;
  },
};

/** Where the way of asking has no question for it (`unreadable`), it is asked for again each time: that does no harm. */
function stands(entry: MappingEntry | 'unreadable' | undefined, mapping: PortMapping): boolean {
  if (entry === undefined || entry === 'unreadable') return false;
  return entry.internalAddress === mapping.internalAddress && entry.internalPort === mapping.internalPort;
}
