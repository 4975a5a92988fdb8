/** The few colours there are, for status only: nothing may be said by colour alone. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const asItIs = (text: string): string => text;

/** No colours; what to use until `paint` is needed, and where it is not worth loading chalk. */
export const PLAIN: Paint = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  green: asItIs,
  yellow: asItIs,
  cyan: asItIs,
};

/**
 * Settles, before anything imports chalk or inquirer, whether there are colours at all. chalk does not look at
 * NO_COLOR and inquirer not at --no-color, so what switches colours off is written into `env` as the one form
 * that both Node and the libraries understand. Off beats on: NO_COLOR and --no-color beat FORCE_COLOR.
 */
export function decideColour(argv: readonly string[], env: NodeJS.ProcessEnv): void {
  const end = argv.indexOf('--');
  const flags = end < 0 ? argv : argv.slice(0, end);
  const off = flags.includes('--no-color') || Boolean(env.NO_COLOR) || forced(env) === false;
  if (!off && !(env.TERM === 'dumb' && forced(env) === undefined)) return;
  delete env.FORCE_COLOR;
  env.NO_COLOR = '1';
}

/** Does this stream get colours? */
export function hasColour(stream: { readonly isTTY?: boolean }, env: Readonly<NodeJS.ProcessEnv>): boolean {
  if (env.NO_COLOR) return false;
  return forced(env) ?? (stream.isTTY === true && env.TERM !== 'dumb');
}

/** The colours for a stream. chalk is loaded only when there are any: it would cost --help a third of its time. */
export async function paint(
  stream: { readonly isTTY?: boolean },
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<Paint> {
  if (!hasColour(stream, env)) return PLAIN;
  const { Chalk } = await import('chalk');
  // Level 1: the sixteen colours that the person's own theme has made readable.
  return new Chalk({ level: 1 });
}

/** What FORCE_COLOR says, if it says anything: 0 and false are off, everything else, also empty, is on. */
function forced(env: Readonly<NodeJS.ProcessEnv>): boolean | undefined {
  const value = env.FORCE_COLOR;
  return value === undefined ? undefined : value !== '0' && value !== 'false';
}
