import { type CertificateFacts, commonNameOf, hasIssuer } from '../../../certificates/pem.ts';
import { daysLeft, isDue } from '../../../certificates/validity.ts';
import { t } from '../../../messages/index.ts';
import { type CheckContext, type Looked, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Finding } from '../../../situation/finding.ts';
import { setInForce } from '../../../situation/set-setting.ts';
import { day } from '../../../system/format.ts';
import { findChainFor } from './look-around.ts';
import { readManaged, readServed } from './served.ts';

/** For certificates renewed elsewhere: warn at a third of the lifetime, but at most this many days before expiry. */
const SOON_DAYS = 30;
const LEAST_RSA_BITS = 2048;

/** Whether OpenSSL accepts the certificate. */
export async function lookAtStrength(context: CheckContext): Promise<Looked> {
  const served = await readServed(context);
  if (served?.leaf === undefined) return NOTHING_TO_CHECK;
  // A user who lowered OpenSSL's security level did so on purpose.
  if (/@SECLEVEL=[01]\b/.test(String(served.options.ciphers ?? ''))) return NOTHING_TO_CHECK;
  const s = t().tls;
  const file = served.certfile?.path ?? '';
  const weak = served.certfile?.pem?.certificates.find((one) => weaknessOf(one) !== undefined);
  const text = weak && weaknessOf(weak);
  if (text === undefined) return [];
  const [message, why, fix] = [s.weak(file, text), s.weakWhy, s.makeNewFix];
  return [{ id: 'tls-weak', status: 'fail', message, evidence: { file, text }, why, fix }];
}

function weaknessOf({ rsaBits, oldSignature }: CertificateFacts): string | undefined {
  if (rsaBits !== undefined && rsaBits < LEAST_RSA_BITS) return t().tls.shortKey(rsaBits);
  return oldSignature === undefined ? undefined : t().tls.oldSignature(oldSignature);
}

/** Whether the certificate is valid now. */
export async function lookAtDates(context: CheckContext): Promise<Looked> {
  const served = await readServed(context);
  if (served?.leaf === undefined) return NOTHING_TO_CHECK;
  const s = t().tls;
  const { from, to } = served.leaf;
  const file = served.certfile?.path ?? '';
  const now = context.system.now();
  const kind = (await readManaged(context))?.record.kind;
  const renewFix = kind === 'self-signed' || kind === 'letsencrypt' ? s.renewOursFix : s.renewFix;
  const evidence = { file, text: s.holdsFromTo(day(from), day(to)) };
  if (to < now) {
    const message = s.expired(file, day(to));
    return [{ id: 'tls-expired', status: 'fail', message, evidence, why: s.refused, fix: renewFix }];
  }
  if (from > now) {
    const message = s.notYet(file, day(from));
    return [{ id: 'tls-not-yet', status: 'fail', message, evidence, why: s.refused, fix: s.clockFix }];
  }
  const left = daysLeft(to, now);
  // Our own certificates are renewed as soon as they are due.
  if (isDue(from, to, now) && (left < SOON_DAYS || renewFix === s.renewOursFix)) {
    const message = s.soon(file, day(to), left);
    return [{ id: 'tls-expires-soon', status: 'warn', message, evidence, why: s.soonWhy, fix: renewFix }];
  }
  return [{ id: 'tls-dates', status: 'ok', message: s.inDate(day(to)), evidence }];
}

/** Whether the certificate has names and is for servers. Whether the names match is up to the client. */
export async function lookAtNames(context: CheckContext): Promise<Looked> {
  const served = await readServed(context);
  if (served?.leaf === undefined) return NOTHING_TO_CHECK;
  const s = t().tls;
  const { names, commonName, forServers } = served.leaf;
  const file = served.certfile?.path ?? '';
  const found: Finding[] = [];
  if (names.length === 0) {
    const evidence = { file, text: s.subject(commonName) };
    const [message, why, fix] = [s.noNames(file), s.noNamesWhy, s.makeNewFix];
    found.push({ id: 'tls-no-names', status: 'warn', message, evidence, why, fix });
  }
  if (!forServers) {
    const [message, why, fix] = [s.purpose(file), s.refused, s.makeNewFix];
    found.push({ id: 'tls-purpose', status: 'warn', message, evidence: { file }, why, fix });
  }
  if (found.length > 0) return found;
  return [{ id: 'tls-names', status: 'ok', message: s.named(names.join(', ')), evidence: { file } }];
}

/** Whether the intermediate certificates are in the file. They are known to be required only for public CAs. */
export async function lookAtChain(context: CheckContext): Promise<Looked> {
  const served = await readServed(context);
  const pem = served?.certfile?.pem;
  if (served?.leaf === undefined || pem === undefined) return NOTHING_TO_CHECK;
  const { leaf, certfile } = served;
  if (leaf.signedItself) return NOTHING_TO_CHECK;
  const full = hasIssuer(leaf, pem) ? undefined : await findChainFor(served, context.system);
  if (hasIssuer(leaf, pem) || (full === undefined && !leaf.namesIssuerUrl)) return [];
  const s = t().tls;
  const file = certfile?.path ?? '';
  return [
    {
      id: 'tls-chain',
      status: 'warn',
      message: s.chain(file),
      evidence: { file, text: s.issuer(commonNameOf(leaf.x509.issuer) ?? '') },
      why: s.chainWhy,
      fix: full === undefined ? s.chainFix : s.chainFoundFix(full),
      ...(full !== undefined && (await setInForce(context.situation, { certfile: full }))),
    },
  ];
}
