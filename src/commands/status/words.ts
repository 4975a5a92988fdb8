import { startCommand } from '../../command/start-command.ts';
import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { judgeReach, reachableOf, type Verdict, wantedSight } from './verdict.ts';

/** The one thing to do next. */
interface Next {
  readonly id: string;
  readonly text: string;
  /** What can be pasted. */
  readonly command?: string;
}

/** Who reaches Jupyter, and what to do next. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Undefined if all is as wanted. */
  readonly next: Next | undefined;
}

/** The verdict on a situation with these findings. Asks a server that runs on this computer. */
export async function outcomeOf(situation: Situation, findings: readonly Finding[]): Promise<Outcome> {
  const verdict = await judgeReach(situation, findings);
  return { verdict, next: await nextCommand(situation, verdict, findings) };
}

/** The fields of --json that speak of the reach. */
export function reachFields({ verdict }: Outcome) {
  return { reach: verdict.reach ?? null, reachable: reachableOf(verdict) };
}

/** Whether the person gets in from where they want to, as far as it can be seen, and nobody else does. */
export function isAsWanted(verdict: Verdict, findings: readonly Finding[]): boolean {
  const sight = wantedSight(verdict);
  return sight !== undefined && sight.seen !== 'no' && !findings.some(({ status }) => status === 'fail');
}

/** One sentence: whether the person gets in from where they want to, or who else does. */
export function verdictLine(verdict: Verdict, findings: readonly Finding[]): string {
  const m = t().status.verdict;
  const { reach } = verdict;
  const sight = wantedSight(verdict);
  if (reach === undefined || sight === undefined) return m.notSetUp;
  const [failed] = findings.filter(({ status }) => status === 'fail');
  if (sight.seen === 'yes') return failed === undefined ? m.yes[reach] : failed.message;
  const why = sight.note ?? '';
  if (sight.seen === 'unknown') return m.unknown[reach](why);
  return verdict.server === undefined && why === t().status.notRunning ? m.notRunning : m.no[reach](why);
}

/** What to do next; undefined if all is as wanted. */
async function nextCommand(
  situation: Situation,
  verdict: Verdict,
  findings: readonly Finding[],
): Promise<Next | undefined> {
  const m = t().status.next;
  const sight = wantedSight(verdict);
  if (sight === undefined) return { id: 'init', text: m.run(cmd('init')), command: cmd('init') };
  const [failed] = findings.filter(({ status }) => status === 'fail');
  if (failed?.repair) {
    const command = cmd('doctor', '--fix');
    return { id: failed.id, text: m.run(command), command };
  }
  if (failed) return { id: failed.id, text: failed.fix ?? failed.message };
  const { computer } = verdict.sights;
  if (computer.seen === 'no' && computer.note !== t().status.notRunning)
    return { id: 'doctor', text: m.details, command: cmd('doctor') };
  if (computer.seen === 'no') {
    const command = await startCommand(situation);
    return { id: 'start', text: m.start(command), command };
  }
  if (sight.seen === 'yes') return undefined;
  if (sight.command !== undefined) return { id: 'open', text: m.run(sight.command), command: sight.command };
  return verdict.reach === 'anywhere' && sight.seen === 'unknown'
    ? { id: 'outside', text: m.outside, command: cmd('doctor', '--outside') }
    : { id: 'doctor', text: m.details, command: cmd('doctor') };
}
