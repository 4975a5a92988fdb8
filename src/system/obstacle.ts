import { pathsOf } from './paths.ts';
import type { FileFacts, System } from './system.ts';

/** What keeps this user from using a path. */
export interface Obstacle {
  /** The path itself, or the directory above it that is in the way. */
  readonly path: string;
  /**
   * `closed`: its owner or its mode; `no-directory`: it is a file where a directory is needed; `dangling`: it is a link to
   * what is not there, in place of which nobody makes a directory.
   */
  readonly kind: 'closed' | 'no-directory' | 'dangling';
  readonly facts: FileFacts;
}

/** What is wanted of a path: to read a file, to list a directory, or to write files in a directory (or to make it). */
export type Use = 'read' | 'list' | 'write';

/**
 * The first thing on the way to a path that keeps this user from using it so; undefined if nothing does, or if the path
 * does not exist and need not (for `write` it can be made).
 */
export async function findObstacle(
  path: string,
  use: Use,
  system: Pick<System, 'files' | 'platform'>,
): Promise<Obstacle | undefined> {
  const { files } = system;
  const { dirname, join } = pathsOf(system);
  let last: { path: string; facts: FileFacts } | undefined;
  for (const step of stepsTo(path, dirname)) {
    const facts = await files.facts(step).catch(() => 'closed' as const);
    if (facts === 'closed') return last && { ...last, kind: 'closed' };
    if (facts === undefined) {
      const link = use === 'read' ? undefined : await files.linkFacts(step).catch(() => undefined);
      if (link?.kind === 'link') return { path: step, kind: 'dangling', facts: { ...link, kind: 'other' } };
      break;
    }
    if (facts.kind === 'file' && (step !== path || use !== 'read'))
      return { path: step, kind: 'no-directory', facts };
    last = { path: step, facts };
  }
  if (last === undefined) return undefined;
  const isThere = last.path === path;
  if (use !== 'write' && !isThere) return undefined;
  const isUsable =
    use === 'write'
      ? await files.isWritable(join(last.path, 'new'))
      : await (use === 'read' ? files.read(path) : files.list(path)).then(
          () => true,
          () => false,
        );
  return isUsable ? undefined : { ...last, kind: 'closed' };
}

/** The root, then each directory below it, then the path. */
function stepsTo(path: string, dirname: (path: string) => string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [...stepsTo(above, dirname), path];
}
