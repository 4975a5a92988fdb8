import { harmless, harmlessJson } from './harmless.ts';

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

export interface TalkOptions {
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
