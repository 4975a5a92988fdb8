import { type AddressProvider, DYNDNS2_CODES, type ProviderAccess } from './provider.ts';
import { askProvider, type ProviderAnswer, refusal, refusedByStatus } from './request.ts';

/** The protocol introduced by DynDNS, which most services and many self-hosted servers support. */
export function dyndns2(
  provider: Omit<AddressProvider, 'setAddress' | 'needsUser' | 'verified'>,
): AddressProvider {
  return {
    ...provider,
    needsUser: true,
    verified: false,
    async setAddress(access, name, { ipv4, ipv6 }) {
      const query = new URLSearchParams({
        hostname: name,
        myip: ipv6 === undefined ? ipv4 : `${ipv4},${ipv6}`,
      });
      const credentials = Buffer.from(`${access.user ?? ''}:${access.token.reveal()}`).toString('base64');
      const headers = { Authorization: `Basic ${credentials}` };
      const question = { path: `/nic/update?${query}`, headers };
      return readDyndns2(await askProvider(provider.url ?? '', access, question), access);
    },
  };
}

/** The code takes priority over the status: many servers send `badauth` with 200, others with 401. */
export function readDyndns2(answer: ProviderAnswer, access: ProviderAccess): 'updated' | 'unchanged' {
  const word = (answer.text.trim().split(/\s+/)[0] ?? '').toLowerCase();
  const code = DYNDNS2_CODES.find((one) => one === word);
  if (code !== undefined) throw refusal(code, answer.text, access);
  const isGood = word === 'good' || word === 'nochg';
  if (!isGood || answer.status >= 300) throw refusedByStatus(answer, access);
  return word === 'good' ? 'updated' : 'unchanged';
}
