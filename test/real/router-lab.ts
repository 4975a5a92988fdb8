import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';

/** The kind of router on the LAN. */
export interface LabOptions {
  /** Its outer address with prefix length; a public one by default. */
  wanAddress?: string;
  /** The next hop towards the internet, with prefix length. */
  wanPeer?: string;
  igd1?: boolean;
  upnp?: boolean;
  /** NAT-PMP and PCP. */
  pmp?: boolean;
  /** More lines of miniupnpd.conf; `ext_ip=192.0.1.2` by default if the outer address is a public one. */
  conf?: readonly string[];
  /** No daemon. */
  silent?: boolean;
  /** A unique local prefix on the LAN, and the router as IPv6 gateway. */
  ipv6?: boolean;
}

export type Where = 'lan' | 'rt' | 'wan';

export interface Done {
  status: number;
  stdout: string;
  stderr: string;
}

/** A LAN computer, a router and a host on the internet, in three network namespaces. */
export interface RouterLab {
  /** The address of the LAN computer: 192.168.77.10. */
  lanAddress: string;
  /** The router's LAN address: 192.168.77.1. */
  gateway: string;
  /** The router's real address towards the internet. */
  outerAddress: string;
  /** The prefix of a command that runs there. */
  prefix(where: Where): readonly string[];
  /** Runs a command there until it ends; never throws if it fails. */
  exec(where: Where, command: readonly string[], input?: string): Promise<Done>;
  /** Restarts the daemon without its mappings, with other options if given. */
  reboot(options?: LabOptions): Promise<void>;
  /** Stops the daemon and removes the namespaces. Stop other processes inside first. */
  remove(): Promise<void>;
}

const LAN = '192.168.77.10';
const GATEWAY = '192.168.77.1';
const SBIN = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
let count = 0;

