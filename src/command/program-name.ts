import { basename } from 'node:path';
import type { Situation } from '../situation/situation.ts';

/** How the person can start this program again: through npx, in a clone, by its name, or as the script that runs. */
export function findProgramName(
  env: Readonly<NodeJS.ProcessEnv>,
  script: string | undefined = process.argv[1],
): string {
  if (env.npm_command === 'exec') return 'npx jupyter-expose';
  if (env.npm_lifecycle_event === 'start' && env.npm_package_name === 'jupyter-expose') return 'npm start --';
  const isCommand = script !== undefined && basename(script) === 'jupyter-expose';
  return script === undefined || isCommand ? 'jupyter-expose' : `node ${shellQuoted(script)}`;
}

/** A word as a POSIX shell must read it; quoted only when it has to be. */
export function shellQuoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** What the person types to start the Jupyter that is set up, on a shell. */
export async function startCommand(situation: Situation): Promise<string> {
  const target = await situation.get('target');
  const file = await situation.get('configFile');
  const { isRoot } = await situation.get('person');
  return [
    target.installed?.command ?? `jupyter ${target.app}`,
    ...(file.named ? [`--config=${shellQuoted(file.path)}`] : []),
    // Without it Jupyter refuses to start as root; it is never written into the config.
    ...(isRoot ? ['--allow-root'] : []),
  ].join(' ');
}
