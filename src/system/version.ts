import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExposeError } from '../errors.ts';

/** The version of this program, from package.json. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageDirectory(), 'package.json'), 'utf8')) as {
    version?: unknown;
  };
  if (typeof version !== 'string') throw new ExposeError('internal', 'package.json has no version');
  return version;
}

/** The path of the single-file program without dependencies (scripts/bundle.js), for the schedule. */
export function standalonePath(): string {
  return join(packageDirectory(), 'dist', 'standalone.js');
}

/** The nearest parent directory with a package.json: the bundled code is in dist/, the source code deeper. */
function packageDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json')) && dirname(directory) !== directory)
    directory = dirname(directory);
  return directory;
}
