import { resolve } from 'node:path';
import { isLoopback, parseUrl } from '../../checks/url/named-url.ts';
import { inspectUrl } from '../../checks/url/url-checks.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import { readNamedFile } from '../../system/read-text.ts';
import type { DoctorFlags } from './flags.ts';
import { agreed, livePassword, requirePasswordSource } from './live.ts';

/** `doctor --url`: checks any server from the client's side; with --live up to a kernel that answers. */
export async function checkUrl(
  context: CommandContext,
  flags: DoctorFlags,
  address: string,
): Promise<readonly Finding[]> {
  const { url } = parseUrl(address);
  const ca = flags.ca === undefined ? undefined : await readCa(context, flags.ca);
  if (flags.live) requirePasswordSource(context, flags);
  const open = url.startsWith('http:') && !isLoopback(url);
  const login = flags.live === true && (!open || (await mayTravelOpenly(context, flags, url)));
  const password = login ? await livePassword(context, flags) : undefined;
  const allowPlainHttp = flags.passwordOverHttp === true || (open && login);
  return context.interruptions.abortable((signal) =>
    context.output.wait(t().doctor.checking(url), () =>
      inspectUrl({ network: context.network, url: address, ca, password, allowPlainHttp, signal }),
    ),
  );
}

/** A password over plain http can be intercepted, so it requires an explicit yes. */
async function mayTravelOpenly(context: CommandContext, flags: DoctorFlags, url: string): Promise<boolean> {
  if (flags.passwordOverHttp) return true;
  const yes = await agreed(context, t().doctor.overHttp(url));
  if (yes === undefined)
    throw new ExposeError('usage', t().doctor.overHttpRefused(url), t().doctor.overHttpHint);
  if (!yes) context.output.print(t().doctor.withoutLogin);
  return yes;
}

async function readCa({ system }: CommandContext, path: string): Promise<string> {
  const bytes = await readNamedFile(resolve(system.cwd, path), system.files);
  const text = new TextDecoder().decode(bytes ?? new Uint8Array());
  if (bytes === undefined) throw new ExposeError('usage', t().doctor.caMissing(path));
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new ExposeError('usage', t().doctor.caNotPem(path), t().doctor.caNotPemHint);
  return text;
}
