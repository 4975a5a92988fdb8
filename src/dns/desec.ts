import { askService } from './ask.ts';
import { readDyndns2 } from './dyndns2.ts';
import type { DdnsService } from './provider.ts';

/** https://desec.readthedocs.io: a family that is left out is deleted, unless it says `preserve`. */
export const desec: DdnsService = {
  id: 'desec',
  name: 'deSEC',
  url: 'https://update.dedyn.io',
  suffixes: ['dedyn.io'],
  needsUser: false,
  verified: false,
  async update(access, name, { ipv4, ipv6 = 'preserve' }) {
    const query = new URLSearchParams({ hostname: name, myipv4: ipv4, myipv6: ipv6 });
    const headers = { Authorization: `Token ${access.token.reveal()}` };
    const reply = await askService(desec, access, { path: `/?${query}`, headers });
    return 'answer' in reply ? reply.answer : readDyndns2(reply, access);
  },
};
