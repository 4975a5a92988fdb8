import { parseJson } from '../json.ts';
import type { HttpAnswer } from '../net/http.ts';
import { peerOf } from '../net/peer.ts';
import { DnsRefusal, type ProviderAccess, type RefusalCode } from './provider.ts';

export interface ProviderQuestion {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the provider's URL, with the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The response, whatever its status. */
export type ProviderAnswer = Pick<HttpAnswer, 'status' | 'text'>;

const ANSWER_MS = 20_000;

/** The provider's response. Throws DnsRefusal if there is none. The secret is sent to other computers over TLS only. */
export async function askProvider(
  own: string,
  { network, url: other, userAgent, signal }: ProviderAccess,
  { method = 'GET', path, headers = {}, body }: ProviderQuestion,
): Promise<ProviderAnswer> {
  const url = new URL(`${(other ?? own).replace(/\/$/, '')}${path}`);
  const reply = await network.request({
    peer: peerOf(url),
    method,
    path: `${url.pathname}${url.search}`,
    headers: {
      ...headers,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      'User-Agent': userAgent,
      Host: url.host,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    timeout: ANSWER_MS,
    closing: signal,
    confidential: true,
  });
  signal.throwIfAborted();
  if ('problem' in reply) throw new DnsRefusal('unreachable', reply.problem.text);
  return reply.value;
}

/** The text of a successful response. Throws DnsRefusal otherwise. */
export function textOf(answer: ProviderAnswer, access: ProviderAccess): string {
  if (answer.status >= 200 && answer.status < 300) return answer.text;
  throw refusedByStatus(answer, access);
}

/** The refusal for a status, if the body contains no known code. */
export function refusedByStatus({ status, text }: ProviderAnswer, access: ProviderAccess): DnsRefusal {
  const byStatus: Readonly<Record<number, RefusalCode>> = {
    401: 'badauth',
    403: 'badauth',
    404: 'nohost',
    429: 'busy',
  };
  return refusal(byStatus[status] ?? (status >= 500 ? '911' : 'strange'), `HTTP ${status} ${text}`, access);
}

/** A refusal in the provider's own words, on one line and without the secret. */
export function refusal(code: RefusalCode, text: string, { token }: ProviderAccess): DnsRefusal {
  const secret = token.reveal();
  const clean = [secret, encodeURIComponent(secret)].reduce(
    (all, one) => (one === '' ? all : all.replaceAll(one, '[hidden]')),
    text,
  );
  return new DnsRefusal(code, clean.replace(/\s+/g, ' ').trim());
}

/** Parses a response that must be JSON. */
export function readJson(text: string, access: ProviderAccess): unknown {
  const value = parseJson(text);
  if (value === undefined) throw refusal('strange', text, access);
  return value;
}
