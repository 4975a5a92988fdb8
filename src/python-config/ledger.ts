import type { Messages } from '../messages/index.ts';

/** One assignment of a setting: `c.A.x = value`. */
export interface Setting {
  readonly key: string;
  /** Offset of its statement; a later statement has a greater one. */
  readonly at: number;
  /** Offsets of its name, of the statement's end, and of the value's text. */
  readonly nameAt: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Why the value may not be edited where it stands; undefined when it may. */
  readonly notEditable: Why | undefined;
  /** May be taken out without a trace: a plain constant, whatever lines it takes. */
  readonly removable: boolean;
  /** Certainly runs, and certainly sets the configuration. */
  readonly certain: boolean;
  /** Inside a function or class: runs who knows when. */
  readonly deferred: boolean;
  /** The value, perhaps a list or dict, has another name as well: it may still change. */
  readonly shared: boolean;
  /** Its section may have been a plain dict, so that it may raise. */
  readonly inPlainSection: boolean;
  /** Takes the setting out instead: our own `c.A.pop('x', None)`. */
  readonly removes: boolean;
  readonly place: Place;
}

/** Where a statement stands: the lines of the file it takes, and what shares them. */
export interface Place {
  readonly lineStart: number;
  readonly lineNext: number;
  /** Offsets that a removal takes out, with the semicolon; undefined when it stands alone on its lines. */
  readonly within: readonly [number, number] | undefined;
}

/** Something that reads or changes settings in a way that no single line shows. */
interface Touch {
  readonly at: number;
  readonly why: Why;
}

/** Everything that a walk over a file found out about its settings. */
export interface Ledger {
  readonly settings: Setting[];
  /** Only these settings are recorded; undefined: all. */
  readonly wanted: ReadonlySet<string> | undefined;
  /** The last touch of one setting, of all of a section, of everything. */
  readonly keys: Map<string, Touch>;
  readonly sections: Map<string, Touch>;
  everything: Touch | undefined;
  /** Code that cannot be judged by lines, in order. */
  readonly opaque: Touch[];
  /** Offset of the code that makes two sections one object, or may do so. */
  sharesSections: number | undefined;
  /** Some section was replaced by an object that has another name. */
  namedSection: boolean;
  /** Does `c` certainly mean the configuration, and `get_config` the function, here? */
  cIsConfig: boolean;
  getConfigIsOurs: boolean;
  /** Other names may lead to the configuration, or to a section of it, from here on. */
  escaped: boolean;
  /** … to the whole of it. */
  rootEscaped: boolean;
  /** Some section may be a plain dict here, in which `c.A.x = 1` raises. */
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

/** The last touch that can concern a setting. */
export function lastTouch(ledger: Ledger, key: string): Touch | undefined {
  const section = key.slice(0, key.indexOf('.'));
  const touches = [ledger.keys.get(key), ledger.sections.get(section), ledger.everything];
  return touches.reduce((a, b) => (a === undefined || (b !== undefined && b.at > a.at) ? b : a));
}

/** Why an edit stands where it stands; each has a sentence in the messages section `config.why`. */
export type Why = keyof Messages['config']['why'];

/** Why a file is refused; each has a sentence in the messages section `config.refused`. */
export type Refusal = keyof Messages['config']['refused'];
