import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** What a check may look at. It changes nothing. */
export interface CheckContext {
  readonly system: System;
  readonly situation: Situation;
}

/** The check has no business here (no certificate is configured, no server runs): it leaves no finding. */
export const NOTHING_TO_CHECK = 'nothing-to-check';

/** One thing the doctor looks at. */
export interface Check<Context = CheckContext> {
  /** Unique among all checks. Also the id of its `ok` and `unknown` findings. */
  readonly id: string;
  /** Checks whose `fail` would be the cause of whatever this one saw: then it is not made. */
  readonly needs?: readonly string[];
  /** Checks that must be through before, whatever they came to. */
  readonly after?: readonly string[];
  /** The sentence for "all well"; a function, so that the language is asked late. */
  readonly fine: () => string;
  /**
   * What is wrong, the likeliest cause first; nothing when all is well. Findings have ids of their own, one per cause, by
   * which people and scripts know them. A check that found out what is so may return an `ok` finding of its own.
   */
  look(context: Context): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK>;
}

/** What can be wrong, causes before what they cause. */
export const LAYERS = [
  'installation',
  'files',
  'login',
  'encryption',
  'listening',
  'machine',
  'internet',
  'container',
] as const;

/** Checks of one layer, in causal order. */
export interface CheckGroup {
  readonly layer: (typeof LAYERS)[number];
  readonly checks: readonly Check[];
}

/** What one check came to. */
export interface CheckResult {
  readonly id: string;
  /** Empty where there was nothing to check. */
  readonly findings: readonly Finding[];
}

/**
 * Makes the checks side by side, each as soon as those that it needs are through, and tells them in the order of the list.
 * One that needs a check which failed is not made; its finding names the cause. A check that throws is `unknown`.
 */
export async function runChecks<Context>(
  checks: readonly Check<Context>[],
  context: Context,
  onResult: (result: CheckResult) => void | Promise<void> = () => undefined,
): Promise<Finding[]> {
  const running = new Map<string, Promise<CheckResult>>();
  for (const check of checks) {
    const those = (ids: readonly string[] = []) => ids.flatMap((id) => running.get(id) ?? []);
    running.set(check.id, makeCheck(check, those(check.needs), those(check.after), context));
  }
  const findings: Finding[] = [];
  for (const { id } of checks) {
    const result = await running.get(id);
    if (result === undefined) continue;
    await onResult(result);
    findings.push(...result.findings);
  }
  return findings;
}

async function makeCheck<Context>(
  check: Check<Context>,
  needed: readonly Promise<CheckResult>[],
  before: readonly Promise<CheckResult>[],
  context: Context,
): Promise<CheckResult> {
  const { id } = check;
  await Promise.all(before);
  const cause = (await Promise.all(needed)).map(causeOf).find((found) => found !== undefined);
  if (cause !== undefined) return { id, findings: [notReached(id, cause)] };
  try {
    const findings = await check.look(context);
    if (findings === NOTHING_TO_CHECK) return { id, findings: [] };
    const fine: Finding = { id, status: 'ok', message: check.fine() };
    return { id, findings: findings.length === 0 ? [fine] : findings };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id, findings: [{ id, status: 'unknown', message: t().doctor.broke(id, reason) }] };
  }
}

/** The finding because of which whatever needs this check cannot be judged. */
function causeOf({ findings }: CheckResult): string | undefined {
  const failed = findings.find(({ status }) => status === 'fail');
  return failed?.id ?? findings.find(({ blockedBy }) => blockedBy !== undefined)?.blockedBy;
}

function notReached(id: string, cause: string): Finding {
  return { id, status: 'unknown', message: t().doctor.notReached(cause), blockedBy: cause };
}
