import { readPem } from '../jupyter/certificate.ts';
import { t } from '../messages/index.ts';
import { LONGEST_WAIT_MS } from '../network/acme/problem.ts';
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
import type { RenewalRecord } from './renewal-record.ts';
import { readToken } from './tokens.ts';

/** Asks the service that issued it, unless that asked to wait. One that stands in until the first is issued is due. */
export async function renewIssued(current: CurrentCertificate, tools: RenewalTools): Promise<Renewal> {
  const { leaf, due } = current;
  const { system, exposeDir, earlier, all } = tools;
  const s = t().certCommand.renewing;
  const now = system.now();
  if (!due && !all && leaf !== undefined && !(await standsIn(current, tools))) return notDue(leaf, now);
  const { acme } = current.record;
  if (acme === undefined) return failed(s.noAcme);
  const { server: service } = acme;
  const until = waitOf(earlier, service, now);
  if (until !== undefined)
    return {
      ...failed(s.waits(until.toISOString().slice(0, 16).replace('T', ' '))),
      notBefore: until.toISOString(),
      service,
    };
  return {
    what: CERTIFICATE,
    service,
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

/** Until when this very service asked to wait. Longer than we ever write down is nobody's wait, but a clock that was wrong. */
function waitOf(earlier: RenewalRecord | undefined, asked: string, now: Date): Date | undefined {
  const ours = earlier?.results.find(
    ({ what, notBefore }) => what === CERTIFICATE && notBefore !== undefined,
  );
  if (ours?.notBefore === undefined || (ours.service ?? asked) !== asked) return undefined;
  const left = Date.parse(ours.notBefore) - now.getTime();
  return left > 0 && left <= LONGEST_WAIT_MS ? new Date(ours.notBefore) : undefined;
}

/** Was it made here, to serve until the service has issued one? */
async function standsIn({ leaf }: CurrentCertificate, { system, exposeDir }: RenewalTools): Promise<boolean> {
  const bytes = await system.files.read(certificatePlaces(exposeDir).authority);
  const [authority] = bytes === undefined ? [] : readPem(bytes).certificates;
  return (authority && leaf?.x509.checkIssued(authority.x509)) ?? false;
}
