import { peerOf } from '../net/peer.ts';
import { DnsRefusal, type ProviderAccess, type RefusalCode } from './provider.ts';

export interface ProviderQuestion {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the provider's address, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Whatever its status. */
export interface ProviderAnswer {
  readonly status: number;
  readonly text: string;
}

const ANSWER_MS = 20_000;

/** The provider's answer; throws DnsRefusal where there was none. The secret goes to other computers over TLS only. */
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
  if ('trouble' in reply) throw new DnsRefusal('unreachable', reply.trouble.text);
  return { status: reply.value.status, text: reply.value.text };
}

/** The text of an answer with a good status; throws DnsRefusal otherwise. */
export function textOf(answer: ProviderAnswer, access: ProviderAccess): string {
  if (answer.status >= 200 && answer.status < 300) return answer.text;
  throw refusedByStatus(answer, access);
}

/** What a status alone says, where the body says nothing that is known. */
export function refusedByStatus({ status, text }: ProviderAnswer, access: ProviderAccess): DnsRefusal {
  const byStatus: Readonly<Record<number, RefusalCode>> = {
    401: 'badauth',
    403: 'badauth',
    404: 'nohost',
    429: 'busy',
  };
  return refusal(byStatus[status] ?? (status >= 500 ? '911' : 'strange'), `HTTP ${status} ${text}`, access);
}

/** A no in the provider's own words, on one line and without the secret. */
export function refusal(code: RefusalCode, text: string, { token }: ProviderAccess): DnsRefusal {
  const secret = token.reveal();
  const clean = [secret, encodeURIComponent(secret)].reduce(
    (all, one) => (one === '' ? all : all.replaceAll(one, '[hidden]')),
    text,
  );
  return new DnsRefusal(code, clean.replace(/\s+/g, ' ').trim());
}

/** An answer that should be JSON. */
export function readJson(text: string, access: ProviderAccess): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('strange', text, access);
  }
}
