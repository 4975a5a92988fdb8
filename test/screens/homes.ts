import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox, type SandboxOptions } from './sandbox.ts';
import { sharedDirectory } from './shared.ts';

/** A computer, and the lines that a person has typed on it. */
interface Typed extends SandboxOptions {
  readonly before: readonly string[];
}

const homes = new Map<string, Promise<string>>();

/** The home where these lines end, made once in a run for every situation that begins there. To be copied. */
export function homeAfter(typed: Typed): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(typed)).digest('hex').slice(0, 16);
  const made = homes.get(key) ?? makeHome(typed, join(sharedDirectory(), `home-${key}`));
  homes.set(key, made);
  // One that could not be made is tried again.
  made.catch(() => homes.delete(key));
  return made;
}

async function makeHome(typed: Typed, directory: string): Promise<string> {
  if (existsSync(directory)) return directory;
  const { before } = typed;
  // What the program did last in an earlier line is a home that others begin with as well.
  const shared = before.slice(0, -1).findLastIndex((line) => line.includes('jupyter-expose ')) + 1;
  const base = shared > 0 ? await homeAfter({ ...typed, before: before.slice(0, shared) }) : undefined;
  const sandbox = new Sandbox(typed, 'en', base);
  try {
    await sandbox.run(silent(before.slice(shared)));
    renameSync(sandbox.home, directory);
  } catch (error) {
    // Unless another worker was quicker.
    if (!existsSync(directory)) throw error;
  } finally {
    sandbox.remove();
  }
  return directory;
}

/** Lines of a shell whose output nobody sees. */
export function silent(lines: readonly string[] = []): string {
  return lines.map((line) => `{ ${line}\n} </dev/null >/dev/null 2>&1\n`).join('');
}
