import { isIP } from 'node:net';
import { outsideConstraints } from '../../../certificates/authority.ts';
import { type CertificateNames, missingNames, namesOfComputer } from '../../../certificates/names.ts';
import { publicKind } from '../../../certificates/public-suffix.ts';
import { t } from '../../../messages/index.ts';
import { isBridge } from '../../../net/addresses.ts';
import { isLoopback, isWildcard } from '../../../net/listen-address.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Situation } from '../../../situation/situation.ts';
import { certifiedNames, type LocalCaCertificate } from '../local-ca.ts';
import { readManaged } from './served-files.ts';

/** Whether our certificate covers this computer's current names and addresses, as `cert renew` determines them. */
export async function checkNamesHere(context: CheckContext): Promise<CheckFindings> {
  const managed = await readManaged(context);
  if (managed?.record.kind !== 'self-signed') return NOTHING_TO_CHECK;
  const { record, leaf, authority, file } = managed;
  const wanted = await namesHere(context.situation, record.names);
  const has = certifiedNames(leaf);
  const bridges = (await context.situation.get('addresses')).filter(isBridge).map(({ address }) => address);
  // A renewal omits names that the CA must not sign for; only a new CA can sign them.
  const outside = authority === undefined ? [] : outsideConstraints(authority.pem, wanted);
  // No new CA is created for an address that the provider may change tomorrow.
  const left = outside.filter((name) => wanted.passing?.includes(name));
  const missing = missingNames(has, wanted).filter((name) => ![...bridges, ...left].includes(name));
  if (missing.length === 0) return [];
  const s = t().tlsChecks;
  const needsNew = missing.some((name) => outside.includes(name));
  return [
    {
      id: 'tls-names-here',
      status: 'warn',
      message: s.namesMissing(missing.join(', ')),
      evidence: { file, text: s.named(has.join(', ')) },
      why: s.namesMissingWhy,
      fix: needsNew ? s.newNamesFix : s.renewNamesFix,
    },
  ];
}

/**
 * The names for a certificate of this computer: its own, these, and the address on which Jupyter listens, by default
 * that of the last run.
 */
export async function namesHere(
  situation: Situation,
  also: readonly string[],
  listening?: string,
): Promise<CertificateNames> {
  const [{ hostName }, own, last] = await Promise.all([
    situation.get('user'),
    situation.get('addresses'),
    situation.get('lastAnswers'),
  ]);
  const [ip = ''] = (listening ?? String(last?.answers.ip ?? '')).split('%');
  const isOwn = isIP(ip) === 0 || isLoopback(ip) || isWildcard(ip);
  // Only public CAs issue wildcards; the certificate used in their place has the plain name.
  const plain = also.map((name) => name.replace(/^\*\./, ''));
  return namesOfComputer(hostName, own, isOwn ? plain : [...plain, ip]);
}

/** What to say of a host name that is one of the internet: it is left out, or a new authority may sign for it. */
export function notesOnHostName(
  hostName: string,
  also: readonly string[],
  { authority }: Pick<LocalCaCertificate, 'authority'>,
): string[] {
  const name = hostName.toLowerCase().replace(/\.$/, '');
  const kind = publicKind(name);
  if (kind === undefined || also.includes(name) || authority === 'kept') return [];
  const s = t().cert;
  return [kind === 'domain' ? s.hostNameLeft(name) : s.hostNameSigned(name)];
}
