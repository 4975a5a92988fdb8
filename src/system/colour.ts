/** The few colours, for status only: colour must never be the only carrier of information. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const asItIs = (text: string): string => text;

/** No colours. The default until `paint` is called, and where loading chalk is not worth its time. */
export const PLAIN: Paint = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  green: asItIs,
  yellow: asItIs,
  cyan: asItIs,
};

/**
 * Decides, before anything imports chalk or inquirer, whether colours are used. chalk ignores NO_COLOR and inquirer
 * ignores --no-color, so the decision to disable colours is written into `env` in the one form that Node and both
 * libraries understand. Off wins: NO_COLOR and --no-color override FORCE_COLOR.
 */
export function decideColour(argv: readonly string[], env: NodeJS.ProcessEnv): void {
  const end = argv.indexOf('--');
  const flags = end < 0 ? argv : argv.slice(0, end);
  const off = flags.includes('--no-color') || Boolean(env.NO_COLOR) || forced(env) === false;
  if (!off && !(env.TERM === 'dumb' && forced(env) === undefined)) return;
  delete env.FORCE_COLOR;
  env.NO_COLOR = '1';
}

/** Whether this stream gets colours. */
export function hasColour(stream: { readonly isTTY?: boolean }, env: Readonly<NodeJS.ProcessEnv>): boolean {
  if (env.NO_COLOR) return false;
  return forced(env) ?? (stream.isTTY === true && env.TERM !== 'dumb');
}

/** The colours for a stream. Loads chalk only if there are any: loading it would take a third of the time of --help. */
export async function paint(
  stream: { readonly isTTY?: boolean },
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<Paint> {
  if (!hasColour(stream, env)) return PLAIN;
  const { Chalk } = await import('chalk');
  // Level 1: the sixteen colours of the user's theme, which are readable there.
  return new Chalk({ level: 1 });
}

/** The value of FORCE_COLOR, if set: 0 and false mean off; everything else, including an empty value, means on. */
function forced(env: Readonly<NodeJS.ProcessEnv>): boolean | undefined {
  const value = env.FORCE_COLOR;
  return value === undefined ? undefined : value !== '0' && value !== 'false';
}
