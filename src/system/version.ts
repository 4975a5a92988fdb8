import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExposeError } from '../errors.ts';

/** The version of this program, as package.json says it. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageDirectory(), 'package.json'), 'utf8')) as {
    version?: unknown;
  };
  if (typeof version !== 'string') throw new ExposeError('internal', 'package.json has no version');
  return version;
}

/** The program as one file that needs no packages (scripts/bundle.js), for the schedule. */
export function standalonePath(): string {
  return join(packageDirectory(), 'dist', 'standalone.js');
}

/** The nearest directory above with a package.json: this code lies in dist/ once it is bundled, and deeper before. */
function packageDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json')) && dirname(directory) !== directory)
    directory = dirname(directory);
  return directory;
}
