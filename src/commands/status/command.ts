import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { labelled } from '../../output/layout.ts';
import type { CommandContext, CommonFlags } from '../../output/output.ts';
import { nameOf } from '../../output/situation.ts';
import { effectiveSetting, isSet } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Place } from '../../situation/reach.ts';
import { Situation } from '../../situation/situation.ts';
import { examine, findingToJson } from '../doctor/examine.ts';
import type { Verdict } from './verdict.ts';
import { isAsWanted, type Outcome, outcomeOf, reachFields, verdictLine } from './words.ts';

interface StatusFlags extends CommonFlags {
  readonly target?: string;
  readonly config?: string;
}

const PLACES: readonly Place[] = ['computer', 'network', 'internet'];

/** `status`: who reaches Jupyter now, and the one next step. Changes nothing. */
export async function status(context: CommandContext, flags: StatusFlags): Promise<number> {
  const { output } = context;
  const situation = new Situation(context, { target: flags.target, configFile: flags.config });
  const { findings } = await examine(context, situation);
  const outcome = await outcomeOf(situation, findings);
  const { verdict, next } = outcome;
  output.result(verdictLine(verdict, findings), { style: 'bold' });
  if (verdict.reach !== undefined) {
    output.result();
    for (const row of labelled(await rowsOf(situation, verdict, findings))) output.result(...row);
  }
  if (next !== undefined && verdict.reach !== undefined) {
    output.result();
    output.result(t().status.nextIs(next.text));
  }
  output.json(documentOf(outcome, findings));
  return isAsWanted(verdict, findings) ? 0 : EXIT_FINDING_FAILED;
}

function documentOf(outcome: Outcome, findings: readonly Finding[]) {
  const { verdict, next } = outcome;
  const problems = findings.filter(({ status: seen }) => seen !== 'ok');
  return {
    schema: 1,
    ...reachFields(outcome),
    urls: PLACES.flatMap((kind) => {
      const { url } = verdict.sights[kind];
      return url === undefined ? [] : [{ kind, url }];
    }),
    ...(verdict.server && { pid: verdict.server.pid }),
    findings: problems.map(findingToJson),
    next: next === undefined ? [] : [next],
  };
}

async function rowsOf(situation: Situation, verdict: Verdict, findings: readonly Finding[]) {
  const m = t().status;
  const { sights, server } = verdict;
  const target = await situation.get('target');
  const dates = findings.find(({ id, status: seen }) => id === 'tls-dates' && seen === 'ok');
  const { value: password } = await effectiveSetting(situation, 'password');
  const who = isSet(password) ? m.rows.whoPassword : m.rows.whoToken;
  return [
    ...PLACES.map((place) => {
      const { seen, note, url } = sights[place];
      const said = seen === 'yes' ? (url ?? m.yes) : [m[seen], note].filter(Boolean).join(': ');
      return { label: m.place[place], value: said, whole: seen === 'yes' };
    }),
    { label: m.rows.who, value: who },
    ...(server ? [{ label: m.rows.runs, value: m.rows.runsAs(nameOf(target), server.pid) }] : []),
    ...(dates ? [{ label: m.rows.certificate, value: dates.message }] : []),
  ];
}
