import { readText } from './read-text.ts';
import type { System } from './system.ts';

/** The container or WSL around this computer, as far as it determines who can reach it. */
export interface ContainerInfo {
  /** The evidence that this is a container. */
  readonly container: string | undefined;
  /** The program that the container was started with, and so the purpose of the container. */
  readonly mainProgram: string | undefined;
  readonly wsl: 'nat' | 'mirrored' | 'unknown' | undefined;
}

/**
 * Kinds of container, recognised by what they leave behind. `verified` is informational: no test machine exists for
 * each.
 */
const CONTAINERS: readonly {
  kind: string;
  verified: 'yes' | 'no';
  is: (system: System) => Promise<boolean>;
}[] = [
  { kind: '/.dockerenv', verified: 'yes', is: (system) => exists('/.dockerenv', system) },
  { kind: '/run/.containerenv', verified: 'no', is: (system) => exists('/run/.containerenv', system) },
  {
    kind: 'KUBERNETES_SERVICE_HOST',
    verified: 'no',
    is: async ({ env }) => Boolean(env.KUBERNETES_SERVICE_HOST),
  },
  {
    kind: '/proc/1/cgroup',
    verified: 'no',
    is: async (system) =>
      /\b(?:docker|kubepods|containerd|lxc|libpod)\b/.test(
        (await readText('/proc/1/cgroup', system.files)) ?? '',
      ),
  },
];

/** Detects the container and WSL. Reads files, and runs `wslinfo` under WSL. */
export async function detectContainer(system: System): Promise<ContainerInfo> {
  const [container, wsl, command] = await Promise.all([
    findContainer(system),
    readWsl(system),
    readText('/proc/1/cmdline', system.files),
  ]);
  const words = (command ?? '').split('\0').filter((word) => word !== '');
  const mainProgram = container === undefined || words.length === 0 ? undefined : words.join(' ');
  return { container, mainProgram, wsl };
}

async function findContainer(system: System): Promise<string | undefined> {
  if (system.platform !== 'linux') return undefined;
  const found = await Promise.all(
    CONTAINERS.map(async ({ kind, is }) => ((await is(system)) ? kind : undefined)),
  );
  return found.find((kind) => kind !== undefined);
}

/** WSL 2 is behind a NAT of Windows unless `networkingMode=mirrored`; WSL 1 shares the network of Windows. */
async function readWsl(system: System): Promise<ContainerInfo['wsl']> {
  const version = (await readText('/proc/version', system.files)) ?? '';
  const isWsl = /microsoft/i.test(version) || Boolean(system.env.WSL_DISTRO_NAME);
  if (system.platform !== 'linux' || !isWsl) return undefined;
  // /proc/version contains 'Microsoft' in WSL 1 and 'microsoft-standard-WSL2' in WSL 2.
  if (/Microsoft/.test(version) && !/WSL2/i.test(version)) return undefined;
  const { stdout, code } = await system.run('wslinfo', ['--networking-mode'], { timeout: 2_000 });
  if (code === 0) return stdout.trim() === 'mirrored' ? 'mirrored' : 'nat';
  const users = await system.files.list('/mnt/c/Users').catch(() => []);
  const settings = await Promise.all(
    users.map((user) => readText(`/mnt/c/Users/${user}/.wslconfig`, system.files)),
  );
  const mode = settings
    .map((text) => /^\s*networkingMode\s*=\s*(\w+)/im.exec(text ?? '')?.[1])
    .find((one) => one);
  if (mode === undefined) return 'unknown';
  return mode.toLowerCase() === 'mirrored' ? 'mirrored' : 'nat';
}

async function exists(path: string, { files }: System): Promise<boolean> {
  return (await files.facts(path).catch(() => undefined)) !== undefined;
}
