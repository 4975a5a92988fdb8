import path from 'node:path';
import { codeOf, type Disk, isMissing } from './disk.ts';

/** As many links in a row as Linux follows. */
const MOST_LINKS = 40;

async function linkTarget(disk: Disk, link: string): Promise<string | undefined> {
  try {
    return await disk.readlink(link);
  } catch (error) {
    if (isMissing(error) || codeOf(error) === 'EINVAL') return undefined; // nothing there, or not a link
    throw error;
  }
}

/**
 * Where a write to this path ends up, links followed. A dangling link leads to the place it names;
 * where nothing exists yet, the name in the real place of its directory. Throws the system's own errors.
 */
export async function resolveRealPath(disk: Disk, given: string, links = MOST_LINKS): Promise<string> {
  const absolute = path.resolve(given);
  try {
    return await disk.realpath(absolute);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const parent = path.dirname(absolute);
  if (parent === absolute) return absolute;
  const realParent = await resolveRealPath(disk, parent, links);
  const here = path.join(realParent, path.basename(absolute));
  const target = await linkTarget(disk, here);
  if (target === undefined) return here;
  if (links === 0) throw Object.assign(new Error(`too many links: ${given}`), { code: 'ELOOP' });
  return resolveRealPath(disk, path.resolve(realParent, target), links - 1);
}
