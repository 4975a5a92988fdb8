import type { Interruptions } from '../system/signals.ts';
import type { System } from '../system/system.ts';
import type { Talk } from './output.ts';

/** What every command is given. */
export interface CommandContext {
  readonly system: System;
  readonly talk: Talk;
  readonly interruptions: Interruptions;
}

/** The flags that every command has. */
export interface CommonFlags {
  readonly lang?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}
