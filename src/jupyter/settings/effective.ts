import { isRecord, parseMarked, parseRecord, record } from '../../json.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { toJson } from '../../python-config/write-literal.ts';
import type { System } from '../../system/system.ts';
import { withRuntimeDirectory } from '../server/temporary.ts';
import type { Target } from '../target.ts';
import type { Trait } from '../traits.ts';
import { ASK_SCRIPT } from './effective-script.ts';
import { findCrash, findProblems, type LoadProblem } from './load-problems.ts';
import { TRAIT_LOCATIONS } from './merge-tables.ts';

const MARK = 'jupyter-expose-answer:';

const ASK_TIMEOUT_MS = 60_000;

/** The effective settings as Jupyter itself reports them. */
export interface Effective {
  /** Every configured value by key: 'ServerApp.port'. Secrets are not masked. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The values the running server would have, including defaults and the environment. Secrets are not masked. */
  readonly traits: Readonly<Partial<Record<Trait, unknown>>>;
  /** The configurable classes it loaded, if it reported them. */
  readonly classes?: KnownClasses;
  /** By key: why a trait does not take one of the values that it was asked about. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Problems it reported while loading. */
  readonly problems: readonly LoadProblem[];
  /** Why there are no values. `would-not-start`: see `problems`. */
  readonly failure?: 'not-installed' | 'not-asked' | 'timeout' | 'would-not-start';
}

/**
 * Asks the installed Jupyter for its effective settings. No server keeps running and no file is written.
 * `signal` aborts the query; the result is then meaningless. `wanted`: values that it is asked about as well.
 */
export async function readEffective(
  target: Target,
  system: System,
  options: {
    configFile?: string | undefined;
    signal?: AbortSignal | undefined;
    wanted?: Readonly<Record<string, PythonValue>>;
  } = {},
): Promise<Effective> {
  const { installed } = target;
  if (installed === undefined) {
    return { values: {}, traits: {}, problems: [], failure: 'not-installed' };
  }
  const extra = options.configFile === undefined ? [] : [`--config=${options.configFile}`];
  const [command, args] =
    installed.interpreter === undefined
      ? [installed.executable, ['--show-config-json', ...extra]]
      : [installed.interpreter, ['-c', ASK_SCRIPT, target.app, MARK, ...extra]];
  const { stdout, stderr, failure } = await withRuntimeDirectory(system, (env) =>
    system.run(command, args, {
      timeout: ASK_TIMEOUT_MS,
      env: options.wanted === undefined ? env : { ...env, JUPYTER_EXPOSE_WANTED: toJson(options.wanted) },
      ...(options.signal && { signal: options.signal }),
    }),
  );
  const problems = findProblems(stderr);
  const answer = parseAnswer(stdout) ?? parseShownConfig(stdout);
  if (answer?.values !== undefined) return { ...answer, values: answer.values, problems };
  return {
    ...answer,
    values: {},
    traits: {},
    problems: problems.length > 0 ? problems : findCrash(stderr),
    failure: failure === 'timeout' ? 'timeout' : 'would-not-start',
  };
}

/** The effective value of a trait; undefined when it has a default that Jupyter did not report. */
export function effectiveTrait(target: Target, effective: Effective, trait: Trait): unknown {
  const value = trait in effective.traits ? effective.traits[trait] : traitValue(target, effective, trait);
  // Every version rewrites '*' to '' (facts/jupyter.md §5); both mean the same to the user.
  return trait === 'ip' && value === '' ? '*' : (value ?? undefined);
}

function traitValue(target: Target, { values }: Effective, trait: Trait): unknown {
  const location = TRAIT_LOCATIONS[target.generation].find((row) => row.trait === trait);
  return location?.lineage
    .map((className) => values[`${className}.${location.name}`])
    .findLast((value) => value !== undefined);
}

interface Answer extends Pick<Effective, 'traits' | 'classes' | 'refused'> {
  /** Undefined when the server would not start. */
  readonly values: Effective['values'] | undefined;
}

function parseAnswer(stdout: string): Answer | undefined {
  const answer = parseMarked(stdout, MARK);
  if (answer === undefined) return undefined;
  const classes = readClasses(answer.classes);
  return {
    values: isRecord(answer.config) ? flatten(answer.config) : undefined,
    traits: record(answer.traits),
    ...(classes !== undefined && { classes }),
    ...(isRecord(answer.refused) && { refused: answer.refused as Record<string, string> }),
  };
}

/** The JSON printed by `--show-config-json`, after anything the config files print. */
function parseShownConfig(stdout: string): Answer | undefined {
  for (const { index } of stdout.matchAll(/^\{/gm)) {
    const config = parseRecord(stdout.slice(index));
    if (config !== undefined) {
      return { values: flatten(config), traits: {} };
    }
  }
  return undefined;
}

function flatten(config: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([className, traits]) =>
      Object.entries(record(traits)).map(([name, value]) => [`${className}.${name}`, value]),
    ),
  );
}

/** A configurable class, as Jupyter reports it. */
export interface KnownClass {
  readonly bases: readonly string[];
  /** The settings it adds to those of its bases. */
  readonly own: readonly string[];
}

/** Every configurable class that a Jupyter has loaded, by name. */
export type KnownClasses = ReadonlyMap<string, KnownClass>;

/** The classes in the script's answer: `{name: [[base, …], [trait, …]]}`. */
function readClasses(answer: unknown): KnownClasses | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  return new Map(
    Object.entries(answer).map(([name, [bases = [], own = []]]: [string, string[][]]) => [
      name,
      { bases, own },
    ]),
  );
}

/** Every valid name after `c.Name.`: the class's own settings, those of its bases, and those of its subclasses. */
export function traitsOf(classes: KnownClasses, name: string): Set<string> {
  const below = [...classes.keys()].filter((each) => lineage(classes, each).has(name));
  return new Set(
    [name, ...below].flatMap((each) =>
      [...lineage(classes, each)].flatMap((base) => classes.get(base)?.own ?? []),
    ),
  );
}

/** A class and all its ancestors. */
function lineage(classes: KnownClasses, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const base of classes.get(name)?.bases ?? []) lineage(classes, base, found);
  return found;
}

/** True when `name` is `base` or a subclass of it. */
export function isMadeFrom(classes: KnownClasses, name: string, base: string): boolean {
  return lineage(classes, name).has(base);
}
