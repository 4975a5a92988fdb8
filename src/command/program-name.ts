import { basename } from 'node:path';
import { shellQuoted } from '../messages/command-line.ts';

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
