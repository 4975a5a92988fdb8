import { basename } from 'node:path';
import { groupBy } from '../group-by.ts';
import { type SourceOfTrait, winnerOf } from '../jupyter/settings/sources.ts';
import type { Target, Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import type { Situation } from '../situation/situation.ts';
import type { LabelledRow } from './layout.ts';

const SHOWN = ['password', 'ip', 'port', 'open_browser'] as const satisfies readonly Trait[];

/** Describes what was found: the Jupyter, the file, the effective settings and their source, the running servers. */
export async function describeSituation(situation: Situation): Promise<LabelledRow[]> {
  const m = t().init;
  const target = await situation.get('target');
  const file = await situation.get('configFile');
  const running = await situation.get('runningServers');
  return [
    ...describeJupyter(target, situation),
    ...(await describeOthers(target, situation)),
    { label: m.configRow, value: m.file(file.path, file.exists), whole: true },
    { label: m.nowRow, value: await describeNow(situation, file.path) },
    ...running.map(({ port, pid }) => ({ label: m.runningRow, value: m.runsNow(port, pid) })),
  ];
}

/** 'notebook 7.6.5' */
export function nameOf({ app, appVersion }: Target): string {
  return `${app} ${appVersion}`;
}

function describeJupyter(target: Target, { stated }: Situation): LabelledRow[] {
  const m = t().init;
  const row = (value: string, whole = false) => ({ label: m.jupyterRow, value, whole });
  if (target.installed) return [row(m.found(nameOf(target), target.installed.executable), true)];
  if (stated.target !== undefined) return [row(m.foundStated(nameOf(target)))];
  return [row(m.foundNone(nameOf(target))), { label: '', value: m.foundNoneHint }];
}

/** Why this Jupyter was chosen, where it is not simply the one on PATH. */
async function describeOthers({ installed }: Target, situation: Situation): Promise<LabelledRow[]> {
  if (!installed?.isElsewhere) return [];
  const m = t().init;
  const installations = await situation.get('installations');
  const others = installations.filter(
    ({ executable, app }) => executable !== installed.executable && app !== 'server',
  );
  const paths = others.map(({ executable }) => executable);
  return [
    { label: '', value: m.foundElsewhere(t().init.environment[installed.environment.kind]) },
    ...(paths.length === 0 ? [] : [{ label: '', value: m.foundOthers(paths.join(', ')) }]),
  ];
}

/** Values set in a file other than the one to be edited are shown with that file's name. */
async function describeNow(situation: Situation, configFile: string): Promise<string> {
  const { traits } = await situation.get('sources');
  const set = SHOWN.flatMap((trait) => {
    const winner = winnerOf({ traits }, trait);
    if (!winner || (trait === 'password' && winner.value === '')) return [];
    return [{ file: winner.file, value: t().init.nowSet[trait](shown(winner)) }];
  });
  const said = [...groupBy(set, ({ file }) => file)].map(([file, group]) => {
    const values = group.map(({ value }) => value).join(', ');
    return file === configFile ? values : t().init.nowIn(values, basename(file));
  });
  return said.length > 0 ? said.join(' · ') : t().init.nowNothing;
}

function shown({ value, text }: SourceOfTrait): string {
  if (typeof value === 'boolean') return t().prompt.yesNo(value);
  // Code that must be run to be understood is shown unchanged.
  return value === undefined ? text : String(value);
}
