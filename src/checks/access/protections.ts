import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { unsetInForce } from '../../situation/set-setting.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';

/** Two origins that are unrelated to each other and to any Jupyter: a pattern that matches both matches all. */
const STRANGERS = ['https://a.example', 'http://xn--9q8h.test:8443'];

/** Any web page may send requests to the server with the cookie of the user who views that page. */
export async function lookAtOrigins({ situation }: CheckContext): Promise<readonly Finding[]> {
  const [origin, pattern] = await Promise.all([
    inForce(situation, 'allow_origin'),
    inForce(situation, 'allow_origin_pat'),
  ]);
  const isAny = origin.value === '*';
  // If allow_origin is set, Jupyter ignores the pattern.
  const anyByPattern = !origin.value && typeof pattern.value === 'string' && takesAll(pattern.value);
  if (!isAny && !anyByPattern) return [];
  const m = t().access;
  const trait = isAny ? 'allow_origin' : 'allow_origin_pat';
  const wrong = (value: unknown) => (isAny ? value === '*' : typeof value === 'string' && takesAll(value));
  return [
    {
      id: 'allow-origin-any',
      status: 'warn',
      message: m.anyOrigin(trait),
      ...evidenceAt(isAny ? origin.source : pattern.source),
      why: m.anyOriginWhy,
      fix: m.anyOriginFix,
      ...(await unsetInForce(situation, trait, wrong)),
    },
  ];
}

/** Matches like Python's `re.match`, from the start. */
function takesAll(pattern: string): boolean {
  if (pattern === '') return false;
  try {
    const shape = new RegExp(`^(?:${pattern})`);
    return STRANGERS.every((site) => shape.test(site));
  } catch {
    return false; // Python's regular expressions have syntax that JavaScript rejects.
  }
}

/** The XSRF check is off, which accepts forms only from Jupyter's own pages. */
export async function lookAtXsrf({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { value, source } = await inForce(situation, 'disable_check_xsrf');
  if (value !== true) return [];
  const m = t().access;
  return [
    {
      id: 'xsrf-off',
      status: 'warn',
      message: m.xsrfOff,
      ...evidenceAt(source),
      why: m.xsrfOffWhy,
      fix: m.xsrfOffFix,
      ...(await unsetInForce(situation, 'disable_check_xsrf', (one) => one === true)),
    },
  ];
}

/** A client can set its own address in a header, which is right only behind a proxy. */
export async function lookAtProxyHeaders({
  situation,
}: CheckContext): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const [trusts, ip] = await Promise.all([inForce(situation, 'trust_xheaders'), inForce(situation, 'ip')]);
  if (trusts.value !== true) return NOTHING_TO_CHECK;
  if (isLoopback(String(ip.value))) return [];
  const m = t().access;
  return [
    {
      id: 'trust-xheaders-exposed',
      status: 'warn',
      message: m.xheaders,
      ...evidenceAt(trusts.source),
      fix: m.xheadersFix,
      ...(await unsetInForce(situation, 'trust_xheaders', (one) => one === true)),
    },
  ];
}
