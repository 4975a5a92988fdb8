import { type CertificateFacts, commonNameOf, hasIssuer, MIN_RSA_BITS } from '../../../certificates/pem.ts';
import { daysLeft, isDue } from '../../../certificates/validity.ts';
import { t } from '../../../messages/index.ts';
import { changeSetting } from '../../../situation/change-setting.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import { type Finding, finding } from '../../../situation/finding.ts';
import { day } from '../../../system/format.ts';
import { findChainFor } from './matching-files.ts';
import { readManaged, readServed } from './served-files.ts';

/** For certificates renewed elsewhere: warn at a third of the lifetime, but at most this many days before expiry. */
const SOON_DAYS = 30;

/** Whether OpenSSL accepts the certificate. */
export async function checkStrength(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  if (served?.leaf === undefined) return NOTHING_TO_CHECK;
  // A user who lowered OpenSSL's security level did so on purpose.
  if (/@SECLEVEL=[01]\b/.test(String(served.options.ciphers ?? ''))) return NOTHING_TO_CHECK;
  const s = t().tlsChecks;
  const file = served.certfile?.path ?? '';
  const weak = served.certfile?.pem?.certificates.find((one) => weaknessOf(one) !== undefined);
  const text = weak && weaknessOf(weak);
  if (text === undefined) return [];
  const words = { message: s.weak(file, text), why: s.weakWhy, fix: s.makeNewFix };
  return [finding('fail', 'tls-weak', words, { evidence: { file, text } })];
}

function weaknessOf({ rsaBits, oldSignature }: CertificateFacts): string | undefined {
  if (rsaBits !== undefined && rsaBits < MIN_RSA_BITS) return t().tlsChecks.shortKey(rsaBits);
  return oldSignature === undefined ? undefined : t().tlsChecks.oldSignature(oldSignature);
}

/** Whether the certificate is valid now. */
export async function checkDates(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  if (served?.leaf === undefined) return NOTHING_TO_CHECK;
  const s = t().tlsChecks;
  const { from, to } = served.leaf;
  const file = served.certfile?.path ?? '';
  const now = context.system.now();
  const kind = (await readManaged(context))?.record.kind;
  const renewFix = kind === 'self-signed' || kind === 'letsencrypt' ? s.renewOursFix : s.renewFix;
  const evidence = { file, text: s.holdsFromTo(day(from), day(to)) };
  if (to < now) {
    const words = { message: s.expired(file, day(to)), why: s.refused, fix: renewFix };
    return [finding('fail', 'tls-expired', words, { evidence })];
  }
  if (from > now) {
    const words = { message: s.notYet(file, day(from)), why: s.refused, fix: s.clockFix };
    return [finding('fail', 'tls-not-yet', words, { evidence })];
  }
  const left = daysLeft(to, now);
  // Our own certificates are renewed as soon as they are due.
  if (isDue(from, to, now) && (left < SOON_DAYS || renewFix === s.renewOursFix)) {
    const words = { message: s.soon(file, day(to), left), why: s.soonWhy, fix: renewFix };
    return [finding('warn', 'tls-expires-soon', words, { evidence })];
  }
  return [{ id: 'tls-dates', status: 'ok', message: s.inDate(day(to)), evidence }];
}

/** Whether the certificate has names and is for servers. Whether the names match is up to the client. */
export async function checkNames(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  if (served?.leaf === undefined) return NOTHING_TO_CHECK;
  const s = t().tlsChecks;
  const { names, commonName, forServers } = served.leaf;
  const file = served.certfile?.path ?? '';
  const found: Finding[] = [];
  if (names.length === 0) {
    const words = { message: s.noNames(file), why: s.noNamesWhy, fix: s.makeNewFix };
    found.push(finding('warn', 'tls-no-names', words, { evidence: { file, text: s.subject(commonName) } }));
  }
  if (!forServers) {
    const words = { message: s.purpose(file), why: s.refused, fix: s.makeNewFix };
    found.push(finding('warn', 'tls-purpose', words, { evidence: { file } }));
  }
  if (found.length > 0) return found;
  return [{ id: 'tls-names', status: 'ok', message: s.named(names.join(', ')), evidence: { file } }];
}

/** Whether the intermediate certificates are in the file. They are known to be required only for public CAs. */
export async function checkChain(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  const pem = served?.certfile?.pem;
  if (served?.leaf === undefined || pem === undefined) return NOTHING_TO_CHECK;
  const { leaf, certfile } = served;
  if (leaf.signedItself) return NOTHING_TO_CHECK;
  const full = hasIssuer(leaf, pem) ? undefined : await findChainFor(served, context.system);
  if (hasIssuer(leaf, pem) || (full === undefined && !leaf.namesIssuerUrl)) return [];
  const s = t().tlsChecks;
  const file = certfile?.path ?? '';
  const fix = full === undefined ? s.chainFix : s.chainFoundFix(full);
  const evidence = { file, text: s.issuer(commonNameOf(leaf.x509.issuer) ?? '') };
  const repair = full === undefined ? {} : await changeSetting(context.situation, { certfile: full });
  const words = { message: s.chain(file), why: s.chainWhy, fix };
  return [finding('warn', 'tls-chain', words, { evidence, ...repair })];
}
