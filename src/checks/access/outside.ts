import { t } from '../../messages/index.ts';
import type { Checked } from '../../net/port-checkers.ts';
import { type Finding, finding } from '../../situation/finding.ts';

/** At least two services must agree. If they contradict each other, or fewer than two answer, the result is unknown. */
export function evaluateChecks(checked: readonly Checked[], port: number): Finding {
  const s = t().outside.check;
  const text = checked
    .map(({ host, result, words }) => `${host}: ${s.results[result]} (${words})`)
    .join(', ');
  const seen = { evidence: { text } };
  const of = (result: Checked['result']) => checked.filter((one) => one.result === result).length;
  if (of('reachable') > 0 && of('unreachable') > 0)
    return finding(
      'unknown',
      'outside-contradiction',
      { message: s.contradiction(port), fix: s.tryPhone },
      seen,
    );
  if (of('reachable') >= 2) return finding('ok', 'outside-reachable', { message: s.reachable(port) }, seen);
  if (of('unreachable') >= 2) {
    const fix = port < 1024 ? `${s.unreachableFix} ${s.lowPort(port)}` : s.unreachableFix;
    return finding('fail', 'outside-unreachable', { message: s.unreachable(port), fix }, seen);
  }
  return finding('unknown', 'outside-unclear', { message: s.unclear(port), fix: s.tryPhone }, seen);
}
