import type { System } from '../../../system/system.ts';
import type { OwnAuthority } from './authority.ts';

/** One place on this computer where programs look up whom they trust. */
export interface Place {
  /** Of the store among those found: 'debian', 'firefox:abc.default'. */
  readonly id: string;
  readonly name: string;
  /** The directory or file, where the store has one. */
  readonly path: string;
}

/** What puts our authority into a store and what takes it out again. */
export interface TrustCommands {
  readonly run: readonly string[];
  /** Given to it on standard input. */
  readonly input?: string;
  /** Harmless when it is run twice, or when `run` never ran; takes out nothing but ours. */
  readonly undo: readonly string[];
  readonly undoInput?: string;
  /** The same for a person to type, without sudo. */
  readonly shown: readonly string[];
}

/** A kind of store, as data. */
export interface TrustRow {
  readonly id: string;
  readonly platform: readonly NodeJS.Platform[];
  /** `yes`: a test runs it against the real thing. */
  readonly verified: 'yes' | 'no';
  readonly needsRoot: boolean;
  /** The stores of this kind that this computer has. */
  detect(system: System): Promise<readonly Place[]>;
  /** Does the store trust this very authority now? */
  already(place: Place, authority: OwnAuthority, system: System): Promise<boolean>;
  commands(place: Place, authority: OwnAuthority, system: System): Promise<TrustCommands>;
  /** A program that the row needs and that a computer may lack; and how it is installed. */
  readonly tool?: { readonly program: string; readonly install: string };
}
