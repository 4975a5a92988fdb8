import { posix, win32 } from 'node:path';
import { parseRecord, textOf } from '../../json.ts';
import { pathsOf } from '../../system/paths.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import type { Installation } from '../installation/find-installations.ts';

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
  /** The runtime file this was read from. */
  readonly file: string;
  readonly family: 'classic' | 'server';
}

const FAMILIES: readonly { family: RunningServer['family']; shape: RegExp }[] = [
  { family: 'classic', shape: /^nbserver-\d+\.json$/ },
  { family: 'server', shape: /^jpserver-\d+\.json$/ },
];

/** Default runtime directories, for when no Jupyter can be queried (jupyter_core paths.py); the first match wins. */
const RUNTIME_DIRS: readonly {
  platform: NodeJS.Platform | 'any';
  of: (system: System) => string;
  verified: string;
}[] = [
  { platform: 'darwin', of: ({ home }) => posix.join(home, 'Library/Jupyter/runtime'), verified: 'no' },
  {
    platform: 'win32',
    of: ({ env, home }) => win32.join(env.APPDATA ?? home, 'jupyter', 'runtime'),
    verified: 'no',
  },
  {
    platform: 'any',
    of: ({ env, home }) =>
      posix.join(env.XDG_DATA_HOME || posix.join(home, '.local/share'), 'jupyter/runtime'),
    verified: 'yes',
  },
];

/** Finds the servers that have a file in a runtime directory and a live process, sorted by port. */
export async function findRunningServers(
  installations: readonly Installation[],
  system: System,
): Promise<RunningServer[]> {
  const directories = runtimeDirectories(installations, system);
  const servers = await Promise.all(directories.map((directory) => serversIn(directory, system)));
  return servers.flat().sort((a, b) => a.port - b.port);
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

function usualRuntimeDir(system: System): string {
  const row = RUNTIME_DIRS.find(({ platform }) => platform === system.platform || platform === 'any');
  return row === undefined ? '' : row.of(system);
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
    file,
    family,
  };
}
