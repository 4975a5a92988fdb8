import { basename } from 'node:path';

/** How the person can start this program again: through npx, from a clone, or by its name. */
export function programName(
  env: Readonly<NodeJS.ProcessEnv>,
  script: string | undefined = process.argv[1],
): string {
  if (env.npm_command === 'exec') return 'npx jupyter-expose';
  const isCommand = script !== undefined && basename(script) === 'jupyter-expose';
  return script === undefined || isCommand ? 'jupyter-expose' : `node ${shellQuoted(script)}`;
}

/** A word as a POSIX shell must read it; quoted only when it has to be. */
export function shellQuoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
