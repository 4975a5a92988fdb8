import { groupBy } from '../group-by.ts';
import { formatOf } from '../jupyter/settings/config-file.ts';
import { type SettingSources, type SourceOfTrait, winnerOf } from '../jupyter/settings/sources.ts';
import { keyOf, type Trait } from '../jupyter/target.ts';
import type { EditSettings } from '../plan/change.ts';
import { mergeSettings, type SettingsPart } from '../plan/merge.ts';
import { isSecretName } from '../python-config/secret-names.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { Repair } from './finding.ts';
import type { Situation } from './situation.ts';

/**
 * The changes that give settings another effective value: in the line that decides it, else in the target's own file.
 * Without `repair` when no writable file would decide it.
 */
export async function changeSetting(
  situation: Situation,
  wanted: Readonly<Partial<Record<Trait, PythonValue>>>,
): Promise<{ repair?: Repair }> {
  const [target, sources, own] = await Promise.all([
    situation.get('target'),
    situation.get('sources'),
    situation.get('configFile'),
  ]);
  const parts: SettingsPart[] = [];
  for (const [trait, value] of Object.entries(wanted) as [Trait, PythonValue][]) {
    const winner = winnerOf(sources, trait);
    const key = winner?.key ?? keyOf(target, trait);
    if (key === undefined || winner?.writable === false) return {};
    const location = winner ?? (own.exists ? undefined : neighbour(sources, key));
    const path = location?.file ?? own.path;
    const format = location?.format ?? formatOf(own.path);
    parts.push({
      step: trait,
      path,
      format,
      settings: { [key]: value },
      secret: isSecretName(key) ? [key] : [],
    });
  }
  return { repair: { changes: mergeSettings(parts) } };
}

/** The line that sets the address or the port in the same section, so that no second file is created for it. */
function neighbour({ traits }: SettingSources, key: string): SourceOfTrait | undefined {
  const section = key.slice(0, key.indexOf('.') + 1);
  return [...traits.port, ...traits.ip].find(
    (source) => source.role === 'wins' && source.writable && source.key.startsWith(section),
  );
}

/** The changes that remove every line with a wrong value, so that Jupyter's default applies. */
export async function resetSetting(
  situation: Situation,
  trait: Trait,
  isWrong: (value: unknown) => boolean,
): Promise<{ repair?: Repair }> {
  const { traits } = await situation.get('sources');
  const lines = traits[trait].filter(({ role, value }) => role !== 'ignored' && isWrong(value));
  const isUnfixable = lines.some(({ writable, conditional }) => !writable || conditional);
  if (lines.length === 0 || isUnfixable) return {};
  const changes = [...groupBy(lines, ({ file }) => file)].map(([path, ofFile]): EditSettings => {
    const keys = [...new Set(ofFile.map(({ key }) => key))];
    const [{ format }] = ofFile;
    return {
      kind: 'edit-settings',
      path,
      format,
      settings: {},
      remove: keys,
      secret: keys.filter(isSecretName),
    };
  });
  return { repair: { changes } };
}
