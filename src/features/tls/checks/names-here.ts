import { isIP } from 'node:net';
import { type CertificateNames, namesOfComputer } from '../../../certificates/names.ts';
import { isLoopback, isWildcard } from '../../../net/listen-address.ts';
import type { Situation } from '../../../situation/situation.ts';

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
