import { X509Certificate } from 'node:crypto';
import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import { lanPlaces, loopbackPlace, reachedServer } from './places.ts';
import type { PathContext } from './session.ts';

/** Does it speak https exactly where a certificate is configured, with that very certificate? */
export const tlsAsConfigured: Check<PathContext> = {
  id: 'tls-as-configured',
  needs: ['listens', 'loopback-answers', 'lan-answers'],
  fine: () => '',
  async look(context) {
    const { certfile } = context.wanted;
    const { secure } = await reachedServer(context);
    if (certfile === '' && !secure) return NOTHING_TO_CHECK;
    const m = t().hops;
    if (certfile !== '' && !secure) return [fail('tls-not-served', m.tlsMissing, m.tlsMissingFix)];
    const place = (await loopbackPlace(context)) ?? (await lanPlaces(context))[0];
    if (place === undefined) return NOTHING_TO_CHECK;
    const shown = await (await context.visit(place)).certificate();
    if ('trouble' in shown) return [fail('tls-broken', m.tlsFailed(shown.trouble.text), m.tlsFailedFix)];
    const configured = await leafOf(certfile, context.system);
    const [leaf] = shown.value.chain;
    if (
      configured !== undefined &&
      leaf !== undefined &&
      !new X509Certificate(leaf).raw.equals(configured.raw)
    )
      return [fail('tls-cert-stale', m.tlsOther(certfile), m.tlsOtherFix)];
    return [{ id: 'tls-as-configured', status: 'ok', message: m.tlsFine(certfile) }];
  },
};

/** The certificates of a file, without the key that may stand beside them; '' where it cannot be read. */
export async function certificatesOf(certfile: string, system: System): Promise<string> {
  const bytes = certfile === '' ? undefined : await system.files.read(certfile).catch(() => undefined);
  const text = new TextDecoder('latin1').decode(bytes ?? new Uint8Array());
  return (text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).join('\n');
}

async function leafOf(certfile: string, system: System): Promise<X509Certificate | undefined> {
  try {
    return new X509Certificate(await certificatesOf(certfile, system));
  } catch {
    return undefined; // what is wrong with the file is said elsewhere
  }
}

function fail(id: string, message: string, fix: string): Finding {
  return { id, status: 'fail', message, fix };
}
