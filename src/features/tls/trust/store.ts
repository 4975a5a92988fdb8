import type { System } from '../../../system/system.ts';
import type { OwnAuthority } from './authority.ts';

/** A certificate store on this computer. */
export interface StoreLocation {
  /** Unique among the stores found: 'debian', 'firefox:abc.default'. */
  readonly id: string;
  readonly name: string;
  /** Its directory or file, if it has one. */
  readonly path: string;
}

/** The commands that add our CA to a store and remove it. */
export interface TrustCommands {
  readonly run: readonly string[];
  /** Standard input of `run`. */
  readonly input?: string;
  /** Safe to run twice, or without `run` before it; removes only our CA. */
  readonly undo: readonly string[];
  readonly undoInput?: string;
  /** The equivalent commands for the user to type, without sudo. */
  readonly shown: readonly string[];
}

/** One kind of store. */
export interface TrustAdapter {
  readonly id: string;
  readonly platform: readonly NodeJS.Platform[];
  /** `yes`: tested against a real store. */
  readonly verified: 'yes' | 'no';
  readonly needsRoot: boolean;
  /** Finds the stores of this kind on this computer. */
  detect(system: System): Promise<readonly StoreLocation[]>;
  /** Whether the store trusts this CA now. */
  already(location: StoreLocation, authority: OwnAuthority, system: System): Promise<boolean>;
  commands(location: StoreLocation, authority: OwnAuthority, system: System): Promise<TrustCommands>;
  /** A program that must be installed, and the command that installs it. */
  readonly tool?: { readonly program: string; readonly install: string };
}
