import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { System } from '../../system/system.ts';

/** Where Jupyter is, as a tunnel program on this computer reaches it. */
export interface TunnelTarget {
  readonly port: number;
  /** https with a certificate that only our own authority vouches for. */
  readonly secure: boolean;
  /** Of ssh: user@host, and the port there. */
  readonly remote?: string;
  readonly remotePort?: number;
}

/** One way out that needs no port of the router. */
export interface Tunnel {
  readonly id: 'tailscale-serve' | 'tailscale-funnel' | 'cloudflared' | 'ngrok' | 'zrok' | 'ssh';
  /** Programs that do it; the first one that is there is taken. */
  readonly programs: readonly string[];
  /** Where it is told how to install and sign in. */
  readonly home: string;
  /** Who can open it then. */
  readonly opensTo: 'own-devices' | 'internet' | 'own-server';
  /** `stays`: it runs as long as the command. `background`: the program itself keeps it on, until it is switched off. */
  readonly life: 'stays' | 'background';
  /** Could it be tried here? */
  readonly verified: boolean;
  readonly start: (target: TunnelTarget) => readonly string[];
  /** Switches off what `start` switched on, and nothing else. */
  readonly stop?: () => readonly string[];
  /** The public URL in what the program says; undefined: not yet. */
  readonly readUrl?: (said: string) => string | undefined;
}

/** The port of the tailnet name that is ours to switch on and off. */
const HTTPS_PORT = 443;

/** In the order in which they are recommended for a Jupyter behind CGNAT: the fewer people can knock, the better. */
export const TUNNELS: readonly Tunnel[] = [
  {
    id: 'tailscale-serve',
    programs: ['tailscale'],
    home: 'https://tailscale.com/download',
    opensTo: 'own-devices',
    life: 'background',
    verified: false,
    start: (target) => ['serve', '--bg', '--yes', `--https=${HTTPS_PORT}`, insecure(target)],
    stop: () => ['serve', '--yes', `--https=${HTTPS_PORT}`, 'off'],
  },
  {
    id: 'tailscale-funnel',
    programs: ['tailscale'],
    home: 'https://tailscale.com/kb/1223/funnel',
    opensTo: 'internet',
    life: 'background',
    verified: false,
    start: (target) => ['funnel', '--bg', '--yes', `--https=${HTTPS_PORT}`, insecure(target)],
    stop: () => ['funnel', '--yes', `--https=${HTTPS_PORT}`, 'off'],
  },
  {
    id: 'cloudflared',
    programs: ['cloudflared'],
    home: 'https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/downloads/',
    opensTo: 'internet',
    life: 'stays',
    verified: false,
    start: (target) => [
      'tunnel',
      '--no-autoupdate',
      '--url',
      plain(target),
      ...(target.secure ? ['--no-tls-verify'] : []),
    ],
    readUrl: (said) => /https:\/\/[a-z0-9-]+\.trycloudflare\.com\b/.exec(said)?.[0],
  },
  {
    id: 'ngrok',
    programs: ['ngrok'],
    home: 'https://ngrok.com/download',
    opensTo: 'internet',
    life: 'stays',
    verified: false,
    start: (target) => ['http', plain(target), '--log', 'stdout', '--log-format', 'logfmt'],
    readUrl: (said) => /\burl=(https:\/\/[a-z0-9.-]+)/.exec(said)?.[1],
  },
  {
    id: 'zrok',
    programs: ['zrok2', 'zrok'],
    home: 'https://docs.zrok.io/docs/getting-started/',
    opensTo: 'internet',
    life: 'stays',
    verified: false,
    start: (target) => [
      'share',
      'public',
      '--headless',
      ...(target.secure ? ['--insecure'] : []),
      plain(target),
    ],
    readUrl: (said) => /https:\/\/[a-z0-9-]+\.share\.zrok\.io\b/.exec(said)?.[0],
  },
  {
    id: 'ssh',
    programs: ['ssh'],
    home: 'https://man.openbsd.org/ssh#R',
    opensTo: 'own-server',
    life: 'stays',
    verified: false,
    start: ({ port, remote = 'USER@HOST', remotePort = port }) => [
      '-NT',
      '-o',
      'ExitOnForwardFailure=yes',
      '-o',
      'ServerAliveInterval=30',
      '-R',
      `127.0.0.1:${remotePort}:127.0.0.1:${port}`,
      remote,
    ],
  },
];

export function tunnelById(id: string): Tunnel | undefined {
  return TUNNELS.find((tunnel) => tunnel.id === id);
}

function plain({ port, secure }: TunnelTarget): string {
  return `${secure ? 'https' : 'http'}://127.0.0.1:${port}`;
}

/** Tailscale's word for "https, whoever signed it": nobody stands between it and Jupyter on one computer. */
function insecure(target: TunnelTarget): string {
  return target.secure ? `https+insecure://127.0.0.1:${target.port}` : plain(target);
}

/** A way out, and whether this computer has its program. */
export interface FoundTunnel {
  readonly tunnel: Tunnel;
  /** The program as it is called here; undefined: not installed. */
  readonly program: string | undefined;
  /** Of Tailscale: the name of this computer, where it is signed in. */
  readonly name: string | undefined;
}

/** A program that is there and, where that shows, signed in. */
export type ReadyTunnel = FoundTunnel & { readonly program: string };

/** Which of them are here. Each program is only asked for its version or state; nothing is started. */
export async function findTunnels(system: System): Promise<FoundTunnel[]> {
  const found: FoundTunnel[] = [];
  for (const tunnel of TUNNELS) {
    const program = await firstOf(system, tunnel.programs);
    const isTailscale = tunnel.programs.includes('tailscale');
    const name = program !== undefined && isTailscale ? await tailnetName(system, program) : undefined;
    found.push({ tunnel, program, name });
  }
  return found;
}

/** Throws ExposeError('environment') where the program is missing or not signed in. */
export function requireReady(found: FoundTunnel | undefined): ReadyTunnel {
  const s = t().tunnel;
  if (found?.program === undefined)
    throw new ExposeError(
      'environment',
      s.missing(found?.tunnel.programs.join(', ') ?? ''),
      s.missingHint(found?.tunnel.home ?? ''),
    );
  if (found.tunnel.programs.includes('tailscale') && found.name === undefined)
    throw new ExposeError('environment', s.notSignedIn, s.signInHint);
  return { ...found, program: found.program };
}

async function firstOf(system: System, programs: readonly string[]): Promise<string | undefined> {
  for (const program of programs) {
    const args = program === 'ssh' ? ['-V'] : ['version'];
    const { trouble } = await system.run(program, args, { timeout: 5000 });
    if (trouble !== 'not-found' && trouble !== 'not-allowed') return program;
  }
  return undefined;
}

/** The name under which the own devices know this computer; undefined: not signed in, or names are switched off. */
async function tailnetName(system: System, program: string): Promise<string | undefined> {
  const { stdout } = await system.run(program, ['status', '--json'], { timeout: 5000 });
  try {
    const { BackendState, Self } = JSON.parse(stdout) as {
      BackendState?: unknown;
      Self?: { DNSName?: unknown };
    };
    const name = typeof Self?.DNSName === 'string' ? Self.DNSName.replace(/\.$/, '') : '';
    return BackendState === 'Running' && /^[a-z0-9.-]+$/i.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
