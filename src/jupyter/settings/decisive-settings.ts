import { TRAIT_NAMES } from '../traits.ts';
import type { ConfigFile, FileSetting } from './config-file.ts';
import type { MergePlan } from './merge.ts';
import { ABOVE_EXTENSION, FINAL_PLACES, MOVED } from './merge-tables.ts';

/**
 * The settings of each file that can decide a trait in the merge: of a hundred thousand others nothing is merged
 * over and over. What loses within its own file is no longer among them.
 */
export function decisiveSettings(
  plan: MergePlan,
  files: Iterable<ConfigFile>,
): ReadonlyMap<ConfigFile, readonly FileSetting[]> {
  const names = new Set<string>([...TRAIT_NAMES, ...MOVED.map(({ toName }) => toName)]);
  const classes = new Set<string>([
    ...FINAL_PLACES[plan.generation].flatMap(({ lineage }) => lineage),
    ...MOVED.map(({ to }) => to),
    ...ABOVE_EXTENSION,
    ...plan.extensions.flatMap(({ lineage }) => lineage),
    'NotebookApp',
    ...(plan.subclass === undefined ? [] : [plan.subclass]),
  ]);
  const decides = ({ key, wins }: FileSetting): boolean => {
    const dot = key.indexOf('.');
    return wins && names.has(key.slice(dot + 1)) && classes.has(key.slice(0, dot));
  };
  return new Map([...files].map((file) => [file, file.settings.filter(decides)]));
}
