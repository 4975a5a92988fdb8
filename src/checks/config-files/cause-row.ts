import type { Messages } from '../../messages/en/index.ts';
import type { Change } from '../../plan/change.ts';
import type { System } from '../../system/system.ts';
import type { Scene } from './complaint.ts';

/** What a sentence about a cause names. */
export interface Details {
  readonly name?: string;
  readonly better?: string;
}

type Answer<T> = T | undefined | Promise<T | undefined>;

export type CauseId = keyof Messages['scars']['cause'];

export interface CauseRow {
  readonly id: CauseId;
  /** Only for complaints of these kinds. */
  readonly kinds?: readonly Scene['kind'][];
  /** Jupyter's own words. */
  readonly says?: RegExp;
  /** The line that is complained about, bytes as Latin-1. */
  readonly line?: RegExp;
  /** The whole file, bytes as Latin-1. */
  readonly content?: RegExp;
  /** What else must hold: the generation, other settings. */
  readonly when?: (scene: Scene) => boolean;
  readonly details?: (scene: Scene, system: System) => Answer<Details>;
  readonly repair?: (scene: Scene, system: System) => Answer<readonly Change[]>;
}

/** The first thing that a complaint puts in quotes. */
export function nameIn(said: string): string {
  return /'([^']*)'/.exec(said)?.[1] ?? '';
}
