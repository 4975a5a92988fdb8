import { basename } from 'node:path';
import type { SourceOfTrait } from '../jupyter/sources.ts';
import type { Target, Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import type { Situation } from '../situation.ts';

const SHOWN: readonly Trait[] = ['ip', 'port', 'open_browser'];

/** What was found, in three lines: which Jupyter, which file, what is set now and where. */
export async function describeSituation(situation: Situation): Promise<string[]> {
  const target = await situation.get('target');
  const file = await situation.get('configFile');
  return [
    describeJupyter(target, situation),
    t().init.file(file.path, file.exists),
    t().init.now(await describeNow(situation)),
  ];
}

/** 'notebook 7.6.5' */
export function nameOf({ app, appVersion }: Target): string {
  return `${app} ${appVersion}`;
}

function describeJupyter(target: Target, { stated }: Situation): string {
  if (target.installed) return t().init.found(nameOf(target), target.installed.executable);
  return stated.target === undefined
    ? t().init.foundNone(nameOf(target))
    : t().init.foundStated(nameOf(target));
}

async function describeNow(situation: Situation): Promise<string> {
  const { traits } = await situation.get('sources');
  const settings = SHOWN.flatMap((trait) => {
    const winner = strongest(traits[trait]);
    return winner ? [`${trait} ${winner.text} (${placeOf(winner)})`] : [];
  });
  const password = strongest(traits.password);
  const secret = password && password.value !== '' ? [`${t().init.nowPassword} (${placeOf(password)})`] : [];
  const all = [...secret, ...settings];
  return all.length > 0 ? all.join(' · ') : t().init.nowNothing;
}

function strongest(sources: readonly SourceOfTrait[]): SourceOfTrait | undefined {
  return sources.find(({ role }) => role === 'wins');
}

function placeOf({ file, line }: SourceOfTrait): string {
  return `${basename(file)}:${line}`;
}
