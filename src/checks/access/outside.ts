import { t } from '../../messages/index.ts';
import type { Checked } from '../../net/port-checkers.ts';
import type { Finding } from '../../situation/finding.ts';

/** At least two services must agree. If they contradict each other, or fewer than two answer, the result is unknown. */
export function judgeChecks(checked: readonly Checked[], port: number): Finding {
  const s = t().outside.check;
  const said = checked
    .map(({ host, result, words }) => `${host}: ${s.results[result]} (${words})`)
    .join(', ');
  const evidence = { text: said };
  const of = (result: Checked['result']) => checked.filter((one) => one.result === result).length;
  if (of('reachable') > 0 && of('unreachable') > 0)
    return {
      id: 'outside-contradiction',
      status: 'unknown',
      message: s.contradiction(port),
      evidence,
      fix: s.tryPhone,
    };
  if (of('reachable') >= 2)
    return { id: 'outside-reachable', status: 'ok', message: s.reachable(port), evidence };
  if (of('unreachable') >= 2) {
    const fix = port < 1024 ? `${s.unreachableFix} ${s.lowPort(port)}` : s.unreachableFix;
    return { id: 'outside-unreachable', status: 'fail', message: s.unreachable(port), evidence, fix };
  }
  return { id: 'outside-unclear', status: 'unknown', message: s.unclear(port), evidence, fix: s.tryPhone };
}
