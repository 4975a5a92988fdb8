import { posix } from 'node:path';
import { shellQuoted } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { octal } from '../../system/format.ts';
import { findObstacle, type Obstacle, type Use } from '../../system/obstacle.ts';
import type { System } from '../../system/system.ts';
import { type AccessSetting, nameOf, readAccessSettings } from '../access/settings.ts';

/** A directory or file that a server or its kernels use, and what happens if this user may not. */
interface Needed {
  readonly path: string;
  readonly use: Use;
  readonly id: string;
  readonly status: 'fail' | 'warn';
  readonly why: string;
}

/**
 * Whether this user may use what servers and kernels read and write besides the config: after one `sudo jupyter` much
 * of it belongs to root. What happens then was seen on servers of each generation.
 */
export async function checkServerDirectories({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const needed = await neededPaths(situation);
  const found: Finding[] = [];
  for (const { path, use, id, status, why } of needed) {
    const obstacle = await findObstacle(path, use, system);
    // One closed directory is named once, with the worst that it does.
    // IPython takes a temporary directory instead of what is no directory; a kernel does not, of its profile.
    if (id === 'ipython-dir-closed' && obstacle?.kind !== 'closed' && !path.endsWith('profile_default'))
      continue;
    if (obstacle === undefined || found.some(({ evidence }) => evidence?.file === obstacle.path)) continue;
    const words = {
      message: t().host.directories.closed(path, obstacle),
      why,
      fix: openFix(obstacle, system),
    };
    found.push(finding(status, id, words, evidenceOf(obstacle)));
  }
  return found;
}

/** The lists of file types that Python's mimetypes reads if they are there, on every start of a server. */
const MIME_TYPES = [
  '/etc/mime.types',
  '/etc/httpd/mime.types',
  '/etc/httpd/conf/mime.types',
  '/etc/apache/mime.types',
  '/etc/apache2/mime.types',
  '/usr/local/etc/httpd/conf/mime.types',
  '/usr/local/lib/netscape/mime.types',
  '/usr/local/etc/mime.types',
] as const;

/** The directory of a server's own files: runtime files, the secret with which it signs notebooks, kernels. */
function dataDirectory({ env, home }: System, runtimeDir: string): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  return posix.basename(runtimeDir) === 'runtime'
    ? posix.dirname(runtimeDir)
    : posix.join(home, '.local/share/jupyter');
}

async function neededPaths(situation: Situation): Promise<Needed[]> {
  const { system } = situation;
  const [{ installed, app }, { configDir }] = await Promise.all([
    situation.get('target'),
    situation.get('paths'),
  ]);
  const data = dataDirectory(system, installed?.paths.runtimeDir ?? '');
  const secret = posix.join(data, 'notebook_secret');
  const ipython = system.env.IPYTHONDIR || posix.join(system.home, '.ipython');
  const m = t().host.directories;
  const hasSecret = (await system.files.facts(secret).catch(() => undefined)) !== undefined;
  return [
    ...(hasSecret
      ? []
      : [{ path: data, use: 'write', id: 'data-dir-closed', status: 'fail', why: m.data } as const]),
    { path: secret, use: 'read', id: 'notebook-secret-closed', status: 'fail', why: m.data },
    { path: ipython, use: 'list', id: 'ipython-dir-closed', status: 'fail', why: m.ipython },
    {
      path: posix.join(ipython, 'profile_default'),
      use: 'list',
      id: 'ipython-dir-closed',
      status: 'fail',
      why: m.ipython,
    },
    { path: ipython, use: 'write', id: 'ipython-dir-not-writable', status: 'warn', why: m.ipythonKept },
    ...MIME_TYPES.map(
      (path): Needed => ({ path, use: 'read', id: 'mime-types-closed', status: 'fail', why: m.mime }),
    ),
    ...(app === 'lab'
      ? ['workspaces', 'user-settings'].map(
          (name): Needed => ({
            path: posix.join(configDir, 'lab', name),
            use: 'list',
            id: 'lab-settings-closed',
            status: 'fail',
            why: m.lab,
          }),
        )
      : []),
  ];
}

/** Whether the server can list the directory that it shows, and make files in it. */
export async function checkRootDirectory({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const settings = await readAccessSettings(situation, (key) => ROOT_DIRECTORY.includes(nameOf(key)));
  const named = settings.filter(
    ({ name, value }) => ROOT_DIRECTORY.includes(name) && typeof value === 'string' && value !== '',
  );
  // The server that starts next shows the current directory, where anything may be.
  if (named.length === 0) return NOTHING_TO_CHECK;
  const found = await Promise.all(named.map((setting) => evaluateRoot(setting, system)));
  return found.flat();
}

/** Every version has one of these; those with a dot are of classes that manage the files. */
const ROOT_DIRECTORY: readonly string[] = ['root_dir', 'notebook_dir', 'preferred_dir'];

async function evaluateRoot({ key, value, evidence }: AccessSetting, system: System): Promise<Finding[]> {
  const path = posix.resolve(system.cwd, String(value));
  const m = t().host.directories;
  const fail = (id: string, message: string, why: string, fix: string) => [
    finding('fail', id, { message, why, fix }, { evidence }),
  ];
  const obstacle = (await findObstacle(path, 'list', system)) ?? (await findObstacle(path, 'write', system));
  if (obstacle?.kind === 'no-directory')
    return fail(
      'root-dir-file',
      m.rootFile(key, obstacle.path),
      t().tlsChecks.endsAtStart,
      m.rootFileFix(key),
    );
  const isThere = (await system.files.facts(path).catch(() => true)) !== undefined;
  if (!isThere)
    return fail(
      'root-dir-missing',
      m.rootMissing(key, path),
      t().tlsChecks.endsAtStart,
      m.rootMissingFix(key, shellQuoted(path)),
    );
  if (obstacle === undefined) return [];
  const isListed = (await findObstacle(path, 'list', system)) === undefined;
  const why = obstacle.path !== path ? t().tlsChecks.endsAtStart : isListed ? m.rootKept : m.rootClosed;
  const fix = `${openFix(obstacle, system)} ${m.rootOther(key)}`;
  return fail(isListed ? 'root-dir-not-writable' : 'root-dir-closed', m.closed(path, obstacle), why, fix);
}

/** The command that opens what is closed: a user takes back what is theirs, and asks for what is not. */
export function openFix({ path, kind, facts }: Obstacle, { uid, home }: System): string {
  const m = t().host.directories;
  const quoted = shellQuoted(path);
  if (kind === 'no-directory') return m.moveFix(quoted);
  if (kind === 'dangling') return m.danglingFix(quoted);
  if (facts.uid === uid) return m.modeFix(quoted, facts.kind === 'directory' ? 'u+rwx' : 'u+rw');
  return path === home || path.startsWith(`${home}/`) ? t().host.ownFix(path) : m.aclFix(quoted);
}

function evidenceOf({ path, facts }: Obstacle): Pick<Finding, 'evidence'> {
  return { evidence: { file: path, mode: octal(facts.mode) } };
}
