import type { JupyterClient } from '../jupyter/client/client.ts';
import { openClient } from '../jupyter/client/index.ts';
import { removeKernel } from '../steps/path/kernel.ts';
import { certificatesOf } from '../steps/path/tls.ts';
import type { Luggage, Place, Wanted } from '../steps/path/walk.ts';
import type { System } from '../system/system.ts';

/** The visitors of a walk. */
export interface Visits {
  readonly visit: (place: Place) => Promise<JupyterClient>;
  /** Takes the kernel away that is still there, and closes everything. */
  readonly leave: (luggage: Luggage) => Promise<void>;
}

/** Visitors who trust the configured certificate, whatever name they call the server by. */
export async function openVisits({ certfile }: Wanted, system: System): Promise<Visits> {
  const ca = await certificatesOf(certfile, system);
  const open: JupyterClient[] = [];
  return {
    async visit({ url }) {
      const client = openClient({ url, ...(ca !== '' && { ca, pinned: true }) });
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
