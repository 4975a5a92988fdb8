import type { Network, World } from '../../net/network.ts';
import { groupOf } from '../../system/process-info.ts';
import type { ProgramEnd, StartedProgram, System } from '../../system/system.ts';
import type { Target } from '../target.ts';
import { type RunningServer, runtimeDirectories, serversIn } from './running-servers.ts';

/** Redirect what Jupyter writes while it runs: cookie secrets, databases, IPython's profile. */
const VARIABLES = ['JUPYTER_RUNTIME_DIR', 'JUPYTER_DATA_DIR', 'IPYTHONDIR'];

/** Milliseconds to wait until a Jupyter listens. */
const PATIENCE = 60_000;

const GLANCE = 50;

interface TemporaryServerOptions {
  /** The config file that the user named, passed to Jupyter with --config. */
  readonly configFile: string | undefined;
  /** Jupyter refuses to run as root without --allow-root. */
  readonly asRoot: boolean;
  /** Another port than the configured one, which the user's own running server has. */
  readonly port?: number | undefined;
  /** Aborts the start: the server is stopped and the signal's reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** A Jupyter started for a test. */
export interface TemporaryServer {
  /** Where it listens; undefined when it exited or timed out first. */
  readonly server: RunningServer | undefined;
  /** How it exited, if it exited before it listened. */
  readonly end: ProgramEnd | undefined;
  /** Everything it has printed. Contains secrets: mask it before showing it. */
  log(): string;
  /** Stops it with all its child processes and removes the note that it leaves of itself when it is killed. */
  stop(): Promise<void>;
}

/**
 * Starts the target's Jupyter with its real config, as the user would: in their current directory, with their environment
 * and their own directories, so that what keeps it from starting there keeps it from starting here. Waits until it
 * listens or exits. No browser opens.
 */
export async function startTemporaryServer(
  { installed, app }: Target,
  world: World,
  { configFile, asRoot, port, signal }: TemporaryServerOptions,
): Promise<TemporaryServer> {
  const { system } = world;
  const directories = installed === undefined ? [] : runtimeDirectories([installed], system);
  const before = (await serversOf(directories, system)).map(({ pid }) => pid);
  const program = system.start(
    installed?.executable ?? `jupyter-${app}`,
    [
      '--no-browser',
      ...(configFile === undefined ? [] : [`--config=${configFile}`]),
      ...(asRoot ? ['--allow-root'] : []),
      ...(port === undefined ? [] : [`--port=${port}`]),
    ],
    { cwd: system.cwd },
  );
  const find = async () => {
    const servers = await serversOf(directories, system);
    return servers.find(({ pid }) => !before.includes(pid) && isStartedAs(pid, program.pid));
  };
  const stop = async () => {
    const server = await find();
    await program.stop();
    if (server !== undefined) await removeNote(server, system);
  };
  try {
    const { server, end } = await waitUntilItListens(program, find, world, signal);
    return { server, end, log: program.log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serversOf(directories: readonly string[], system: System): Promise<RunningServer[]> {
  return (await Promise.all(directories.map((directory) => serversIn(directory, system)))).flat();
}

/** Whether a server is the program that was started, or a child of that: of a wrapper, for example. */
function isStartedAs(pid: number, started: number | undefined): boolean {
  const group = groupOf(pid);
  // The started program leads its own group; without /proc any new server counts.
  return pid === started || group === undefined || group === started;
}

/** A server that is killed leaves its runtime file and the page that opens a browser. */
async function removeNote({ file }: RunningServer, { files }: System): Promise<void> {
  for (const path of [file, file.replace(/\.json$/, '-open.html')])
    await files.remove(path).catch(() => undefined);
}

/** Both families write a file just before they listen; jupyter_server 2 does so before the port is open. */
async function waitUntilItListens(
  program: StartedProgram,
  find: () => Promise<RunningServer | undefined>,
  { system, network }: World,
  signal: AbortSignal | undefined,
): Promise<Pick<TemporaryServer, 'server' | 'end'>> {
  let end: ProgramEnd | undefined;
  void program.ended.then((how) => {
    end = how;
  });
  const deadline = system.now().getTime() + PATIENCE;
  while (end === undefined && system.now().getTime() < deadline) {
    signal?.throwIfAborted();
    const server = await find();
    if (server !== undefined && (server.socket !== undefined || (await isOpen(server.port, network))))
      return { server, end: undefined };
    await new Promise((resolve) => setTimeout(resolve, GLANCE));
  }
  return { server: undefined, end };
}

/** True when the listening addresses cannot be read. */
async function isOpen(port: number, network: Network): Promise<boolean> {
  const addresses = await network.listenAddresses(port);
  return addresses === undefined || addresses.length > 0;
}

/** Runs `work` with environment variables that send everything Jupyter writes to a temporary directory. */
export async function withRuntimeDirectory<T>(
  system: System,
  work: (env: Record<string, string>, directory: string) => Promise<T>,
): Promise<T> {
  const directory = await system.temporaryDirectory();
  try {
    return await work(Object.fromEntries(VARIABLES.map((name) => [name, directory.path])), directory.path);
  } finally {
    await directory.remove();
  }
}
