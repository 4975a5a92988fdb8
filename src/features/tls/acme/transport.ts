import { setTimeout as sleep } from 'node:timers/promises';
import type { Network } from '../../../net/network.ts';
import { peerOf } from '../../../net/peer.ts';
import { AcmeProblem, DirectoryUnreachable, NotAcme, notBeforeOf, problemOf } from './problem.ts';

/** How one directory is spoken to. */
interface TransportOptions {
  readonly network: Network;
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca: string | undefined;
  readonly signal: AbortSignal;
  now(): Date;
}

/** What the ACME client wants to send; the part of axios's config that we need. */
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
 * Sends one request for the ACME client. A refusal is thrown here, at once: the client's own way is to wait for as long
 * as a Retry-After says, which may be days, and to keep of a problem nothing but a sentence. A bad nonce is the
 * client's business.
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
  if ('trouble' in reply) throw new DirectoryUnreachable(reply.trouble);
  const { status, headers, text } = reply.value;
  // Nothing of ACME is moved elsewhere; a login page of the network on the way sends everybody to itself.
  if (status >= 300 && status < 400) throw new NotAcme(`HTTP ${status}`);
  if (status >= 400) {
    const document = json(text);
    if (status < 500 && status !== 429 && !isProblem(document)) throw new NotAcme(`HTTP ${status}`);
    const problem = problemOf(document, `HTTP ${status}`);
    const notBefore = notBeforeOf(headers['retry-after'], problem.detail, now());
    const type = status === 429 ? 'rateLimited' : problem.type;
    if (type !== 'badNonce') throw new AcmeProblem({ ...problem, type, ...(notBefore && { notBefore }) });
  }
  return { data: text, status, statusText: '', headers };
}

function isProblem(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'type' in document;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Waits; ends at once with the reason of the signal when that is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
