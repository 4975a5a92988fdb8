import { readPem } from '../jupyter/certificate.ts';
import { t } from '../messages/index.ts';
import { outsideConstraints } from './authority.ts';
import { isDue } from './due.ts';
import { certificatePlaces } from './places.ts';
import { type CertificateKind, isRecordUnreadable, readCertificateRecord } from './record.ts';
import { renewIssued } from './renew-issued.ts';
import { renewOwn } from './renew-own.ts';
import {
  CERTIFICATE,
  type CurrentCertificate,
  dueWith,
  failed,
  notDue,
  type Renewal,
  type RenewalTools,
  type Renewer,
} from './renewal.ts';
import { planSelfSigned } from './self-signed.ts';

type Renew = (current: CurrentCertificate, tools: RenewalTools) => Promise<Renewal>;

const BY_KIND: Readonly<Record<CertificateKind, Renew>> = {
  'self-signed': renewSelfSigned,
  own: renewOwn,
  letsencrypt: renewIssued,
};

/** The certificate that jupyter-expose put in place. One that it does not know is somebody else's business. */
export const certificateRenewer: Renewer = {
  what: CERTIFICATE,
  async look(tools) {
    const { system, exposeDir } = tools;
    const record = await readCertificateRecord(system.files, exposeDir);
    if (record === undefined) {
      if (!(await isRecordUnreadable(system.files, exposeDir))) return undefined;
      const { recordUnreadable, recordUnreadableFix } = t().certCommand;
      return {
        ...failed(recordUnreadable(certificatePlaces(exposeDir).record)),
        hint: recordUnreadableFix,
      };
    }
    const bytes = await system.files.read(certificatePlaces(exposeDir).server);
    const [leaf] = bytes === undefined ? [] : readPem(bytes).certificates;
    const due = leaf === undefined || isDue(leaf.from, leaf.to, system.now());
    return BY_KIND[record.kind]({ record, leaf, due }, tools);
  },
};

/** A new leaf, also for an address that this computer has got since. Devices must not lose their trust over it. */
async function renewSelfSigned({ record, leaf }: CurrentCertificate, tools: RenewalTools): Promise<Renewal> {
  const { system, exposeDir, hostName, all } = tools;
  const wanted = tools.names(record.names);
  const authority = await system.files.read(certificatePlaces(exposeDir).authority);
  const certPem = authority === undefined ? '' : new TextDecoder().decode(authority);
  const isThere = readPem(authority ?? new Uint8Array()).certificates.length > 0;
  const outside = new Set(isThere ? await outsideConstraints(certPem, wanted) : []);
  const inside = (names: readonly string[]) => names.filter((name) => !outside.has(name));
  const names = { dns: inside(wanted.dns), ips: inside(wanted.ips) };
  const made = await planSelfSigned({ exposeDir, system, names, hostName, renew: all });
  const hint = outside.size > 0 ? t().certCommand.renewing.leftOut([...outside].join(', ')) : undefined;
  if (made.changes.length === 0) return notDue(leaf, system.now(), hint);
  return dueWith(made.changes, made.authority === 'kept' ? hint : newAuthority(exposeDir));
}

function newAuthority(exposeDir: string): string {
  return t().certCommand.authorityNew(certificatePlaces(exposeDir).authority);
}
