import { ExposeError } from '../../errors.ts';
import { parseJson, record, textOf } from '../../json.ts';
import { t } from '../../messages/index.ts';
import type { System } from '../../system/system.ts';

/** The address at which a tunnel program on this computer reaches Jupyter. */
export interface TunnelTarget {
  readonly port: number;
  /** HTTPS, with a certificate that only the local CA signed. */
  readonly secure: boolean;
  /** For ssh: user@host, and the port there. */
  readonly remote?: string;
  readonly remotePort?: number;
}

/** A tunnel, which needs no forwarded port. */
export interface Tunnel {
  readonly id: 'tailscale-serve' | 'tailscale-funnel' | 'cloudflared' | 'ngrok' | 'zrok' | 'ssh';
  /** Its possible programs; the first one installed is used. */
  readonly programs: readonly string[];
  /** The page that explains how to install it and sign in. */
  readonly home: string;
  /** Who can then open Jupyter. */
  readonly opensTo: 'own-devices' | 'internet' | 'own-server';
  /** `stays`: runs as long as the command. `background`: the program keeps it running until it is switched off. */
  readonly life: 'stays' | 'background';
  /** Whether it was tested. */
  readonly verified: boolean;
  readonly start: (target: TunnelTarget) => readonly string[];
  /** Switches off exactly what `start` switched on. */
  readonly stop?: () => readonly string[];
  /** Finds the public URL in the program's output; undefined if it is not there yet. */
  readonly readUrl?: (said: string) => string | undefined;
}

/** The HTTPS port of the tailnet name that we switch on and off. */
const HTTPS_PORT = 443;

/** In the recommended order for a Jupyter behind CGNAT: the fewer people can reach it, the better. */
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

/** Tailscale's scheme for HTTPS without a certificate check; safe, since both ends are on this computer. */
function insecure(target: TunnelTarget): string {
  return target.secure ? `https+insecure://127.0.0.1:${target.port}` : plain(target);
}

/** A tunnel and whether its program is installed. */
export interface FoundTunnel {
  readonly tunnel: Tunnel;
  /** The installed program; undefined if there is none. */
  readonly program: string | undefined;
  /** For Tailscale: the name of this computer, if signed in. */
  readonly name: string | undefined;
}

/** A tunnel whose program is installed and, as far as can be seen, signed in. */
export type ReadyTunnel = FoundTunnel & { readonly program: string };

/** Finds the installed tunnels. Asks each program only for its version or state; starts nothing. */
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

/** Throws ExposeError('environment') if the program is missing or not signed in. */
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
    const { failure: problem } = await system.run(program, args, { timeout: 5000 });
    if (problem !== 'not-found' && problem !== 'not-allowed') return program;
  }
  return undefined;
}

/** The tailnet name of this computer; undefined if not signed in, or if names are disabled. */
async function tailnetName(system: System, program: string): Promise<string | undefined> {
  const { stdout } = await system.run(program, ['status', '--json'], { timeout: 5000 });
  const { BackendState, Self } = record(parseJson(stdout));
  const name = (textOf(record(Self).DNSName) ?? '').replace(/\.$/, '');
  return BackendState === 'Running' && /^[a-z0-9.-]+$/i.test(name) ? name : undefined;
}
