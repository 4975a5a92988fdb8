import type { AddressProvider, ProviderAccess, TxtProvider } from './provider.ts';
import { askProvider, refusal, refusedByStatus } from './request.ts';

const API_URL = 'https://www.duckdns.org';

/** https://www.duckdns.org/spec.jsp: one TXT value for a name and everything below it. */
export const duckdns: AddressProvider & TxtProvider = {
  id: 'duckdns',
  name: 'DuckDNS',
  url: API_URL,
  suffixes: ['duckdns.org'],
  needsUser: false,
  verified: false,
  async setAddress(access, name, { ipv4, ipv6 }) {
    const what = { ip: ipv4, ...(ipv6 !== undefined && { ipv6 }), verbose: 'true' };
    return (await update(access, name, what)).includes('NOCHANGE') ? 'unchanged' : 'updated';
  },
  holdsSeveral: false,
  settle: 20_000,
  async setTxt(access, host, [value = '']) {
    await update(access, host, { txt: value });
    return async (later) => void (await update(later, host, { txt: value, clear: 'true' }));
  },
};

/** The lines of an OK response. A refusal is just `KO`, without a reason. */
async function update(
  access: ProviderAccess,
  name: string,
  what: Readonly<Record<string, string>>,
): Promise<string[]> {
  const query = new URLSearchParams({ domains: labelOf(name), token: access.token.reveal(), ...what });
  const answer = await askProvider(API_URL, access, { path: `/update?${query}` });
  if (answer.status !== 200) throw refusedByStatus(answer, access);
  const lines = answer.text.trim().split(/\s+/);
  if (lines[0] === 'OK') return lines;
  throw refusal(lines[0] === 'KO' ? 'badauth' : 'strange', answer.text, access);
}

/** DuckDNS expects the label before its own domain and ignores labels below it. */
function labelOf(name: string): string {
  return name.split('.').at(-3) ?? name;
}
