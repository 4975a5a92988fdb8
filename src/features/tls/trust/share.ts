import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { PlannedChange } from '../../../command/change-command.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../../../net/addresses.ts';
import type { CommandContext } from '../../../output/output.ts';
import { showCode } from '../../../output/qr-code.ts';
import { deviceSteps, exportFiles, phonePage } from './device-files.ts';
import { trustDocument } from './document.ts';
import type { TrustFlags, TrustWork } from './flags.ts';
import { mobileConfig } from './mobileconfig.ts';
import { openCaPage } from './page-server.ts';
import { findStores } from './stores.ts';

/** Milliseconds after which the page closes. */
const LONGEST = 600_000;

/** `cert trust --serve`: phones download the certificate from a page on the LAN. Ends with Ctrl-C, exit 0. */
export async function planServing(work: TrustWork): Promise<PlannedChange> {
  const { context, flags, authority, hostName } = work;
  const { system, output } = context;
  const port = pagePort(flags);
  const hosts = hostsOf(flags, context.network.ownAddresses());
  const files = phonePage({ authority, mobileConfig: mobileConfig(authority.pem, hostName), hostName });
  output.print(t().trust.serveWhat(hosts.join(', ')));
  output.print(t().trust.servePlain);
  const stores = output.isJson ? await findStores(system, authority) : [];
  const { serveLabel: label, serveAsk: message, serveDeclined: declined } = t().trust;
  return {
    changes: [],
    confirm: [{ label, message, declined, fallback: false }],
    async complete(signal) {
      const page = await openCaPage(context.network, { hosts, port, files });
      try {
        output.print(t().trust.serving);
        for (const url of page.urls) {
          output.result(url);
          await showCode(context, url);
        }
        output.print(t().trust.fingerprint(authority.fingerprint256));
        printDeviceSteps(context);
        output.json({
          ...trustDocument(context, 'serving', authority, stores),
          findings: [],
          urls: page.urls,
        });
        await untilOver(signal);
      } finally {
        await page.close();
      }
      return [];
    },
    async finish({ status }) {
      if (status === 'planned')
        output.json({ ...trustDocument(context, status, authority, stores), findings: [], hosts });
      else output.print(t().trust.served);
      return 0;
    },
  };
}

function hostsOf({ host }: TrustFlags, own: readonly OwnAddress[]): string[] {
  if (host !== undefined) {
    const address = host === 'localhost' ? '127.0.0.1' : host;
    if (isIP(address) === 0) throw new ExposeError('answer', t().trust.badHost(host), t().trust.badHostHint);
    return [address];
  }
  const found = lanAddresses(own);
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

/** `cert trust --export DIR`: writes the certificate as files, one format per kind of device. */
export function planExport({ context, flags, authority, hostName }: TrustWork): PlannedChange {
  const { system, output } = context;
  const directory = resolve(system.cwd, flags.export ?? '.');
  const config = mobileConfig(authority.pem, hostName);
  const files = exportFiles(directory, { authority, mobileConfig: config, hostName });
  return {
    changes: files,
    async whenUnchanged() {
      output.print(t().trust.exportedAlready);
      printDeviceSteps(context);
    },
    present: async (show) => {
      await show();
      if (flags.dryRun) printDeviceSteps(context);
    },
    report: () => {
      for (const { path } of files) output.result(t().trust.exported(path));
      printDeviceSteps(context);
    },
    document: async ({ status }) => ({
      ...trustDocument(context, status, authority, await findStores(system, authority)),
      files: files.map(({ path }) => path),
    }),
  };
}

/** Prints the instructions for phones and tablets. */
function printDeviceSteps({ output }: CommandContext): void {
  for (const { name, steps } of deviceSteps()) {
    output.print();
    output.print(name);
    for (const [at, step] of steps.entries()) output.print(step, { first: `  ${at + 1}. ` });
  }
}

/** 0: any free port. */
function pagePort({ port }: TrustFlags): number {
  if (port === undefined) return 0;
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number >= 1 && number <= 65_535) return number;
  throw new ExposeError('answer', t().trust.badPort(port), t().trust.badPortHint);
}
