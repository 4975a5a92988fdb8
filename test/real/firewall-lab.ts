import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Done, makeRouterLab } from './router-lab.ts';

/** A computer on a LAN with its own firewalls. The rules and files of this machine stay untouched. */
export interface FirewallLab {
  /** The user's home, which contains only `configDir`, empty. */
  home: string;
  /** The directory of Jupyter's config files. */
  configDir: string;
  /** Runs a command on that computer, as root by default. */
  exec(command: readonly string[], user?: number): Promise<Done>;
  /** Runs the built program with that home. */
  cli(args: readonly string[], options?: CliOptions): Promise<Done>;
  /** The whole command line of `cli`, for a terminal. */
  words(args: readonly string[], options?: CliOptions): string[];
  /** Which clients reach the port by TCP: a neighbour on the LAN, a stranger outside it. */
  reached(port: number): Promise<{ neighbour: boolean; stranger: boolean }>;
  /** Starts a server on the port. */
  serve(port: number): Promise<void>;
  /** Writes a file below /etc of that computer. */
  write(path: string, text: string): void;
  remove(): Promise<void>;
}

export interface CliOptions {
  user?: number;
  env?: Readonly<Record<string, string>>;
}

const STRANGER = '198.51.100.7';
const NODE = process.execPath;
const BIN = join(import.meta.dirname, '../../bin/jupyter-expose.js');

export async function makeFirewallLab(): Promise<FirewallLab> {
  const lab = await makeRouterLab({ silent: true });
  const directory = mkdtempSync(join(tmpdir(), 'jx-firewall-'));
  chmodSync(directory, 0o755); // other users need access
  const home = join(directory, 'home');
  const configDir = join(home, '.jupyter');
  mkdirSync(configDir, { recursive: true });
  execFileSync('cp', ['-a', '/etc', directory]);
  mkdirSync(join(directory, 'run'));
  const mounts = ['etc', 'run']
    .map((name) => `mount --bind '${join(directory, name)}' /${name}`)
    .join(' && ');
  const inside = ['unshare', '-m', 'sh', '-c', `${mounts} && exec "$@"`, 'sh'];
  const servers: ReturnType<typeof spawn>[] = [];
  const exec: FirewallLab['exec'] = (command, user) =>
    lab.exec('lan', [...inside, ...asUser(user), ...command]);
  const program = (args: readonly string[], { env = {} }: CliOptions) => {
    const words = { HOME: home, JUPYTER_CONFIG_DIR: configDir, LC_ALL: 'C.UTF-8', PATH, ...env };
    const assigned = Object.entries(words).map(([name, value]) => `${name}=${value}`);
    return ['env', '-i', ...assigned, NODE, BIN, ...args];
  };
  await lab.exec('rt', ['ip', 'address', 'add', `${STRANGER}/32`, 'dev', 'lan0']);
  return {
    home,
    configDir,
    exec,
    cli: (args, options = {}) => exec(program(args, options), options.user),
    words: (args, options = {}) => [
      ...lab.prefix('lan'),
      ...inside,
      ...asUser(options.user),
      ...program(args, options),
    ],
    async reached(port) {
      const from = async (source: string) => {
        const url = `http://${lab.lanAddress}:${port}/`;
        const said = await lab.exec('rt', ['curl', '-s', '-m', '0.6', '--interface', source, url]);
        return said.stdout === 'here';
      };
      const [neighbour, stranger] = await Promise.all([from(lab.gateway), from(STRANGER)]);
      return { neighbour, stranger };
    },
    async serve(port) {
      const script = `require('node:http').createServer((_, a) => a.end('here')).listen(${port}, () => console.log('up'))`;
      const [program = '', ...args] = [...lab.prefix('lan'), NODE, '-e', script];
      const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      servers.push(server);
      await new Promise((resolve) => server.stdout.once('data', resolve));
    },
    write(path, text) {
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), text);
    },
    async remove() {
      for (const server of servers) server.kill('SIGKILL');
      await lab.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function asUser(user: number | undefined): string[] {
  return user === undefined ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
}
