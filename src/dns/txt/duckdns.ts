import { askProvider, refuse } from './ask.ts';
import type { DnsProvider, ProviderAccess } from './provider.ts';

/** https://www.duckdns.org/spec.jsp: one TXT for a name and everything below it. */
export const duckdns: DnsProvider = {
  id: 'duckdns',
  name: 'DuckDNS',
  url: 'https://www.duckdns.org',
  suffixes: ['duckdns.org'],
  holdsSeveral: false,
  settle: 20_000,
  async setTxt(access, host, [value = '']) {
    await update(access, host, { txt: value });
    return (later) => update(later, host, { txt: value, clear: 'true' });
  },
};

async function update(access: ProviderAccess, host: string, what: Record<string, string>): Promise<void> {
  const name = host.split('.').at(-3) ?? host;
  const token = access.token.reveal();
  const query = new URLSearchParams({ domains: name, token, ...what });
  const text = await askProvider(duckdns, access, { path: `/update?${query}` });
  if (!text.startsWith('OK')) refuse(duckdns, text, token);
}
