import { basename } from 'node:path';
import type { SourceOfTrait } from '../jupyter/sources.ts';
import type { Target, Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import type { Situation } from '../situation.ts';

const SHOWN: readonly Trait[] = ['password', 'ip', 'port', 'open_browser'];

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
  const byFile = new Map<string, { said: string[]; lines: number[] }>();
  for (const trait of SHOWN) {
    const winner = traits[trait].find(({ role }) => role === 'wins');
    if (!winner || (trait === 'password' && winner.value === '')) continue;
    const place = byFile.get(winner.file) ?? { said: [], lines: [] };
    place.said.push(trait === 'password' ? t().init.nowPassword : `${trait} ${shown(winner)}`);
    place.lines.push(winner.line);
    byFile.set(winner.file, place);
  }
  const said = [...byFile].map(
    ([file, { said, lines }]) => `${said.join(', ')} (${basename(file)}:${lines.join(',')})`,
  );
  return said.length > 0 ? said.join(' · ') : t().init.nowNothing;
}

function shown({ value, text }: SourceOfTrait): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : text;
}
