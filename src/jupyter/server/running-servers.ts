import { parseRecord, textOf } from '../../json.ts';
import { pathsOf } from '../../system/paths.ts';
import { readProcess } from '../../system/process-info.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import type { Installation } from '../installation/find-installations.ts';
import { usualRuntimeDir } from './runtime-directory.ts';

/** A Jupyter server that is running on this machine. Its token is not read. */
export interface RunningServer {
  readonly pid: number;
  /** The port it actually uses. */
  readonly port: number;
  readonly url: string;
  /** The address it listens on: 'localhost', '0.0.0.0', '' or '*'. */
  readonly hostname: string;
  /** Serves HTTPS. */
  readonly secure: boolean;
  readonly baseUrl: string;
  /** The unix socket that it listens on instead of a port. */
  readonly socket?: string;
  readonly rootDir: string | undefined;
  /** Reported by jupyter_server only. */
  readonly version: string | undefined;
  /** The unix socket that it listens on instead of the port. */
  readonly sock?: string;
  /** The runtime file this was read from. */
  readonly file: string;
  readonly family: 'classic' | 'server';
}

const FAMILIES: readonly { family: RunningServer['family']; shape: RegExp }[] = [
  { family: 'classic', shape: /^nbserver-\d+\.json$/ },
  { family: 'server', shape: /^jpserver-\d+\.json$/ },
];

/** A word of the command line that starts a server: `jupyter-lab`, `-m notebook`, `jupyterhub-singleuser`. */
const JUPYTER =
  /(?:^|[\\/])(?:jupyter(?!-expose)[\w.-]*|notebook|nbclassic|voila|[\w-]*singleuser)$|\b(?:Notebook|Server|Lab)App\b/i;

/**
 * Finds the servers that have a file in a runtime directory, sorted by port. A file is believed only if its process is
 * this user's own Jupyter and holds the port: process ids are used again, and anyone may write a file.
 */
export async function findRunningServers(
  installations: readonly Installation[],
  system: System,
): Promise<RunningServer[]> {
  const directories = runtimeDirectories(installations, system);
  const servers = await Promise.all(directories.map((directory) => serversIn(directory, system)));
  const believed = await Promise.all(servers.flat().map((server) => isItself(server, system)));
  return servers
    .flat()
    .filter((_, at) => believed[at])
    .sort((a, b) => a.port - b.port);
}

/** Whether the process of a runtime file is what the file says. True where there is no /proc to tell. */
async function isItself({ pid, port, sock }: RunningServer, system: System): Promise<boolean> {
  const process = await readProcess(pid, system.files).catch(() => undefined);
  if (process === undefined)
    return (await system.files.facts('/proc/self').catch(() => undefined)) === undefined;
  if (process.uid !== system.uid) return false;
  if (!process.args.some((word) => JUPYTER.test(word))) return false;
  return sock !== undefined || (await system.listensOn(pid, port)) !== false;
}

/** Where the servers of these installations leave their runtime files; the usual place if that is not known. */
export function runtimeDirectories(installations: readonly Installation[], system: System): string[] {
  const directories = installations.map(({ paths }) => paths.runtimeDir).filter((path) => path !== '');
  return directories.length === 0
    ? [system.env.JUPYTER_RUNTIME_DIR || usualRuntimeDir(system)]
    : [...new Set(directories)];
}

/** The servers that have a file in one runtime directory and a live process. */
export async function serversIn(directory: string, system: System): Promise<RunningServer[]> {
  const { join } = pathsOf(system);
  const names = await system.files.list(directory).catch(() => []);
  const servers = await Promise.all(
    names.map((name) => {
      const family = FAMILIES.find(({ shape }) => shape.test(name))?.family;
      return family === undefined ? undefined : readServer(join(directory, name), family, system);
    }),
  );
  return servers.filter((server) => server !== undefined);
}

async function readServer(
  file: string,
  family: RunningServer['family'],
  system: System,
): Promise<RunningServer | undefined> {
  const parsed = parseRecord((await readText(file, system.files)) ?? '');
  const pid = Number(parsed?.pid);
  const port = Number(parsed?.port);
  // A killed server leaves its file behind.
  if (parsed === undefined || !Number.isInteger(pid) || !Number.isInteger(port) || !system.isAlive(pid)) {
    return undefined;
  }
  const socket = textOf(parsed.sock);
  return {
    pid,
    port,
    ...(socket && { socket }),
    url: textOf(parsed.url) ?? '',
    hostname: textOf(parsed.hostname) ?? '',
    secure: parsed.secure === true,
    baseUrl: textOf(parsed.base_url) ?? '/',
    rootDir: textOf(parsed.root_dir) ?? textOf(parsed.notebook_dir),
    version: textOf(parsed.version),
    ...(textOf(parsed.sock) && { sock: String(parsed.sock) }),
    file,
    family,
  };
}
