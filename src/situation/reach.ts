import { currentValue, isSet } from './effective-setting.ts';
import { listensHereOnly } from './listen-reach.ts';
import type { Situation } from './situation.ts';

/**
 * From where a person wants to use Jupyter: from any device over the internet, from the devices of this network, from
 * their own devices over Tailscale or through SSH, or from this computer alone.
 */
export const REACHES = ['anywhere', 'network', 'tailnet', 'ssh', 'computer'] as const;

export type Reach = (typeof REACHES)[number];

/** Where a client is. */
export type Place = 'computer' | 'network' | 'internet';

/** `unknown`: not looked at, or it cannot be seen from here. */
export type Seen = 'yes' | 'no' | 'unknown';

/** What is known about one hop of the way to a port of this computer. */
export interface Way {
  readonly place: Exclude<Place, 'computer'>;
  readonly seen: Seen;
  /** A phrase: 'the firewall (ufw) keeps others out'. */
  readonly note: string;
  /** Where a client there opens it. */
  readonly url?: string;
  /** The command that changes it. */
  readonly command?: string;
  /** A way around all the others: a tunnel. */
  readonly isDetour?: boolean;
}

export function isReach(value: unknown): value is Reach {
  return REACHES.some((reach) => reach === value);
}

/** Whether the server listens for other devices with this reach. */
export function listensForOthers(reach: Reach): reach is 'anywhere' | 'network' {
  return reach === 'anywhere' || reach === 'network';
}

/** The place from which a client must get in. */
export function placeOf(reach: Reach): Place {
  if (reach === 'anywhere') return 'internet';
  return reach === 'network' ? 'network' : 'computer';
}

/** The reach of the last set-up; undefined without one. After `close` nobody else is wanted. */
export async function statedReach(situation: Situation): Promise<Reach | undefined> {
  const { reach, closed_ip: closed } = (await situation.get('lastAnswers'))?.answers ?? {};
  if (!isReach(reach)) return undefined;
  return closed === undefined ? reach : 'computer';
}

/** The stated reach, else the one that the settings show; undefined while nothing is set up. */
export async function wantedReach(situation: Situation): Promise<Reach | undefined> {
  const stated = await statedReach(situation);
  if (stated !== undefined) return stated;
  const [ip, password, token, last] = await Promise.all([
    currentValue(situation, 'ip'),
    currentValue(situation, 'password'),
    currentValue(situation, 'token'),
    situation.get('lastAnswers'),
  ]);
  if (last === undefined && !isSet(ip) && !isSet(password) && !isSet(token)) return undefined;
  if (await listensHereOnly(situation, isSet(ip) ? ip : 'localhost')) return 'computer';
  return last?.answers.router === 'map' ? 'anywhere' : 'network';
}
