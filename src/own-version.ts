import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ExposeError } from './errors.ts';

/** The version of this program, as package.json says it. */
export function ownVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version?: unknown };
  if (typeof version !== 'string') throw new ExposeError('internal', 'package.json has no version');
  return version;
}

/** The program as one file that needs no packages (scripts/bundle.js), for the schedule. */
export function standalonePath(): string {
  return fileURLToPath(new URL('../dist/standalone.js', import.meta.url));
}
