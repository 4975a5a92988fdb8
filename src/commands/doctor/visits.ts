import { namesOfComputer } from '../../certificates/names.ts';
import { removeKernel } from '../../checks/live/kernel.ts';
import type { Luggage, Place, Wanted } from '../../checks/live/session.ts';
import { certificatesOf } from '../../checks/live/tls.ts';
import { readCertificateRecord } from '../../features/tls/record.ts';
import { openClient } from '../../jupyter/client/open.ts';
import type { Destination, JupyterClient } from '../../jupyter/client/types.ts';
import { sameAddress } from '../../net/listen-address.ts';
import type { Situation } from '../../situation/situation.ts';
import { certificatePlaces } from '../../state/paths.ts';

/** The visitors of a walk. */
export interface Visits {
  readonly visit: (place: Place) => Promise<JupyterClient>;
  /** Takes the kernel away that is still there, and closes everything. */
  readonly leave: (luggage: Luggage) => Promise<void>;
}

/** Whom the visitors of a place trust. */
type Trust = (place: Place) => Pick<Destination, 'ca' | 'pinned'>;

/** Visitors who come as a browser will: see `trustOf`. */
export async function openVisits(wanted: Wanted, situation: Situation): Promise<Visits> {
  const trust = await trustOf(wanted, situation);
  const open: JupyterClient[] = [];
  return {
    async visit(place) {
      const client = openClient({ url: place.url, ...trust(place) });
      open.push(client);
      return client;
    },
    async leave(luggage) {
      luggage.channel?.close();
      await removeKernel(luggage).catch(() => undefined);
      for (const client of open) client.close();
    },
  };
}

/**
 * A certificate of our own authority is judged as a device that trusts the authority judges it, its names included, at
 * every address that it is made for. Any other is trusted as it is, whatever name the server is called by: its names are
 * not those by which this computer reaches itself.
 */
async function trustOf({ certfile }: Wanted, situation: Situation): Promise<Trust> {
  const { system } = situation;
  const { exposeDir } = await situation.get('places');
  const { server, authority } = certificatePlaces(exposeDir);
  const [own, ca, record] = await Promise.all([
    certificatesOf(certfile, system),
    certificatesOf(authority, system),
    readCertificateRecord(system.files, exposeDir),
  ]);
  const pinned = own === '' ? {} : { ca: own, pinned: true };
  if (certfile !== server || record?.kind !== 'self-signed' || ca === '') return () => pinned;
  const { hostName } = await situation.get('person');
  // An IPv6 address that lasts a day is in no certificate.
  const { ips } = namesOfComputer(hostName, await situation.get('addresses'), []);
  return ({ address }) => (ips.some((ip) => sameAddress(ip, address)) ? { ca } : pinned);
}
