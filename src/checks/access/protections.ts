import type { Trait } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { resetSetting } from '../../situation/change-setting.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { effectiveSetting, evidenceAt } from '../../situation/effective-setting.ts';
import { type Finding, finding, type Words } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import type { Situation } from '../../situation/situation.ts';
import { isAnyOrigin, takesStrangers } from './origin-pattern.ts';

/** Any web page may send requests to the server with the cookie of the user who views that page. */
export async function checkOrigins({ situation }: CheckContext): Promise<readonly Finding[]> {
  const [origin, pattern] = await Promise.all([
    effectiveSetting(situation, 'allow_origin'),
    effectiveSetting(situation, 'allow_origin_pat'),
  ]);
  const isAny = isAnyOrigin(origin.value);
  // If allow_origin is set, Jupyter ignores the pattern.
  const anyByPattern =
    !origin.value && typeof pattern.value === 'string' && takesStrangers(pattern.value) === true;
  if (!isAny && !anyByPattern) return [];
  const m = t().access;
  const trait = isAny ? 'allow_origin' : 'allow_origin_pat';
  const wrong = (value: unknown) =>
    isAny ? isAnyOrigin(value) : typeof value === 'string' && takesStrangers(value) === true;
  const words = { message: m.anyOrigin(trait), why: m.anyOriginWhy, fix: m.anyOriginFix };
  const evidence = evidenceAt(isAny ? origin.source : pattern.source);
  const repair = await resetSetting(situation, trait, wrong);
  return [finding('warn', 'allow-origin-any', words, { ...evidence, ...repair })];
}

/** The XSRF check is off, which accepts forms only from Jupyter's own pages. */
export async function checkXsrf({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { xsrfOff: message, xsrfOffWhy: why, xsrfOffFix: fix } = t().access;
  return ifTrue(situation, 'disable_check_xsrf', 'xsrf-off', { message, why, fix });
}

/** With allow_root in the config, `sudo jupyter lab` starts without a message. */
export async function checkRoot({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { allowRoot: message, allowRootFix: fix } = t().access;
  return ifTrue(situation, 'allow_root', 'allow-root-config', { message, fix });
}

/** A client can set its own address in a header, which is right only behind a proxy. */
export async function checkProxyHeaders({ situation }: CheckContext): Promise<CheckFindings> {
  const { xheaders: message, xheadersFix: fix } = t().access;
  const found = await ifTrue(situation, 'trust_xheaders', 'trust-xheaders-exposed', { message, fix });
  if (found.length === 0) return NOTHING_TO_CHECK;
  const { value: ip } = await effectiveSetting(situation, 'ip');
  return (await listensHereOnly(situation, ip)) ? [] : found;
}

/** A warning if the setting is on, with the repair that takes it out. */
async function ifTrue(situation: Situation, trait: Trait, id: string, words: Words): Promise<Finding[]> {
  const { value, source } = await effectiveSetting(situation, trait);
  if (value !== true) return [];
  const repair = await resetSetting(situation, trait, (one) => one === true);
  return [finding('warn', id, words, { ...evidenceAt(source), ...repair })];
}
