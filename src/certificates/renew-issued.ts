import { readPem } from '../jupyter/certificate.ts';
import { t } from '../messages/index.ts';
import { certificatePlaces } from './places.ts';
import {
  CERTIFICATE,
  type CurrentCertificate,
  failed,
  notDue,
  type Renewal,
  type RenewalTools,
  renewedUntil,
} from './renewal.ts';
import { readToken } from './tokens.ts';

/** Asks the service that issued it, unless that asked to wait. One that stands in until the first is issued is due. */
export async function renewIssued(current: CurrentCertificate, tools: RenewalTools): Promise<Renewal> {
  const { leaf, due } = current;
  const { system, exposeDir, earlier, all } = tools;
  const s = t().certCommand.renewing;
  const now = system.now();
  if (!due && !all && leaf !== undefined && !(await standsIn(current, tools))) return notDue(leaf, now);
  const waits = earlier?.results.find(({ what, notBefore = '' }) => what === CERTIFICATE && notBefore !== '');
  const until = waits?.notBefore ?? '';
  if (Date.parse(until) > now.getTime())
    return { ...failed(s.waits(until.slice(0, 16).replace('T', ' '))), notBefore: until };
  const { acme } = current.record;
  if (acme === undefined) return failed(s.noAcme);
  return {
    what: CERTIFICATE,
    status: 'due',
    message: s.willAsk(new URL(acme.server).host),
    async fetch(signal, say) {
      const { record } = current;
      const token = acme.dns === undefined ? undefined : await readToken(system.files, exposeDir, acme.dns);
      const { fetchIssued } = await import('./fetch-issued.ts');
      return fetchIssued(exposeDir, { record, token, system, signal, say });
    },
    done: renewedUntil,
  };
}

/** Was it made here, to serve until the service has issued one? */
async function standsIn({ leaf }: CurrentCertificate, { system, exposeDir }: RenewalTools): Promise<boolean> {
  const bytes = await system.files.read(certificatePlaces(exposeDir).authority);
  const [authority] = bytes === undefined ? [] : readPem(bytes).certificates;
  return (authority && leaf?.x509.checkIssued(authority.x509)) ?? false;
}
