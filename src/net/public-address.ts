import { isIP } from 'node:net';
import type { Network } from './network.ts';
import { peerOf } from './peer.ts';

/** Two services of different hands for each family; both are asked, and what they say is compared. */
export const ECHO_SERVICES: Readonly<Record<4 | 6, readonly string[]>> = {
  4: ['https://api.ipify.org/', 'https://checkipv4.dedyn.io/'],
  6: ['https://api6.ipify.org/', 'https://checkipv6.dedyn.io/'],
};

/** What the services said. `differ`: no two of them the same, so nothing is known. */
export type PublicAddress =
  | { readonly kind: 'known'; readonly address: string }
  | { readonly kind: 'differ'; readonly answers: readonly Answered[] }
  | {
      readonly kind: 'silent';
      readonly answers: readonly Unanswered[];
    };

interface Answered {
  readonly host: string;
  readonly address: string;
}

interface Unanswered {
  readonly host: string;
  readonly problem: string;
}

/** How they are asked. */
interface Asking {
  readonly network: Pick<Network, 'request'>;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

const ANSWER_MS = 10_000;

/**
 * Asks services on the internet from which address this computer reaches them. They learn it, so the caller must have said
 * their names and have got a yes. One answer alone is believed when the others are silent.
 */
export async function askPublicAddress(
  family: 4 | 6,
  urls: readonly string[],
  asking: Asking,
): Promise<PublicAddress> {
  const answers = await Promise.all(urls.map((url) => askOne(family, new URL(url), asking)));
  asking.signal.throwIfAborted();
  const answered = answers.flatMap((one) => ('address' in one ? [one] : []));
  const [first] = answered;
  if (first === undefined)
    return { kind: 'silent', answers: answers.flatMap((one) => ('problem' in one ? [one] : [])) };
  if (answered.some(({ address }) => address !== first.address)) return { kind: 'differ', answers: answered };
  return { kind: 'known', address: first.address };
}

/** The names of those that are asked, for the sentence before. */
export function hostsOf(urls: readonly string[]): string {
  return urls.map((url) => new URL(url).host).join(', ');
}

async function askOne(
  family: 4 | 6,
  url: URL,
  { network, userAgent, signal }: Asking,
): Promise<Answered | Unanswered> {
  const { host } = url;
  const reply = await network.request({
    peer: peerOf(url),
    method: 'GET',
    path: `${url.pathname}${url.search}`,
    headers: { Host: host, 'User-Agent': userAgent, Accept: 'text/plain' },
    timeout: ANSWER_MS,
    closing: signal,
  });
  if ('problem' in reply) return { host, problem: reply.problem.text };
  const { status, text } = reply.value;
  // Cloudflare's trace has it in a line of its own.
  const said = (/^ip=(\S+)$/m.exec(text)?.[1] ?? text).trim();
  if (status !== 200) return { host, problem: `HTTP ${status}` };
  return isIP(said) === family ? { host, address: said } : { host, problem: `IPv${family}?` };
}
