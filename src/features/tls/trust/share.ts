import { isIP } from 'node:net';
import { confirmChange } from '../../../command/confirm-change.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { lanAddresses, ownAddresses } from '../../../net/addresses.ts';
import { showCode } from '../../../output/qr-code.ts';
import { tellDevices } from './cert-trust-export.ts';
import { phonePage } from './device-files.ts';
import { trustDocument } from './document.ts';
import { pagePort, type TrustFlags, type TrustWork } from './flags.ts';
import { mobileConfig } from './mobileconfig.ts';
import { openCaPage } from './page-server.ts';
import { findStores } from './stores.ts';

/** Milliseconds that the page may be open. */
const LONGEST = 600_000;

/** `cert trust --serve`: phones fetch the certificate from a page in the house network. Ends with Ctrl-C, exit 0. */
export async function serveAuthority(work: TrustWork): Promise<number> {
  const { context, flags, authority, hostName } = work;
  const { system, talk, interruptions } = context;
  const port = pagePort(flags);
  const hosts = hostsOf(flags);
  const files = phonePage({ authority, mobileConfig: mobileConfig(authority.pem, hostName), hostName });
  talk.say(t().trust.serveWhat(hosts.join(', ')));
  talk.say(t().trust.servePlain);
  const stores = talk.json ? await findStores(system, authority) : [];
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ ...trustDocument(context, 'planned', authority, stores), hosts });
    return 0;
  }
  const { serveLabel: label, serveAsk: message, serveDeclined: declined } = t().trust;
  await confirmChange(context, flags.yes ?? false, { label, message, declined, fallback: false });
  await interruptions.critical(async (signal) => {
    const page = await openCaPage({ hosts, port, files });
    try {
      talk.say(t().trust.serving);
      for (const url of page.urls) {
        talk.result(url);
        await showCode(context, url);
      }
      talk.say(t().trust.fingerprint(authority.fingerprint256));
      tellDevices(context);
      talk.document({ ...trustDocument(context, 'serving', authority, stores), urls: page.urls });
      await untilOver(signal);
    } finally {
      await page.close();
    }
  });
  talk.say(t().trust.served);
  return 0;
}

function hostsOf({ host }: TrustFlags): string[] {
  if (host !== undefined) {
    const address = host === 'localhost' ? '127.0.0.1' : host;
    if (isIP(address) === 0) throw new ExposeError('answer', t().trust.badHost(host), t().trust.badHostHint);
    return [address];
  }
  const found = lanAddresses(ownAddresses());
  if (found.length === 0) throw new ExposeError('environment', t().trust.noLan, t().trust.noLanHint);
  return found;
}

function untilOver(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const limit = setTimeout(resolve, LONGEST);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(limit);
        resolve();
      },
      { once: true },
    );
  });
}
