import { t } from '../../messages/index.ts';
import { hostsOf } from '../../net/public-address.ts';
import { userAgent } from '../../net/user-agent.ts';
import { failed, type Renewer } from '../../renewal/renewer.ts';
import { readToken } from '../../state/tokens.ts';
import { keepDdnsRecord, readDdnsRecord } from './record.ts';
import { findAddress, serviceOf, updateService } from './update.ts';

export const DDNS = 'ddns';

/** Sends only new addresses to the service: it blocks clients that keep sending the same one. */
export const ddnsRenewer: Renewer = {
  what: DDNS,
  async check({ system, situation, exposeDir, earlier, all }) {
    const record = await readDdnsRecord(system.files, exposeDir);
    if (record === undefined) return undefined;
    const { network } = situation;
    const s = t().ddns.renewing;
    const { name, addressFrom, last } = record;
    if (addressFrom === 'given') return { what: DDNS, status: 'not-due', message: s.given(name) };
    const until = earlier?.results.find(({ what, notBefore = '' }) => what === DDNS && notBefore !== '');
    if (until?.notBefore !== undefined && Date.parse(until.notBefore) > system.now().getTime())
      return { ...failed(DDNS, until.message ?? s.stopped(name)), notBefore: until.notBefore };
    const service = serviceOf(record);
    const token = await readToken(system.files, exposeDir, service.id);
    if (token === undefined) return failed(DDNS, s.noToken(service.name));
    const whom = addressFrom === 'outside' ? hostsOf(record.echo ?? []) : s.router;
    return {
      what: DDNS,
      status: 'due',
      message: s.willCheck(name, whom),
      async fetch(signal) {
        const ipv4 = await findAddress(record, { network, userAgent: userAgent(), signal });
        if (ipv4 === last?.ipv4 && !all) return [];
        const now = system.now();
        const updated = await updateService({
          network,
          record,
          secret: token,
          ipv4,
          ipv6: last?.ipv6,
          userAgent: userAgent(),
          now,
          signal,
        });
        return [keepDdnsRecord(exposeDir, updated.record)];
      },
      done: (changes) =>
        changes.length === 0 ? s.same(name, last?.ipv4 ?? '') : s.updated(name, service.name),
    };
  },
};
