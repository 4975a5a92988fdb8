import { t } from '../../messages/index.ts';
import { failed, type Renewal, type Renewer } from '../../renewal/renewer.ts';
import { isOurs, planMapping } from './mapping.ts';
import { readMappingRecord } from './record.ts';

export const MAPPING = 'port-mapping';

/**
 * Leases expire, and restarted routers forget mappings: requests it again after half of the lease, or when it is gone.
 */
export const mappingRenewer: Renewer = {
  what: MAPPING,
  async check({ system, situation, exposeDir, all }) {
    const record = await readMappingRecord(system.files, exposeDir);
    if (record === undefined || record.mapping === null) return undefined;
    const { mapping, at, outside } = record;
    const s = t().router.forward.renewing;
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
        // If the protocol cannot list mappings, it is requested again every time, which is harmless.
        if (isYoung && !all && entry !== 'unreadable' && isOurs(entry, mapping)) return [];
        // A failure here is a failure of the renewal, so it is not ignored.
        return planMapping(exposeDir, mapping, undefined, { now, outside }).map((change) =>
          'mayFail' in change ? { ...change, mayFail: false } : change,
        );
      },
      done: (changes) => (changes.length === 0 ? s.stands(externalPort) : s.renewed(externalPort)),
    } satisfies Renewal;
  },
};
