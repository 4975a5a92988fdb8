import { isatty } from 'node:tty';

/** What is known about the streams of this process. */
export interface Terminal {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** How wide the talk may be. */
  readonly columns: number;
  /** Can ✔ and │ be shown? */
  readonly unicode: boolean;
}

const DEFAULT_COLUMNS = 80;
/** Narrower than this, wrapping makes text harder to read, not easier. */
const FEWEST_COLUMNS = 30;

/** Reads the facts of the terminal. Does not touch process.stdin, whose first use starts to watch the input. */
export function readTerminal(
  env: Readonly<NodeJS.ProcessEnv> = process.env,
  platform: NodeJS.Platform = process.platform,
): Terminal {
  const columns = process.stderr.columns || process.stdout.columns || Number(env.COLUMNS) || DEFAULT_COLUMNS;
  return {
    stdin: isatty(0),
    stdout: isatty(1),
    stderr: isatty(2),
    columns: Math.max(columns, FEWEST_COLUMNS),
    unicode: showsUnicode(env, platform),
  };
}

/** The locale's word; the Linux console has no such letters, and old Windows consoles none either. */
export function showsUnicode(env: Readonly<NodeJS.ProcessEnv>, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return Boolean(env.WT_SESSION || env.TERM_PROGRAM === 'vscode');
  if (env.TERM === 'linux') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale);
}
