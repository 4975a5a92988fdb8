import { askService, judgeStatus, quoted } from './ask.ts';
import type { DdnsService } from './provider.ts';

/** https://www.duckdns.org/spec.jsp: a refusal is the two letters KO, without a reason. */
export const duckdns: DdnsService = {
  id: 'duckdns',
  name: 'DuckDNS',
  url: 'https://www.duckdns.org',
  suffixes: ['duckdns.org'],
  needsUser: false,
  verified: false,
  async update(access, name, { ipv4, ipv6 }) {
    const query = new URLSearchParams({
      domains: labelOf(name),
      token: access.token.reveal(),
      ip: ipv4,
      ...(ipv6 !== undefined && { ipv6 }),
      verbose: 'true',
    });
    const reply = await askService(duckdns, access, { path: `/update?${query}` });
    if ('answer' in reply) return reply.answer;
    const { status, text } = reply;
    if (status !== 200) return judgeStatus(status, text, access);
    const lines = text.trim().split(/\s+/);
    if (lines[0] === 'OK') return { kind: lines.includes('NOCHANGE') ? 'unchanged' : 'updated' };
    if (lines[0] === 'KO') return { kind: 'stop', code: 'badauth', words: 'KO' };
    return { kind: 'stop', code: 'strange', words: quoted(text, access) };
  },
};

/** DuckDNS wants the label before its own name, and knows nothing below it. */
function labelOf(name: string): string {
  return (
    name
      .replace(/\.duckdns\.org$/i, '')
      .split('.')
      .at(-1) ?? name
  );
}
