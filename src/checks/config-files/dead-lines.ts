import type { Generation } from '../../jupyter/generations.ts';
import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import type { KnownClasses } from '../../jupyter/settings/known-classes.ts';
import { allowedTraits, CLASSES_ELSEWHERE, NEWER_TRAITS } from './known-names.ts';
import { nearest } from './nearest.ts';

/** Why a line does nothing. */
export type DeadLineId =
  | 'trait-misspelt'
  | 'class-misspelt'
  | 'trait-of-another-class'
  | 'trait-of-newer-version'
  | 'trait-unknown';

export interface DeadLine {
  readonly id: DeadLineId;
  readonly setting: FileSetting;
  /** The key that was probably meant. */
  readonly better?: string;
  /** The version that knows the setting. */
  readonly since?: string;
}

/** Classes among which people take the wrong one. */
const NEIGHBOURS = [
  'ServerApp',
  'NotebookApp',
  'PasswordIdentityProvider',
  'IdentityProvider',
  'ExtensionApp',
  'LabApp',
  'ContentsManager',
  'FileContentsManager',
  'MappingKernelManager',
];

/** The settings of one file that no class of this Jupyter knows. `text`: the whole file. */
export function deadLines(
  file: Pick<ConfigFile, 'settings'>,
  text: string,
  classes: KnownClasses,
  generation: Generation,
): DeadLine[] {
  return file.settings.flatMap((setting) => {
    const [className = '', trait = '', ...more] = setting.key.split('.');
    if (trait === '' || more.length > 0) return [];
    const allowed = allowedTraits(classes, className, generation);
    if (allowed === undefined) {
      const meant = meantClass(className, text, classes, generation);
      return meant === undefined
        ? []
        : [{ id: 'class-misspelt' as const, setting, better: `${meant}.${trait}` }];
    }
    return allowed.has(trait) || trait.startsWith('_') ? [] : [judgeTrait(setting, allowed, classes)];
  });
}

function judgeTrait(setting: FileSetting, allowed: Set<string>, classes: KnownClasses): DeadLine {
  const [className = '', trait = ''] = setting.key.split('.');
  const elsewhere = NEIGHBOURS.find((name) => classes.get(name)?.own.includes(trait));
  if (elsewhere !== undefined) {
    return { id: 'trait-of-another-class', setting, better: `${elsewhere}.${trait}` };
  }
  const since = NEWER_TRAITS[trait];
  if (since !== undefined) return { id: 'trait-of-newer-version', setting, since };
  const better = nearest(trait, allowed);
  return better === undefined
    ? { id: 'trait-unknown', setting }
    : { id: 'trait-misspelt', setting, better: `${className}.${better}` };
}

/** A class that nobody knows, one slip away from one that is known. Jupyter never says a word about it. */
function meantClass(
  className: string,
  text: string,
  classes: KnownClasses,
  generation: Generation,
): string | undefined {
  if (classes.has(className) || CLASSES_ELSEWHERE.has(className)) return undefined;
  // Defined, imported or named in the file itself: somebody's own class.
  const elsewhere = text.replace(new RegExp(String.raw`^[ \t]*(?:#.*|c\.${className}\b.*)`, 'gm'), '');
  if (new RegExp(String.raw`\b${className}\b`).test(elsewhere.replaceAll(`"${className}": {`, '')))
    return undefined;
  const ours = generation === 'classic' ? [] : ['ServerApp', 'NotebookApp'];
  const meant = nearest(className, [...ours, ...classes.keys()], className.length <= 6 ? 1 : 2);
  // MyContentsManager is somebody's own.
  const isOwn = meant !== undefined && className.endsWith(meant) && className.length > meant.length + 1;
  return isOwn ? undefined : meant;
}
