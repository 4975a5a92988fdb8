import { askService, judgeStatus, quoted } from './ask.ts';
import type { DdnsService, NewAddress, ServiceAccess, ServiceAnswer, ServiceCode } from './provider.ts';

/** The first word of an answer, and what it means for whoever asks. */
const MEANINGS: Readonly<Record<string, 'updated' | 'unchanged' | 'later' | 'stop'>> = {
  good: 'updated',
  nochg: 'unchanged',
  badauth: 'stop',
  badagent: 'stop',
  nohost: 'stop',
  notfqdn: 'stop',
  numhost: 'stop',
  '!yours': 'stop',
  '!donator': 'stop',
  abuse: 'stop',
  dnserr: 'later',
  '911': 'later',
};

/** The protocol that DynDNS began, and that most services and many own servers speak. */
export function dyndns2(service: Omit<DdnsService, 'update' | 'needsUser' | 'verified'>): DdnsService {
  return {
    ...service,
    needsUser: true,
    verified: false,
    async update(access, name, address) {
      const query = new URLSearchParams({ hostname: name, myip: addresses(address) });
      const credentials = Buffer.from(`${access.user ?? ''}:${access.token.reveal()}`).toString('base64');
      const reply = await askService(service, access, {
        path: `/nic/update?${query}`,
        headers: { Authorization: `Basic ${credentials}` },
      });
      return 'answer' in reply ? reply.answer : readDyndns2(reply, access);
    },
  };
}

/** The code counts before the status: many say `badauth` with 200, others with 401. */
export function readDyndns2(
  { status, text }: { readonly status: number; readonly text: string },
  access: ServiceAccess,
): ServiceAnswer {
  const [word = ''] = text.trim().split(/\s+/);
  const kind = MEANINGS[word.toLowerCase()];
  if (kind === undefined) return judgeStatus(status, text, access);
  if (kind === 'updated' || kind === 'unchanged')
    return status < 300 ? { kind } : judgeStatus(status, text, access);
  return { kind, code: word.toLowerCase() as ServiceCode, words: quoted(text, access) };
}

function addresses({ ipv4, ipv6 }: NewAddress): string {
  return ipv6 === undefined ? ipv4 : `${ipv4},${ipv6}`;
}
