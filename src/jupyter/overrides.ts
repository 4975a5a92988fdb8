import type { PythonValue } from '../config/python-value.ts';
import type { ConfigFile, FileSetting } from './config-file.ts';
import { type Leaf, mergeConfig, type Sections } from './merge.ts';
import { isPlaced, loadFrom, type PlacedLeaf, type SettingSources, sectionsOf } from './sources.ts';
import { keyOf, type Target } from './target.ts';
import type { Trait } from './traits.ts';

/** A line that stands in the way of what was chosen. */
export interface Obstacle {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly trait: Trait;
}

/** What has to be changed in another place so that what was chosen is what runs. */
export interface Override {
  readonly path: string;
  readonly format: 'python' | 'json';
  readonly settings: Readonly<Record<string, PythonValue>>;
  readonly because: readonly Obstacle[];
}

export interface Overrides {
  /** One per file; the file that is written anyway can be among them. */
  readonly edits: readonly Override[];
  /** Lines that win over what was chosen, in files that may not be written. */
  readonly blocked: readonly Obstacle[];
}

const NOTHING: ReadonlySet<FileSetting> = new Set();

/**
 * Works out, without touching anything, which stronger sources must say the same for the chosen values to hold
 * once they stand in `path`. A stronger source is changed where it stands: the person finds one value everywhere.
 */
export function overrides(
  target: Target,
  sources: SettingSources,
  path: string,
  chosen: Readonly<Partial<Record<Trait, PythonValue>>>,
): Overrides {
  const edits = new Map<ConfigFile, { settings: Record<string, PythonValue>; because: Obstacle[] }>();
  const blocked: Obstacle[] = [];
  const written: Record<string, PythonValue> = {};
  for (const [trait, value] of Object.entries(chosen) as [Trait, PythonValue][]) {
    const key = keyOf(target, trait);
    if (key !== undefined) {
      written[key] = value;
    }
  }
  for (const [trait, value] of Object.entries(chosen) as [Trait, PythonValue][]) {
    if (keyOf(target, trait) === undefined) {
      continue;
    }
    // Each round settles one source, so this ends.
    for (;;) {
      const winner = findWinner(sources, path, written, edits, trait);
      if (winner === undefined || same(winner.value, value)) {
        break;
      }
      const { file, setting } = winner;
      const obstacle: Obstacle = { file: file.path, line: setting.line, key: setting.key, trait };
      const edit = edits.get(file) ?? { settings: {}, because: [] };
      if (!file.writable || setting.key in edit.settings) {
        blocked.push(obstacle);
        break;
      }
      edit.settings[setting.key] = value;
      edit.because.push(obstacle);
      edits.set(file, edit);
    }
  }
  return {
    edits: [...edits].map(([{ path: file, format }, edit]) => ({ path: file, format, ...edit })),
    blocked,
  };
}

/** The source that decides a trait once everything planned so far is done. Undefined: our own line does. */
function findWinner(
  sources: SettingSources,
  path: string,
  written: Readonly<Record<string, PythonValue>>,
  edits: ReadonlyMap<ConfigFile, { settings: Record<string, PythonValue> }>,
  trait: Trait,
): PlacedLeaf | undefined {
  const load = loadFrom(sources.layers, (file) => {
    const sections = sectionsOf(file, NOTHING);
    setAll(sections, file.path === path ? written : {});
    setAll(sections, edits.get(file)?.settings ?? {}, file);
    return sections;
  });
  const winner = mergeConfig(sources.layers.plan, load).get(trait);
  return winner !== undefined && isPlaced(winner) ? winner : undefined;
}

/** Puts values into sections; what stood there keeps its place when `file` is given, else it is ours. */
function setAll(
  sections: Sections,
  settings: Readonly<Record<string, PythonValue>>,
  file?: ConfigFile,
): void {
  for (const [key, value] of Object.entries(settings)) {
    const [className = '', name = ''] = key.split('.');
    const traits = sections.get(className) ?? new Map<string, Leaf>();
    const old = traits.get(name);
    sections.set(
      className,
      traits.set(name, old !== undefined && file !== undefined ? { ...old, value } : { key, value }),
    );
  }
}

function same(a: PythonValue | undefined, b: PythonValue): boolean {
  return a !== undefined && JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Whole numbers compare alike as number and as bigint. */
function plain(value: PythonValue): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
