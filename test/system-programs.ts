import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const VARIABLE = 'JUPYTER_EXPOSE_SYSTEM_PROGRAMS';
const DIRECTORIES = ['/usr/bin', '/bin'];
/** Where JupyterLab finds them, it starts them at each start and waits for what they say of their configuration. */
const NODE = new Set(['node', 'nodejs', 'npm', 'npx', 'corepack', 'yarn', 'yarnpkg']);

/** This computer's programs without Node: directories for the PATH of a test's Jupyter. */
export function systemPrograms(): string {
  return process.env[VARIABLE] ?? DIRECTORIES.join(delimiter);
}

/** Before any test: links to them all in one directory. */
export function linkSystemPrograms(directory: string): void {
  mkdirSync(directory, { mode: 0o755 });
  const found = DIRECTORIES.filter((path) => existsSync(path)).flatMap((from) =>
    readdirSync(from).map((name) => [name, join(from, name)] as const),
  );
  // By name: on most systems one of the directories is a link to the other.
  for (const [name, path] of new Map(found)) if (!NODE.has(name)) symlinkSync(path, join(directory, name));
  process.env[VARIABLE] = directory;
}
