import type { Messages } from '../messages/index.ts';

/** One assignment of a setting: `c.A.x = value`. */
export interface Setting {
  readonly key: string;
  /** Offset of its statement. Later statements have larger offsets. */
  readonly at: number;
  /** Offsets of its name, of the end of the statement, and of the value's text. */
  readonly nameAt: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Why the value may not be edited in place; undefined if it may. */
  readonly notEditable: Why | undefined;
  /** The statement may be deleted completely: its value is a plain constant, on any number of lines. */
  readonly removable: boolean;
  /** The statement always runs and always sets the configuration. */
  readonly certain: boolean;
  /** Inside a function or class: runs at an unknown time. */
  readonly deferred: boolean;
  /** The value, perhaps a list or dict, has another name as well, so it may still change. */
  readonly shared: boolean;
  /** The section may be a plain dict, in which case the statement raises. */
  readonly inPlainSection: boolean;
  /** Removes the setting: our own `c.A.pop('x', None)`. */
  readonly removes: boolean;
  /** The logical line of its statement, and which of its statements it is. */
  readonly line: JoinedStatements;
  readonly position: number;
}

/** A logical line and its statements, separated by semicolons. */
export interface JoinedStatements {
  readonly start: number;
  /** Offset after its last line end. */
  readonly next: number;
  /** Offsets of each statement, without semicolons. */
  readonly spans: readonly (readonly [number, number])[];
}

/** Code that reads or changes settings in a way that no single line shows. */
interface Touch {
  readonly at: number;
  readonly why: Why;
}

/** Some section, or every section. */
export const ANY = '*';

/** A parameter may hold anything; another name holds what was assigned to it. */
export type NameKind = 'parameter' | 'alias';

/** A line that defines a name. */
export interface Definition {
  readonly at: number;
  /** The first word of the value, with the bracket that follows; `class` or `def`. */
  readonly value: string;
}

/** Where the lines of one file define names; found when a value is first a name. */
export interface KnownNames {
  definitions: ReadonlyMap<string, readonly Definition[]> | undefined;
}

/**
 * Which sections may be one object, or part of another setting's value: an edit of one would change the other. Offsets
 * are those of statements.
 */
export interface Sharing extends KnownNames {
  /** Sections that a name, a container or other code may hold as well. */
  readonly escaped: Map<string, number>;
  /** Sections that were replaced with an object that is not visibly new. */
  readonly assigned: Map<string, number>;
  /** Unknown sections were set from a value that does not show its contents. */
  opaque: number | undefined;
  /** An escaped section may have become part of a value in the configuration. */
  stored: number | undefined;
  /** Something that is certainly no dict stands in place of a section. */
  notSection: number | undefined;
  /** The same of a parameter, which most calls give something else. */
  passed: number | undefined;
  /** Names that may hold the configuration, a section, or a container with one. */
  readonly names: Map<string, NameKind>;
}

function noSharing(): Sharing {
  return {
    escaped: new Map(),
    assigned: new Map(),
    opaque: undefined,
    stored: undefined,
    notSection: undefined,
    passed: undefined,
    names: new Map(),
    definitions: undefined,
  };
}

/** Offset of the code through which an edit in this section may change another setting; undefined if there is none. */
export function sharedAt(
  { escaped, assigned, opaque, stored, passed }: Sharing,
  section: string,
): number | undefined {
  const members = new Set([...escaped.keys(), ...assigned.keys()]);
  const concerned = members.has(section) || members.has(ANY);
  if (assigned.size > 0 && concerned && (members.size > 1 || members.has(ANY)))
    return Math.max(...assigned.values());
  if (opaque !== undefined && escaped.size > 0) return opaque;
  if (escaped.has(section)) return stored ?? passed;
  return escaped.has(ANY) ? stored : undefined;
}

/** Everything that the survey of a file finds out about its settings. */
export interface Ledger {
  readonly settings: Setting[];
  /** Only these settings are recorded; undefined means all. */
  readonly wanted: ReadonlySet<string> | undefined;
  /** The last touch of one setting, of a whole section, and of everything. */
  readonly keys: Map<string, Touch>;
  readonly sections: Map<string, Touch>;
  everything: Touch | undefined;
  /** Code that cannot be evaluated line by line, in file order. */
  readonly opaque: Touch[];
  readonly sharing: Sharing;
  /** Parameters are followed, which takes time and matters only if a section may be passed. */
  readonly followsParameters: boolean;
  /** Names of functions that end the file, like `exit`, which the file gives another meaning. */
  readonly ownNames: Set<string>;
  /** Code may run when an object goes away or a line is executed, so even a plain assignment may run some. */
  readonly hasHooks: boolean;
  /** Inside a block of ours, whose lines run no other code. */
  inOurBlock: boolean;
  /** Whether `c` is certainly the configuration here, and `get_config` the original function. */
  cIsConfig: boolean;
  getConfigIsOurs: boolean;
  /** Whether a string of the file may be code that replaces `get_config`; undefined until it matters. */
  textNamesGetConfig: boolean | undefined;
  /** From here on other names may refer to the configuration or to a section of it. */
  escaped: boolean;
  /** From here on other names may refer to the whole configuration. */
  rootEscaped: boolean;
  /** Some section may be a plain dict here, on which `c.A.x = 1` raises. */
  plainSections: boolean;
}

export function emptyLedger(
  wanted: ReadonlySet<string> | undefined,
  { hasHooks, followsParameters }: Pick<Ledger, 'hasHooks' | 'followsParameters'>,
): Ledger {
  return {
    wanted,
    settings: [],
    keys: new Map(),
    sections: new Map(),
    everything: undefined,
    opaque: [],
    sharing: noSharing(),
    followsParameters,
    ownNames: new Set(),
    hasHooks,
    inOurBlock: false,
    cIsConfig: true,
    getConfigIsOurs: true,
    textNamesGetConfig: undefined,
    escaped: false,
    rootEscaped: false,
    plainSections: false,
  };
}

/** The last touch that may affect a setting. */
export function lastTouch(ledger: Ledger, key: string): Touch | undefined {
  const section = key.slice(0, key.indexOf('.'));
  let last = ledger.everything;
  const own = ledger.keys.get(key);
  if (own !== undefined && own.at > (last?.at ?? -1)) last = own;
  const whole = ledger.sections.get(section);
  return whole !== undefined && whole.at > (last?.at ?? -1) ? whole : last;
}

/** Why an edit is made where it is; each has a sentence in the messages section `config.why`. */
export type Why = keyof Messages['pythonConfig']['why'];

/** Why a file is refused; each has a sentence in the messages section `config.refused`. */
export type RejectionReason = keyof Messages['pythonConfig']['refused'];
