import { isRecord } from '../../json.ts';
import type { Generation } from '../../jupyter/generations.ts';
import { t } from '../../messages/index.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { AccessSetting } from '../access/settings.ts';

/** What a page's scripts need of its policy: Notebook 6 starts from a script in the page, JupyterLab makes functions of texts. */
const NEEDED: Readonly<Record<Generation, string>> = {
  classic: "'unsafe-inline'",
  server1: "'unsafe-eval'",
  server2: "'unsafe-eval'",
};

/** A Content-Security-Policy in the headers of tornado_settings under which a browser runs the page's scripts in part or not at all. */
export function evaluatePolicy(settings: readonly AccessSetting[], generation: Generation): Finding[] {
  return settings.flatMap(({ key, name, value, evidence }): Finding[] => {
    if (name !== 'headers' || !isRecord(value)) return [];
    const [, policy] =
      Object.entries(value).find(([header]) => header.toLowerCase() === 'content-security-policy') ?? [];
    const sources = typeof policy === 'string' ? scriptSources(policy) : undefined;
    const needed = NEEDED[generation];
    if (sources === undefined || sources.includes(needed)) return [];
    const m = t().host.page;
    const words = { message: m.policy(key), fix: m.policyFix(needed) };
    return [finding('fail', 'page-policy', words, { evidence })];
  });
}

/** What the policy says about scripts; undefined if they are as free as without one. */
function scriptSources(policy: string): readonly string[] | undefined {
  const directives = policy.split(';').map((one) => one.trim().split(/\s+/));
  const of = (name: string) => directives.find(([first]) => first?.toLowerCase() === name);
  return (of('script-src') ?? of('default-src'))?.slice(1);
}
