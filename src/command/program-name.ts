import { basename } from 'node:path';
import { shellQuoted } from '../messages/command-line.ts';

/** The command that starts this program again: npx, npm start in a clone, its name, or node with the script. */
export function findProgramName(
  env: Readonly<NodeJS.ProcessEnv>,
  script: string | undefined = process.argv[1],
): string {
  if (env.npm_command === 'exec') return 'npx jupyter-expose';
  if (env.npm_lifecycle_event === 'start' && env.npm_package_name === 'jupyter-expose') return 'npm start --';
  const isCommand = script !== undefined && basename(script) === 'jupyter-expose';
  return script === undefined || isCommand ? 'jupyter-expose' : `node ${shellQuoted(script)}`;
}
