import type { Network, World } from '../../net/network.ts';
import type { ProgramEnd, StartedProgram, System } from '../../system/system.ts';
import type { Target } from '../target.ts';
import { type RunningServer, serversIn } from './running.ts';

/** Where a Jupyter puts what it makes while it runs: cookie secrets, databases, IPython's profile. */
const VARIABLES = ['JUPYTER_RUNTIME_DIR', 'JUPYTER_DATA_DIR', 'IPYTHONDIR'];

/** Milliseconds that a Jupyter may take until it listens. */
const PATIENCE = 60_000;

const GLANCE = 50;

interface TemporaryServerOptions {
  /** The config file that the person named: Jupyter must be told as well. */
  readonly configFile: string | undefined;
  /** As root Jupyter starts only when its command line says so. */
  readonly asRoot: boolean;
  /** Ends the start: the server is stopped and the signal's reason thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** A Jupyter that was started for a test. */
export interface TemporaryServer {
  /** Where it listens; undefined when it ended instead, or has not come to listen. */
  readonly server: RunningServer | undefined;
  /** How it ended, where it did not come to listen. */
  readonly end: ProgramEnd | undefined;
  /** All that it has said. Holds secrets: mask it before it is shown. */
  log(): string;
  /** Ends it with all that it started, and throws away what it left behind. */
  stop(): Promise<void>;
}

/**
 * Starts the target's Jupyter with its real config, as the person would, and waits until it listens or ends. No browser opens;
 * its runtime files land in a directory that is thrown away; its data directory stays, for kernels live there.
 */
export async function startTemporaryServer(
  { installed, app }: Target,
  world: World,
  { configFile, asRoot, signal }: TemporaryServerOptions,
): Promise<TemporaryServer> {
  const { system } = world;
  const runtime = await system.temporaryDirectory();
  const program = system.start(
    installed?.executable ?? `jupyter-${app}`,
    [
      '--no-browser',
      ...(configFile === undefined ? [] : [`--config=${configFile}`]),
      ...(asRoot ? ['--allow-root'] : []),
    ],
    { env: { JUPYTER_RUNTIME_DIR: runtime.path }, cwd: system.cwd },
  );
  const stop = async () => {
    await program.stop();
    await runtime.remove();
  };
  try {
    const { server, end } = await waitUntilItListens(program, runtime.path, world, signal);
    return { server, end, log: program.log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Both families write a file when they are about to listen, jupyter_server 2 somewhat earlier than the port is open. */
async function waitUntilItListens(
  program: StartedProgram,
  directory: string,
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
    const [server] = await serversIn(directory, system);
    if (server !== undefined && (await isOpen(server.port, network))) return { server, end: undefined };
    await new Promise((resolve) => setTimeout(resolve, GLANCE));
  }
  return { server: undefined, end };
}

/** Taken as open where nothing tells. */
async function isOpen(port: number, network: Network): Promise<boolean> {
  const addresses = await network.listenAddresses(port);
  return addresses === undefined || addresses.length > 0;
}

/** Asks a Jupyter something with an environment in which all that it makes lands in a directory that is thrown away. */
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
