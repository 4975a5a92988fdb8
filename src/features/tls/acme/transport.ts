import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson, record } from '../../../json.ts';
import type { Network } from '../../../net/network.ts';
import { peerOf } from '../../../net/peer.ts';
import { AcmeProblem, DirectoryUnreachable, NotAcme, notBeforeOf, problemOf } from './problem.ts';

/** Connection options for one directory. */
interface TransportOptions {
  readonly network: Network;
  /** PEM of certificates trusted in addition to the system's. */
  readonly ca: string | undefined;
  readonly signal: AbortSignal;
  now(): Date;
}

/** The part of the ACME client's axios config that we use. */
interface Outgoing {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: { toJSON(): Record<string, unknown> };
  readonly data?: unknown;
}

interface Incoming {
  readonly data: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Record<string, string>;
}

const ANSWER_MS = 30_000;

/**
 * Sends one request for the ACME client. Errors are thrown here at once: the client would wait for as long as
 * Retry-After says, possibly days, and keep only the text of a problem. It handles a bad nonce itself.
 */
export async function send(
  outgoing: Outgoing,
  { network, ca, signal, now }: TransportOptions,
): Promise<Incoming> {
  signal.throwIfAborted();
  const url = new URL(outgoing.url ?? '');
  const own = Object.entries(outgoing.headers?.toJSON() ?? {}).map(([name, value]) => [name, String(value)]);
  const reply = await network.request({
    peer: peerOf(url, ca === undefined ? {} : { ca }),
    method: (outgoing.method ?? 'get').toUpperCase(),
    path: `${url.pathname}${url.search}`,
    headers: { ...Object.fromEntries(own), 'User-Agent': 'jupyter-expose', Host: url.host },
    ...(typeof outgoing.data === 'string' && { body: outgoing.data }),
    timeout: ANSWER_MS,
    closing: signal,
  });
  signal.throwIfAborted();
  if ('problem' in reply) throw new DirectoryUnreachable(reply.problem);
  const { status, headers, text } = reply.value;
  // ACME directories do not redirect; captive portals redirect every request to themselves.
  if (status >= 300 && status < 400) throw new NotAcme(`HTTP ${status}`);
  if (status >= 400) {
    const document = record(parseJson(text));
    if (status < 500 && status !== 429 && !('type' in document)) throw new NotAcme(`HTTP ${status}`);
    const problem = problemOf(document, `HTTP ${status}`);
    const notBefore = notBeforeOf(headers['retry-after'], problem.detail, now());
    const type = status === 429 ? 'rateLimited' : problem.type;
    if (type !== 'badNonce') throw new AcmeProblem({ ...problem, type, ...(notBefore && { notBefore }) });
  }
  return { data: text, status, statusText: '', headers };
}

/** Waits; if the signal is aborted, throws its reason at once. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
