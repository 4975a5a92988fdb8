import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson } from '../json.ts';
import type { Network } from './network.ts';
import { peerOf } from './peer.ts';

/** What one service found. `unknown`: it did not say, or not in words that are known. */
export interface Checked {
  readonly host: string;
  readonly result: 'reachable' | 'unreachable' | 'unknown';
  /** What it said, in a few words. */
  readonly words: string;
}

export interface CheckWish {
  /** The address that is to be reached; some services only try the address of whoever asks. */
  readonly address: string;
  readonly port: number;
  readonly secure: boolean;
  readonly network: Pick<Network, 'request'>;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/** A service on the internet that tries whether a port answers. */
export interface Checker {
  readonly host: string;
  readonly url: string;
  readonly verified: boolean;
  check(url: string, wish: CheckWish): Promise<Omit<Checked, 'host'>>;
}

const ANSWER_MS = 20_000;
/** Milliseconds between questions for a measurement that goes on, and the longest it may take. */
const POLL_MS = 1_000;
const LONGEST_MS = 25_000;

/** Two of different hands: one alone is not believed. */
export const CHECKERS: readonly Checker[] = [
  { host: 'ifconfig.co', url: 'https://ifconfig.co', verified: false, check: askEchoip },
  { host: 'api.globalping.io', url: 'https://api.globalping.io', verified: false, check: askGlobalping },
];

/** One that a person names, in the form of the first. */
export function checkerAt(url: string): Checker {
  return { host: new URL(url).host, url, verified: false, check: askEchoip };
}

/** https://github.com/mpolden/echoip: it tries the address from which it is asked. */
async function askEchoip(url: string, { address, port, ...asking }: CheckWish) {
  const said = await question(`${url.replace(/\/$/, '')}/port/${port}`, asking);
  if (typeof said === 'string') return { result: 'unknown' as const, words: said };
  const { ip, reachable } = said as { ip?: unknown; reachable?: unknown };
  if (typeof reachable !== 'boolean')
    return { result: 'unknown' as const, words: 'no JSON of the known form' };
  // It has looked at another door than the one that is meant: a VPN, or IPv6.
  if (typeof ip === 'string' && ip !== address) return { result: 'unknown' as const, words: `tried ${ip}` };
  return { result: reachable ? ('reachable' as const) : ('unreachable' as const), words: String(reachable) };
}

/** https://globalping.io/docs/api.globalping.io: a probe somewhere asks for the page; any answer of a server is one. */
async function askGlobalping(url: string, { address, port, secure, ...asking }: CheckWish) {
  const body = {
    type: 'http',
    target: address,
    limit: 1,
    measurementOptions: {
      port,
      protocol: secure ? 'HTTPS' : 'HTTP',
      request: { path: '/login', method: 'GET' },
    },
  };
  const begun = await question(`${url}/v1/measurements`, asking, body);
  const id: unknown = typeof begun === 'string' ? undefined : (begun as { id?: unknown }).id;
  if (typeof id !== 'string' || !/^[\w.-]+$/.test(id))
    return { result: 'unknown' as const, words: typeof begun === 'string' ? begun : 'no id' };
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until) {
    await sleep(POLL_MS, undefined, { signal: asking.signal }).catch(() => undefined);
    asking.signal.throwIfAborted();
    const said = await question(`${url}/v1/measurements/${id}`, asking);
    if (typeof said === 'string') return { result: 'unknown' as const, words: said };
    const { status, results } = said as { status?: unknown; results?: unknown };
    if (status === 'in-progress') continue;
    const [first] = Array.isArray(results) ? results : [];
    const result = first?.result as
      | { status?: unknown; statusCode?: unknown; rawOutput?: unknown }
      | undefined;
    const words = String(result?.statusCode ?? result?.rawOutput ?? status ?? '').slice(0, 100);
    if (typeof result?.statusCode === 'number')
      return { result: 'reachable' as const, words: `HTTP ${words}` };
    // A certificate that the probe does not know is an answer as well: something is there.
    if (/certificate|self.signed|ERR_TLS/i.test(words)) return { result: 'reachable' as const, words };
    if (result?.status === 'failed') return { result: 'unreachable' as const, words };
    return { result: 'unknown' as const, words };
  }
  return { result: 'unknown' as const, words: 'took too long' };
}

/** The answer as JSON; a text says why there is none. */
async function question(
  address: string,
  { network, userAgent, signal }: Pick<CheckWish, 'network' | 'userAgent' | 'signal'>,
  body?: object,
): Promise<object | string> {
  const url = new URL(address);
  const reply = await network.request({
    peer: peerOf(url),
    method: body === undefined ? 'GET' : 'POST',
    path: `${url.pathname}${url.search}`,
    headers: {
      Host: url.host,
      Accept: 'application/json',
      'User-Agent': userAgent,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    timeout: ANSWER_MS,
    closing: signal,
  });
  signal.throwIfAborted();
  if ('problem' in reply) return reply.problem.text;
  const { status, text } = reply.value;
  if (status === 429) return 'HTTP 429: asked too often';
  if (status < 200 || status >= 300) return `HTTP ${status}`;
  const value = parseJson(text);
  return typeof value === 'object' && value !== null ? value : 'no JSON';
}
