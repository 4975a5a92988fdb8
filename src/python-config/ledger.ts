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
  readonly extent: Extent;
}

/** The lines that a statement occupies, and what shares them. */
export interface Extent {
  readonly lineStart: number;
  readonly lineNext: number;
  /** Offsets that a removal deletes, including the semicolon; undefined if the statement is alone on its lines. */
  readonly within: readonly [number, number] | undefined;
}

/** Code that reads or changes settings in a way that no single line shows. */
interface Touch {
  readonly at: number;
  readonly why: Why;
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
  /** Offset of the code that makes, or may make, two sections one object. */
  sharesSections: number | undefined;
  /** Some section was assigned an object that has another name. */
  namedSection: boolean;
  /** Whether `c` is certainly the configuration here, and `get_config` the original function. */
  cIsConfig: boolean;
  getConfigIsOurs: boolean;
  /** From here on other names may refer to the configuration or to a section of it. */
  escaped: boolean;
  /** From here on other names may refer to the whole configuration. */
  rootEscaped: boolean;
  /** Some section may be a plain dict here, on which `c.A.x = 1` raises. */
  plainSections: boolean;
}

export function emptyLedger(wanted: ReadonlySet<string> | undefined): Ledger {
  return {
    wanted,
    settings: [],
    keys: new Map(),
    sections: new Map(),
    everything: undefined,
    opaque: [],
    sharesSections: undefined,
    namedSection: false,
    cIsConfig: true,
    getConfigIsOurs: true,
    escaped: false,
    rootEscaped: false,
    plainSections: false,
  };
}

/** The last touch that may affect a setting. */
export function lastTouch(ledger: Ledger, key: string): Touch | undefined {
  const section = key.slice(0, key.indexOf('.'));
  const touches = [ledger.keys.get(key), ledger.sections.get(section), ledger.everything];
  return touches.reduce((a, b) => (a === undefined || (b !== undefined && b.at > a.at) ? b : a));
}

/** Why an edit is made where it is; each has a sentence in the messages section `config.why`. */
export type Why = keyof Messages['pythonConfig']['why'];

/** Why a file is refused; each has a sentence in the messages section `config.refused`. */
export type RejectionReason = keyof Messages['pythonConfig']['refused'];
