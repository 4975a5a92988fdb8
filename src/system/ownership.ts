import { ExposeError } from '../errors.ts';
import { shellQuoted } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { pathsOf } from './paths.ts';
import { readText } from './read-text.ts';
import type { System } from './system.ts';

/** Why a path may hold what somebody else put there. */
export interface Intrusion {
  /** The path itself, or the parent that others may write. */
  readonly path: string;
  readonly kind: 'link' | 'owner' | 'writable';
}

/** The system as this question needs it. */
type Computer = Pick<System, 'files' | 'uid' | 'platform' | 'run'>;

interface Rules {
  /** The path itself may be a link; where it leads is then examined too. */
  readonly mayBeLink?: boolean;
  /** The path itself may belong to the administrator, as an installed program does. */
  readonly mayBeRoots?: boolean;
  /** The directories above it are known to be the user's. */
  readonly isBelowOwn?: boolean;
}

/** Programs and config files may be the administrator's, who can do anything anyway, and be reached by links. */
export const LIKE_A_PROGRAM: Rules = { mayBeLink: true, mayBeRoots: true };

const ROOT = 0;
const STICKY = 0o1000;
const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;

/**
 * Whether a path is this user's, and only theirs to write, as OpenSSH's StrictModes asks it: the owner and the mode of the
 * path and of every directory above it, links not followed blindly. Undefined if it is, or if it does not exist. A
 * group that nobody else is in may write; so may everybody in a directory where files can be removed by their owner
 * alone (/tmp). Windows has no such modes.
 */
export async function findIntrusion(
  path: string,
  system: Computer,
  rules: Rules = {},
): Promise<Intrusion | undefined> {
  const { files, uid, platform } = system;
  if (platform === 'win32' || uid === undefined) return undefined;
  const facts = await files.linkFacts(path);
  if (facts === undefined) return undefined;
  const isLink = facts.kind === 'link';
  if (isLink && !rules.mayBeLink) return { path, kind: 'link' };
  if (facts.uid !== uid && !(rules.mayBeRoots && facts.uid === ROOT)) return { path, kind: 'owner' };
  if (!isLink && (await isWrittenByOthers(path, facts, system))) return { path, kind: 'writable' };
  const target = isLink ? await files.realPath(path) : path;
  if (isLink) {
    const behind = await findIntrusion(target, system, { ...rules, mayBeLink: false });
    if (behind !== undefined) return behind;
  }
  return rules.isBelowOwn ? undefined : findAbove(path, system);
}

/** The first directory above a path that others may write; both as it is written and where its links lead. */
async function findAbove(path: string, system: Computer): Promise<Intrusion | undefined> {
  const { dirname } = pathsOf(system);
  const parent = dirname(path);
  const real = await system.files.realPath(parent);
  for (const directory of new Set([...above(parent, dirname), ...above(real, dirname)])) {
    const facts = await system.files.linkFacts(directory);
    if (facts === undefined || facts.kind === 'link') continue;
    if (facts.uid !== system.uid && facts.uid !== ROOT) return { path: directory, kind: 'owner' };
    if ((facts.mode & STICKY) === 0 && (await isWrittenByOthers(directory, facts, system)))
      return { path: directory, kind: 'writable' };
  }
  return undefined;
}

/** A directory and all above it. */
function above(directory: string, dirname: (path: string) => string): string[] {
  const next = dirname(directory);
  return next === directory ? [directory] : [directory, ...above(next, dirname)];
}

async function isWrittenByOthers(
  path: string,
  { mode, gid }: { readonly mode: number; readonly gid: number },
  system: Computer,
): Promise<boolean> {
  if ((mode & OTHERS_WRITE) !== 0) return true;
  if ((mode & GROUP_WRITES) === 0) return false;
  return !(await isPrivateGroup(gid, system)) || (await hasAccessList(path, system));
}

/**
 * Whether an access control list (acl(5)) names further accounts. The bits of the group are then the most that any of them
 * may do: without the one for writing, none of them writes. ls marks such a path with a plus sign.
 */
async function hasAccessList(path: string, { run }: Computer): Promise<boolean> {
  const { stdout, code } = await run('ls', ['-ld', '--', path], { timeout: 5000 });
  return code === 0 && /^\S+\+/.test(stdout);
}

/** Many systems give each user a group of their own, and let it write. */
async function isPrivateGroup(gid: number, { files, uid }: Computer): Promise<boolean> {
  if (gid === ROOT && uid === ROOT) return true;
  const [users = '', groups = ''] = await Promise.all(
    ['/etc/passwd', '/etc/group'].map((path) => readText(path, files)),
  );
  const rows = users.split('\n').map((line) => line.split(':'));
  const [name, , , primary] = rows.find(([, , id]) => Number(id) === uid) ?? [];
  const isOthers = rows.some(([, , id, group]) => Number(group) === gid && Number(id) !== uid);
  const [, , , members = ''] =
    groups
      .split('\n')
      .map((line) => line.split(':'))
      .find(([, , id]) => Number(id) === gid) ?? [];
  const isOnlyMine = members.split(',').every((one) => one === '' || one === name);
  return Number(primary ?? -1) === gid && !isOthers && isOnlyMine;
}

/** Throws ExposeError('environment') if others may have written the path: it is then neither read, run, nor removed. */
export async function requireOwn(path: string, system: Computer, rules: Rules = {}): Promise<void> {
  const intrusion = await findIntrusion(path, system, rules);
  if (intrusion === undefined) return;
  const { message, fix } = intrusionWords(intrusion);
  throw new ExposeError('environment', message, fix);
}

/** The sentences about an intrusion, with the one command that mends it. */
export function intrusionWords({ path, kind }: Intrusion): {
  readonly message: string;
  readonly fix: string;
} {
  const m = t().system.intrusion;
  return { message: m[kind](path), fix: m.fix[kind](shellQuoted(path)) };
}

/** Whether a program may be run: it is the user's or root's, and only theirs to write. */
export async function isTrusted(program: string, system: Computer): Promise<boolean> {
  return (await findIntrusion(program, system, LIKE_A_PROGRAM)) === undefined;
}
