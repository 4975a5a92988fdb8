import type { Network } from '../net/network.ts';
import { paint } from '../system/colour.ts';
import type { Interruptions } from '../system/signals.ts';
import type { System } from '../system/system.ts';
import { readTerminal } from '../system/terminal.ts';
import { marks, wrap } from './layout.ts';
import { harmless, harmlessJson } from './strip-control.ts';

/** Where a command speaks: the talk on stderr, the result on stdout. */
export interface Talk {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** A line of talk on stderr; silent with --quiet. */
  say(line?: string): void;
  /** A warning on stderr; silent with --quiet. */
  warn(line: string): void;
  /** Only with --verbose. */
  detail(line: string): void;
  /** A line of the result on stdout; silent with --json, where the document is the result. */
  result(line: string): void;
  /** The one document of --json. */
  document(value: unknown): void;
}

interface TalkOptions {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/** Talk on the process's own streams. */
export function processTalk(options: TalkOptions): Talk {
  const { json = false, quiet = false, verbose = false } = options;
  const toStderr = (line: string) => process.stderr.write(`${harmless(line)}\n`);
  return {
    json,
    quiet,
    verbose,
    say: (line = '') => void (quiet || toStderr(line)),
    warn: (line) => void (quiet || toStderr(line)),
    detail: (line) => void (verbose && toStderr(line)),
    result: (line) => void (json || process.stdout.write(`${harmless(line)}\n`)),
    document: (value) =>
      void (json && process.stdout.write(`${harmlessJson(JSON.stringify(value, bigAsText, 2))}\n`)),
  };
}

/** Whole numbers beyond 2^53 as text: most readers of JSON would lose their last digits. */
function bigAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** What every command is given. */
export interface CommandContext {
  readonly system: System;
  readonly network: Network;
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

/** Ways to say a sentence on stderr, cut at spaces so that a terminal does not cut it inside a word. */
interface WrappedTalk {
  say(text: string): void;
  /** With the sign for a warning in front of it. */
  warn(text: string): void;
}

/** Into a pipe or a file a sentence stays one line: logs are searched. */
export async function wrappedTalk({
  talk,
  system,
}: Pick<CommandContext, 'talk' | 'system'>): Promise<WrappedTalk> {
  const { stderr, columns, unicode } = readTerminal(system.env);
  const colours = await paint(process.stderr, system.env);
  const width = stderr ? columns : Number.POSITIVE_INFINITY;
  const { warn } = marks(unicode);
  return {
    say: (text) => {
      for (const line of wrap(text, width)) talk.say(line);
    },
    warn: (text) => {
      const [first = '', ...rest] = wrap(text, width, `${warn} `);
      talk.warn(first.replace(warn, colours.yellow(warn)));
      for (const line of rest) talk.warn(line);
    },
  };
}
