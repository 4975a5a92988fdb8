import { isatty } from 'node:tty';

/** The properties of this process's streams. */
export interface Terminal {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** The width available for output. */
  readonly columns: number;
  /** Whether ✔ and │ can be displayed. */
  readonly unicode: boolean;
}

const DEFAULT_COLUMNS = 80;
/** Below this width, wrapping makes text harder to read. */
const MIN_COLUMNS = 30;

/** Reads the terminal's properties. Does not touch process.stdin: its first use starts to read the input. */
export function readTerminal(
  env: Readonly<NodeJS.ProcessEnv> = process.env,
  platform: NodeJS.Platform = process.platform,
): Terminal {
  const columns = process.stderr.columns || process.stdout.columns || Number(env.COLUMNS) || DEFAULT_COLUMNS;
  return {
    stdin: isatty(0),
    stdout: isatty(1),
    stderr: isatty(2),
    columns: Math.max(columns, MIN_COLUMNS),
    unicode: showsUnicode(env, platform),
  };
}

/** Follows the locale, except that the Linux console and old Windows consoles lack these characters. */
export function showsUnicode(env: Readonly<NodeJS.ProcessEnv>, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return Boolean(env.WT_SESSION || env.TERM_PROGRAM === 'vscode');
  if (env.TERM === 'linux') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale);
}
