import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { System } from '../../system/system.ts';
import { TUNNELS, type Tunnel } from './tunnels.ts';

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
