import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { unsetInForce } from '../../situation/set-setting.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';

/** Two sites that have nothing to do with each other, or with any Jupyter: a pattern that takes both takes all. */
const STRANGERS = ['https://a.example', 'http://xn--9q8h.test:8443'];

/** Every other web page may talk to the server, with the cookie of the person who looks at that page. */
export async function lookAtOrigins({ situation }: CheckContext): Promise<readonly Finding[]> {
  const [origin, pattern] = await Promise.all([
    inForce(situation, 'allow_origin'),
    inForce(situation, 'allow_origin_pat'),
  ]);
  const isAny = origin.value === '*';
  // Where allow_origin is set, Jupyter does not look at the pattern.
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

/** Python's `re.match`: the pattern must fit at the beginning. */
function takesAll(pattern: string): boolean {
  if (pattern === '') return false;
  try {
    const shape = new RegExp(`^(?:${pattern})`);
    return STRANGERS.every((site) => shape.test(site));
  } catch {
    return false; // Python knows forms that JavaScript does not.
  }
}

/** The check that a form was made by Jupyter's own page is off. */
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

/** Whoever connects may say in a header which address he comes from: right behind a proxy, wrong without one. */
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
