import { comparable, type PythonValue } from '../../python-config/value.ts';
import { keyOf, type Target } from '../target.ts';
import type { Trait } from '../traits.ts';
import type { ConfigFile, FileSetting } from './config-file.ts';
import type { Effective } from './effective.ts';
import type { Layers } from './layers.ts';
import { type Leaf, mergeConfig, type Sections } from './merge.ts';
import { opaqueFiles } from './opaque-files.ts';
import { isLocated, type LocatedLeaf, loadFrom, type SettingSources, sectionsOf } from './sources.ts';

/** A line that overrides a chosen value. */
export interface Obstacle {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly trait: Trait;
}

/** A change to another file that makes the chosen values effective. */
export interface Override {
  readonly path: string;
  readonly format: 'python' | 'json';
  readonly settings: Readonly<Record<string, PythonValue>>;
  readonly because: readonly Obstacle[];
}

export interface Overrides {
  /** One per file, possibly including the file that is written anyway. */
  readonly edits: readonly Override[];
  /** Lines that override the chosen values, in files that are not writable. */
  readonly blocked: readonly Obstacle[];
}

const NOTHING: ReadonlySet<FileSetting> = new Set();

/**
 * Computes, without changing anything, which stronger sources must get the same values so that the chosen values
 * in `path` take effect. A stronger source is changed in place, so the user finds one value everywhere.
 * A stronger file with code that cannot be parsed gets the value too, unless `before` (the current effective
 * settings) shows that its code does not set the trait.
 */
export function overrides(
  target: Target,
  sources: SettingSources,
  path: string,
  chosen: Readonly<Partial<Record<Trait, PythonValue>>>,
  before?: Effective,
): Overrides {
  const wanted = (Object.entries(chosen) as [Trait, PythonValue][]).flatMap(([trait, value]) => {
    const key = keyOf(target, trait);
    return key === undefined ? [] : [{ trait, key, value }];
  });
  const planned: Planned = {
    path,
    written: Object.fromEntries(wanted.map(({ key, value }) => [key, value])),
    edits: new Map(),
  };
  const blocked: Obstacle[] = [];
  for (const { trait, key, value } of wanted) {
    const change = (file: ConfigFile, line: number, changed: string): boolean => {
      const obstacle: Obstacle = { file: file.path, line, key: changed, trait };
      const edit = planned.edits.get(file) ?? { settings: {}, because: [] };
      if (!file.writable || changed in edit.settings) {
        blocked.push(obstacle);
        return false;
      }
      edit.settings[changed] = value;
      edit.because.push(obstacle);
      planned.edits.set(file, edit);
      return true;
    };
    // Each round settles one source, so the loop ends. A conditional line conflicts even if its value matches.
    let winner = findWinner(sources, planned, trait);
    while (winner !== undefined && (winner.setting.conditional || !same(winner.value, value))) {
      winner = change(winner.file, winner.setting.line, winner.key)
        ? findWinner(sources, planned, trait)
        : undefined;
    }
    for (const file of opaqueFiles(target, sources, trait, before)) {
      const settings = planned.edits.get(file)?.settings ?? {};
      if (file.path !== path && !(key in settings) && wouldWin(sources, planned, trait, file, key)) {
        change(file, file.opaque[0]?.line ?? 1, key);
      }
    }
  }
  return {
    edits: [...planned.edits].map(([{ path: file, format }, edit]) => ({ path: file, format, ...edit })),
    blocked,
  };
}

/** The planned writes. */
interface Planned {
  readonly path: string;
  readonly written: Readonly<Record<string, PythonValue>>;
  readonly edits: Map<ConfigFile, { settings: Record<string, PythonValue>; because: Obstacle[] }>;
}

function wouldWin(
  sources: SettingSources,
  planned: Planned,
  trait: Trait,
  file: ConfigFile,
  key: string,
): boolean {
  const probe: Leaf = { key, value: undefined };
  const load = loadFrom(sources.layers, (each) => {
    const sections = plannedSections(sources.layers, each, planned);
    return each === file ? withLeaf(sections, probe) : sections;
  });
  return mergeConfig(sources.layers.plan, load).get(trait) === probe;
}

/** The source that decides a trait after all planned changes. Undefined when our own line does. */
function findWinner(sources: SettingSources, planned: Planned, trait: Trait): LocatedLeaf | undefined {
  const load = loadFrom(sources.layers, (file) => plannedSections(sources.layers, file, planned));
  const winner = mergeConfig(sources.layers.plan, load).get(trait);
  return winner !== undefined && isLocated(winner) ? winner : undefined;
}

function plannedSections(layers: Layers, file: ConfigFile, { path, written, edits }: Planned): Sections {
  const ours = [file.path === path ? written : {}, edits.get(file)?.settings ?? {}].flatMap(Object.entries);
  const leaves = ours.map(([key, value]): Leaf => ({ key, value }));
  return leaves.reduce(withLeaf, sectionsOf(layers, file, NOTHING));
}

function withLeaf(sections: Sections, leaf: Leaf): Sections {
  const [className = '', name = ''] = leaf.key.split('.');
  const traits = sections.get(className) ?? new Map<string, Leaf>();
  return sections.set(className, traits.set(name, leaf));
}

function same(a: PythonValue | undefined, b: PythonValue): boolean {
  return a !== undefined && JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}
