import type { Network, World } from '../../net/network.ts';
import type { ProgramEnd, StartedProgram, System } from '../../system/system.ts';
import type { Target } from '../target.ts';
import { type RunningServer, serversIn } from './running-servers.ts';

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
  /** Stops it with all its child processes and removes its runtime directory. */
  stop(): Promise<void>;
}

/**
 * Starts the target's Jupyter with its real config, as the user would, and waits until it listens or exits. No
 * browser opens. Runtime files go to a temporary directory; the data directory stays, because kernels are there.
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

/** Both families write a file just before they listen; jupyter_server 2 does so before the port is open. */
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
