import type { PythonValue } from '../../python-config/value.ts';
import type { Generation } from '../generations.ts';
import { atLeast } from '../generations.ts';
import { TRAIT_NAMES, type Trait } from '../traits.ts';
import { type Extension, NOT_SHIMMED } from './extensions.ts';
import { ABOVE_APP, ABOVE_SERVER, MOVED, TRAIT_LOCATIONS } from './merge-tables.ts';

/**
 * Reproduces how a Jupyter merges its config files at start, but tracks where each value comes from: the result
 * is the line that sets the port, not the port. Based on the sources (traitlets
 * `Application.load_config_file`, jupyter_core `JupyterApp.load_config_file`, jupyter_server
 * `ExtensionApp._link_jupyter_server_extension` and `ServerApp._warn_deprecated_config`, notebook_shim
 * `shim_config_from_notebook_to_jupyter_server`) and compared with the live values of eight real Jupyters in
 * test/real/precedence.test.ts.
 */
export interface Leaf {
  readonly key: string;
  readonly value: PythonValue | undefined;
}

/** Class name → trait name → where it is set. */
export type Sections = Map<string, Map<string, Leaf>>;

export interface MergePlan {
  readonly generation: Generation;
  readonly serverVersion: string;
  /** Base name of the application's own file. */
  readonly own: string;
  /** A subclass of NotebookApp, for the classic JupyterLab. */
  readonly subclass: string | undefined;
  /** In linking order. */
  readonly extensions: readonly Extension[];
  /** The extension that the command starts; undefined for `jupyter server` and the classic notebook. */
  readonly starter: Extension | undefined;
}

/** Sections of one base name, all directories merged. */
export type Load = (base: string) => Sections;

/** The leaf that gives each trait its value; traits that nothing sets are missing. */
export function mergeConfig(plan: MergePlan, load: Load): Map<Trait, Leaf> {
  const config = plan.generation === 'classic' ? mergeClassic(plan, load) : mergeServer(plan, load);
  const result = new Map<Trait, Leaf>();
  for (const trait of TRAIT_NAMES) {
    const location = TRAIT_LOCATIONS[plan.generation].find((row) => row.trait === trait);
    const below = plan.subclass === undefined ? [] : [plan.subclass];
    const leaf = location && resolve(config, [...location.lineage, ...below], location.name);
    if (leaf !== undefined) {
      result.set(trait, leaf);
    }
  }
  return result;
}

function mergeClassic(plan: MergePlan, load: Load): Sections {
  const config: Sections = new Map();
  merge(config, load('jupyter_config'));
  merge(config, load(plan.own));
  return config;
}

function mergeServer(plan: MergePlan, load: Load): Sections {
  const server: Sections = new Map();
  const applied = new Map<string, PythonValue | Leaf | undefined>();
  const update = (sections: Sections) => {
    merge(server, sections);
    moveDeprecated(plan.generation, server, applied);
  };
  update(load('jupyter_config'));
  update(load(plan.own));
  let started: Sections = new Map();
  for (const extension of plan.extensions) {
    const own: Sections = new Map();
    for (const sections of [load('jupyter_config'), load(extension.base), server]) {
      // The shim removes the sections it translates from its input, including ServerApp's own config here.
      merge(own, extension.shim ? shim(sections, extension) : sections);
    }
    update(own);
    if (extension === plan.starter) {
      started = own;
    }
  }
  if (plan.starter !== undefined) {
    update(openBrowser(plan, plan.starter, started, server));
  }
  return server;
}

/** An application's own class takes priority over ServerApp; below jupyter_server 1.5 ServerApp is ignored. */
function openBrowser(plan: MergePlan, starter: Extension, started: Sections, server: Sections): Sections {
  const own = resolve(started, [...ABOVE_APP, ...starter.lineage], 'open_browser');
  const serverSays = atLeast(plan.serverVersion, '1.5')
    ? server.get('ServerApp')?.get('open_browser')
    : undefined;
  const leaf = own ?? serverSays ?? { key: '', value: true };
  return new Map([['ServerApp', new Map([['open_browser', leaf]])]]);
}

/** jupyter_server 2 copies some of ServerApp's traits to their new class, unless it already sets them. */
function moveDeprecated(
  generation: Generation,
  server: Sections,
  applied: Map<string, PythonValue | Leaf | undefined>,
): void {
  for (const { name, to, toName, initial } of generation === 'server2' ? MOVED : []) {
    const leaf = resolve(server, ABOVE_SERVER, name);
    // It reacts to changes of the value, so an unknown value counts as new each time its place changes.
    const now = leaf === undefined ? initial : (leaf.value ?? leaf);
    const before = applied.has(name) ? applied.get(name) : initial;
    applied.set(name, now);
    if (leaf !== undefined && now !== before && !server.get(to)?.has(toName)) {
      section(server, to).set(toName, leaf);
    }
  }
}

/** Moves server settings of NotebookApp and of the extension's class to ServerApp; those of the extension win. */
function shim(sections: Sections, extension: Extension): Sections {
  const ownClass = extension.lineage.at(-1) ?? '';
  const notebook = take(sections, 'NotebookApp');
  const serverApp = take(sections, 'ServerApp');
  const own = take(sections, ownClass);
  const result: Sections = new Map([...sections].map(([name, traits]) => [name, new Map(traits)]));
  const kept: Sections = new Map([['ServerApp', serverApp]]);
  for (const [className, traits] of [
    ['NotebookApp', notebook],
    [ownClass, own],
  ] as const) {
    for (const [name, leaf] of traits) {
      const moves = !NOT_SHIMMED.has(name) && (TRAIT_NAMES as readonly string[]).includes(name);
      section(kept, moves ? 'ServerApp' : className).set(name, leaf);
    }
  }
  merge(result, kept);
  return result;
}

function merge(into: Sections, from: Sections): void {
  for (const [className, traits] of from) {
    for (const [name, leaf] of traits) {
      section(into, className).set(name, leaf);
    }
  }
}

function resolve(config: Sections, lineage: readonly string[], name: string): Leaf | undefined {
  return lineage.map((className) => config.get(className)?.get(name)).findLast((leaf) => leaf !== undefined);
}

function section(sections: Sections, className: string): Map<string, Leaf> {
  const existing = sections.get(className) ?? new Map<string, Leaf>();
  sections.set(className, existing);
  return existing;
}

function take(sections: Sections, className: string): Map<string, Leaf> {
  const taken = sections.get(className) ?? new Map<string, Leaf>();
  sections.delete(className);
  return taken;
}