/** Needs root, iproute2, nftables and miniupnpd-nftables; see `describeWithRouter`. */
export async function makeRouterLab(options: LabOptions = {}): Promise<RouterLab> {
  count += 1;
  const base = `jxr-${process.pid}-${count}`;
  const name = (where: Where) => `${base}-${where}`;
  const directory = mkdtempSync(join(tmpdir(), `${base}-`));
  let daemon: ChildProcess | undefined;
  const remove = async () => {
    await stop(daemon);
    for (const where of ['lan', 'rt', 'wan'] as const) quietly('netns', 'del', name(where));
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const outer = build(name, options);
    if (!options.silent) daemon = await startDaemon(name('rt'), directory, options);
    await untilUp(name('lan'));
    const prefix = (where: Where) => ['ip', 'netns', 'exec', name(where)];
    return {
      lanAddress: LAN,
      gateway: GATEWAY,
      outerAddress: outer,
      prefix,
      exec: (where, command, input) => run([...prefix(where), ...command], input),
      async reboot(again = options) {
        await stop(daemon);
        daemon = undefined;
        sh(name('rt'), ['nft', '-f', '-'], 'flush ruleset\n');
        sh(name('rt'), ['nft', '-f', '-'], RULES);
        rmSync(join(directory, 'leases'), { force: true });
        if (!again.silent) daemon = await startDaemon(name('rt'), directory, again);
      },
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A `describe` that needs the router: skipped if it is not available, but failed in CI. */
export function describeWithRouter(): typeof describe | typeof describe.skip {
  const reason = whyNoRouter();
  if (reason === undefined) return describe;
  failUnderCi(reason);
  return describe.skip;
}

function whyNoRouter(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'A router lab needs Linux and root.';
  for (const program of ['ip', 'nft', 'miniupnpd']) {
    try {
      execFileSync('sh', ['-c', `command -v ${program}`], { env: SBIN, stdio: 'ignore' });
    } catch {
      return `A router lab needs the program ${program}.`;
    }
  }
  return undefined;
}

/** Makes the three namespaces, their links and routes. Returns the router's outer address. */
function build(name: (where: Where) => string, options: LabOptions): string {
  const { wanAddress = '203.0.113.2/24', wanPeer = '203.0.113.9/24', ipv6 = false } = options;
  for (const where of ['lan', 'rt', 'wan'] as const) {
    ip('netns', 'add', name(where));
    ip('-n', name(where), 'link', 'set', 'lo', 'up');
  }
  const wire = (near: string, far: Where) => {
    ip('-n', name('rt'), 'link', 'add', near, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name(far));
    ip('-n', name('rt'), 'link', 'set', near, 'up');
    ip('-n', name(far), 'link', 'set', 'eth0', 'up');
  };
  wire('lan0', 'lan');
  wire('wan0', 'wan');
  ip('-n', name('rt'), 'addr', 'add', `${GATEWAY}/24`, 'dev', 'lan0');
  ip('-n', name('rt'), 'addr', 'add', wanAddress, 'dev', 'wan0');
  ip('-n', name('lan'), 'addr', 'add', `${LAN}/24`, 'dev', 'eth0');
  ip('-n', name('wan'), 'addr', 'add', wanPeer, 'dev', 'eth0');
  ip('-n', name('lan'), 'route', 'add', 'default', 'via', GATEWAY);
  ip('-n', name('rt'), 'route', 'add', 'default', 'via', wanPeer.split('/')[0] ?? '');
  sh(name('rt'), ['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
  if (ipv6) {
    ip('-n', name('rt'), '-6', 'addr', 'add', 'fd00:77::1/64', 'dev', 'lan0', 'nodad');
    ip('-n', name('lan'), '-6', 'addr', 'add', '2001:db8:77::10/64', 'dev', 'eth0', 'nodad');
    ip('-n', name('lan'), '-6', 'addr', 'add', 'fd00:77::10/64', 'dev', 'eth0', 'nodad');
    ip('-n', name('lan'), '-6', 'route', 'add', 'default', 'via', 'fd00:77::1');
  }
  sh(name('rt'), ['nft', '-f', '-'], RULES);
  return wanAddress.split('/')[0] ?? '';
}

/** The router blocks all incoming connections by default. The daemon's three chains must exist before it starts. */
const RULES = `
table inet filter {
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iifname "lan0" oifname "wan0" accept
    jump miniupnpd
  }
  chain input {
    type filter hook input priority 0; policy accept;
    iifname "wan0" ct state new drop
  }
  chain miniupnpd {
  }
  chain prerouting {
    type nat hook prerouting priority -100; policy accept;
    jump prerouting_miniupnpd
  }
  chain postrouting {
    type nat hook postrouting priority 100; policy accept;
    jump postrouting_miniupnpd
    oifname "wan0" masquerade
  }
  chain prerouting_miniupnpd {
  }
  chain postrouting_miniupnpd {
  }
}
`;

async function startDaemon(rt: string, directory: string, options: LabOptions): Promise<ChildProcess> {
  const { igd1 = false, upnp = true, pmp = true, wanAddress = '203.0.113.2/24', conf } = options;
  // The daemon does not accept a test network as a public address, so it must report an address outside of them.
  const reported = conf ?? (wanAddress.startsWith('203.0.113.') ? ['ext_ip=192.0.1.2'] : []);
  const file = join(directory, 'miniupnpd.conf');
  const leases = join(directory, 'leases');
  writeFileSync(leases, '', { flag: 'a' });
  writeFileSync(
    file,
    [
      'ext_ifname=wan0',
      'listening_ip=lan0',
      'http_port=5000',
      'ipv6_disable=yes',
      `enable_upnp=${yes(upnp)}`,
      `enable_natpmp=${yes(pmp)}`,
      'min_lifetime=120',
      'max_lifetime=86400',
      'secure_mode=yes',
      'system_uptime=yes',
      'notify_interval=60',
      'uuid=0a0b0c0d-1111-4222-8333-444455556666',
      'serial=12345678',
      'model_number=1',
      `force_igd_desc_v1=${yes(igd1)}`,
      `minissdpdsocket=${join(directory, 'minissdpd.sock')}`,
      `lease_file=${leases}`,
      ...reported,
      'allow 1-65535 192.168.77.0/24 1-65535',
      'deny 0-65535 0.0.0.0/0 0-65535',
      '',
    ].join('\n'),
  );
  const log = join(directory, 'miniupnpd.log');
  const daemon = spawn(
    'ip',
    [
      'netns',
      'exec',
      rt,
      'sh',
      '-c',
      `exec miniupnpd -d -f "$1" -P "$2" > "$3" 2>&1`,
      'sh',
      file,
      `${file}.pid`,
      log,
    ],
    { stdio: 'ignore', env: SBIN },
  );
  const listens = upnp ? ['-Hltn', 'sport = :5000'] : ['-Hlun', 'sport = :5351'];
  for (let tries = 0; tries < 100; tries++) {
    if (daemon.exitCode !== null) break;
    if (
      execFileSync('ip', ['netns', 'exec', rt, 'ss', ...listens], { encoding: 'utf8', env: SBIN }).trim() !==
      ''
    )
      return daemon;
    await pause(100);
  }
  await stop(daemon);
  throw new Error(`miniupnpd did not listen: ${readFileSync(log, 'utf8')}`);
}

/** Node hides an interface without a carrier, which appears a moment after the link is up. */
async function untilUp(lan: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const said = execFileSync('ip', ['-n', lan, '-o', 'link', 'show', 'eth0'], {
      encoding: 'utf8',
      env: SBIN,
    });
    if (/LOWER_UP.*state UP/.test(said)) return;
    await pause(50);
  }
  throw new Error('The wire in the lab did not come up.');
}

async function stop(daemon: ChildProcess | undefined): Promise<void> {
  if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  await Promise.race([ended, pause(5000)]);
  if (daemon.exitCode === null && daemon.signalCode === null) daemon.kill('SIGKILL');
}

function run(command: readonly string[], input = ''): Promise<Done> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = execFile(program, args, { env: SBIN, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ status: code, stdout, stderr });
    });
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function sh(namespace: string, command: readonly string[], input = ''): void {
  execFileSync('ip', ['netns', 'exec', namespace, ...command], {
    env: SBIN,
    input,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { env: SBIN, stdio: ['ignore', 'ignore', 'pipe'] });
}

function quietly(...args: string[]): void {
  try {
    ip(...args);
  } catch {
    // It did not exist.
  }
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
