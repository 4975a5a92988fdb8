import { isIP } from 'node:net';
import { outsideConstraints } from '../../../certificates/authority.ts';
import { type CertificateNames, missingNames, namesOfComputer } from '../../../certificates/names.ts';
import { t } from '../../../messages/index.ts';
import { isBridge } from '../../../net/addresses.ts';
import { isLoopback, isWildcard } from '../../../net/listen-address.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Finding } from '../../../situation/finding.ts';
import type { Situation } from '../../../situation/situation.ts';
import { certifiedNames } from '../self-signed.ts';
import { readManaged } from './served.ts';

/** Does our own certificate name every address and name that this computer has by now? The same list as `cert renew` takes. */
export async function lookAtNamesHere(
  context: CheckContext,
): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const managed = await readManaged(context);
  if (managed?.record.kind !== 'self-signed') return NOTHING_TO_CHECK;
  const { record, leaf, authority, file } = managed;
  const wanted = (await namesHere(context.situation))(record.names);
  const has = certifiedNames(leaf);
  const bridges = (await context.situation.get('addresses')).filter(isBridge).map(({ address }) => address);
  // A renewal leaves out what the authority may not sign for; only a new authority names that.
  const outside = authority === undefined ? [] : outsideConstraints(authority.pem, wanted);
  // None is made for an address that the provider may change tomorrow.
  const left = outside.filter((name) => wanted.passing?.includes(name));
  const missing = missingNames(has, wanted).filter((name) => ![...bridges, ...left].includes(name));
  if (missing.length === 0) return [];
  const s = t().tls;
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

/** What a certificate of this computer names now: its own names, those of the record, and the address Jupyter was set to. */
export async function namesHere(
  situation: Situation,
): Promise<(also: readonly string[]) => CertificateNames> {
  const [{ hostName }, own, last] = await Promise.all([
    situation.get('person'),
    situation.get('addresses'),
    situation.get('lastAnswers'),
  ]);
  const [ip = ''] = String(last?.answers.ip ?? '').split('%');
  const listening = isIP(ip) === 0 || isLoopback(ip) || isWildcard(ip) ? [] : [ip];
  // A name with a * is a public authority's business; what stands in for it has the plain name.
  const plain = (name: string) => name.replace(/^\*\./, '');
  return (also) => namesOfComputer(hostName, own, [...also.map(plain), ...listening]);
}
