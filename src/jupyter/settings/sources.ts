import type { System } from '../../system/system.ts';
import type { Target } from '../target.ts';
import { TRAIT_NAMES, type Trait } from '../traits.ts';
import type { ConfigFile, FileSetting } from './config-file.ts';
import {
  type LayerOptions,
  type Layers,
  type LocatedSetting,
  readLayers,
  settingsByTrait,
} from './layers.ts';
import { type Leaf, mergeConfig, type Sections } from './merge.ts';

/** One line that sets a trait. */
export interface SourceOfTrait extends Omit<FileSetting, 'wins'>, Pick<ConfigFile, 'format' | 'writable'> {
  readonly file: string;
  /** `ignored`: this Jupyter never reads it, even if nothing else is set. */
  readonly role: 'wins' | 'loses' | 'ignored';
}

export interface SettingSources {
  /** Every file the target looks for, weakest first within one base name. */
  readonly files: readonly ConfigFile[];
  /** Strongest first: the winner, the losers, then the ignored lines. Empty when a trait has its default. */
  readonly traits: Readonly<Record<Trait, readonly SourceOfTrait[]>>;
  readonly layers: Layers;
}

/** The line that decides a trait; undefined when it has its default. */
export function winnerOf(
  { traits }: Pick<SettingSources, 'traits'>,
  trait: Trait,
): SourceOfTrait | undefined {
  return traits[trait].find(({ role }) => role === 'wins');
}

/** Identifies one line of one file. */
export function idOf({ file, line, key }: Pick<SourceOfTrait, 'file' | 'line' | 'key'>): string {
  return `${file}:${line}:${key}`;
}

/** Reads every config file of a target once and determines which line decides each trait and which ones lose. */
export async function readSettingSources(
  target: Target,
  system: System,
  options: LayerOptions = {},
): Promise<SettingSources> {
  const layers = await readLayers(target, system, options);
  const files = [...layers.files.values()].flat();
  const named = settingsByTrait(files);
  const order = rankSources(layers);
  const traits = Object.fromEntries(
    TRAIT_NAMES.map((trait) => [trait, sourcesOf(named.get(trait) ?? [], order.get(trait) ?? [])]),
  ) as Record<Trait, SourceOfTrait[]>;
  return { files, traits, layers };
}

/** A leaf with its origin. */
export interface LocatedLeaf extends Leaf {
  readonly file: ConfigFile;
  readonly setting: FileSetting;
}

/** The settings of one file that can decide a trait, one leaf per key, except those in `without`. */
export function sectionsOf(
  { decisive }: Layers,
  file: ConfigFile,
  without: ReadonlySet<FileSetting>,
): Sections {
  const sections: Sections = new Map();
  for (const setting of decisive.get(file) ?? []) {
    const [className = '', name = ''] = setting.key.split('.');
    if (!without.has(setting)) {
      const traits = sections.get(className) ?? new Map<string, Leaf>();
      const leaf: LocatedLeaf = { key: setting.key, value: setting.value, file, setting };
      sections.set(className, traits.set(name, leaf));
    }
  }
  return sections;
}

/** Merges all files of one base name; stronger files override weaker ones. */
export function loadFrom(
  layers: Layers,
  sections: (file: ConfigFile) => Sections,
): (base: string) => Sections {
  return (base) => {
    const merged: Sections = new Map();
    for (const file of layers.files.get(base) ?? []) {
      for (const [className, traits] of sections(file)) {
        merged.set(className, new Map([...(merged.get(className) ?? []), ...traits]));
      }
    }
    return merged;
  };
}

/** Ranks the sources by strength: removes the winner and merges again until no source is left. */
function rankSources(layers: Layers): Map<Trait, LocatedLeaf[]> {
  const ranked = new Map<Trait, LocatedLeaf[]>();
  for (const trait of TRAIT_NAMES) {
    const gone = new Set<FileSetting>();
    const order: LocatedLeaf[] = [];
    for (;;) {
      const winner = mergeConfig(
        layers.plan,
        loadFrom(layers, (file) => sectionsOf(layers, file, gone)),
      ).get(trait);
      if (winner === undefined || !isLocated(winner)) {
        break;
      }
      order.push(winner);
      gone.add(winner.setting);
    }
    ranked.set(trait, order);
  }
  return ranked;
}

export function isLocated(leaf: Leaf): leaf is LocatedLeaf {
  return 'setting' in leaf;
}

function sourcesOf(named: readonly LocatedSetting[], order: readonly LocatedLeaf[]): SourceOfTrait[] {
  const ranked = order.map(({ file, setting }, index) =>
    describe(file, setting, index === 0 ? 'wins' : 'loses'),
  );
  const rankedKeys = new Set(order.map(({ file, key }) => `${file.path}\0${key}`));
  const counted = new Set(order.map(({ setting }) => setting));
  const rest = named
    .filter(({ setting }) => !counted.has(setting))
    .map(({ file, setting }) =>
      describe(file, setting, rankedKeys.has(`${file.path}\0${setting.key}`) ? 'loses' : 'ignored'),
    );
  return [
    ...ranked,
    ...rest.filter(({ role }) => role === 'loses'),
    ...rest.filter(({ role }) => role === 'ignored'),
  ];
}

function describe(file: ConfigFile, setting: FileSetting, role: SourceOfTrait['role']): SourceOfTrait {
  const { path, format, writable } = file;
  const { line, key, text, value, conditional } = setting;
  return { file: path, format, line, key, text, value, conditional, writable, role };
}
