import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** What a check may read. It changes nothing. */
export interface CheckContext {
  readonly system: System;
  readonly situation: Situation;
}

/** The check does not apply (no certificate is configured, no server runs), so it returns no finding. */
export const NOTHING_TO_CHECK = 'nothing-to-check';

/** What a check returns: its findings, unless it does not apply. */
export type CheckFindings = readonly Finding[] | typeof NOTHING_TO_CHECK;

/** One check of the doctor. */
export interface Check<Context = CheckContext> {
  /** Unique among all checks. Also the id of its `ok` and `unknown` findings. */
  readonly id: string;
  /** Checks whose failure would be the cause of any problem here: if one fails, this check is skipped. */
  readonly needs?: readonly string[];
  /** Checks that must finish first, whatever their result. */
  readonly after?: readonly string[];
  /** The sentence for "all is well"; a function because the language is set at run time. */
  readonly fine: () => string;
  /**
   * The problems, the most likely cause first; empty when all is well. Each cause has a finding id of its own, which
   * users and scripts rely on. A check with something to report may return an `ok` finding of its own.
   */
  run(context: Context): Promise<CheckFindings>;
}

/** The layers of checks, causes before their effects. */
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

/** The result of one check. */
export interface CheckResult {
  readonly id: string;
  /** Empty when there was nothing to check. */
  readonly findings: readonly Finding[];
}

/**
 * Runs the checks concurrently, each as soon as those it needs are done, and reports them in list order.
 * A check is skipped if one that it needs failed; its finding names the cause. A check that throws is `unknown`.
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
    const findings = await check.run(context);
    if (findings === NOTHING_TO_CHECK) return { id, findings: [] };
    const fine: Finding = { id, status: 'ok', message: check.fine() };
    return { id, findings: findings.length === 0 ? [fine] : findings };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id, findings: [{ id, status: 'unknown', message: t().doctor.broke(id, reason) }] };
  }
}

/** The finding that prevents the checks that need this one. */
function causeOf({ findings }: CheckResult): string | undefined {
  const failed = findings.find(({ status }) => status === 'fail');
  return failed?.id ?? findings.find(({ blockedBy }) => blockedBy !== undefined)?.blockedBy;
}

function notReached(id: string, cause: string): Finding {
  return { id, status: 'unknown', message: t().doctor.notReached(cause), blockedBy: cause };
}
