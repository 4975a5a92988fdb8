import { peerOf } from '../net/connect.ts';
import { ask } from '../net/http.ts';
import type { DdnsService, ServiceAccess, ServiceAnswer } from './provider.ts';

export interface ServiceQuestion {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  /** Below the service's address, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const ANSWER_MS = 20_000;
/** What is kept of an answer that is told to a person. */
const WORDS = 160;

/** An answer of the service, whatever its status; or that there was none. The secret goes to other computers over TLS only. */
export async function askService(
  service: Pick<DdnsService, 'url'>,
  { url: other, userAgent, signal }: ServiceAccess,
  { method = 'GET', path, headers = {}, body }: ServiceQuestion,
): Promise<{ readonly status: number; readonly text: string } | { readonly answer: ServiceAnswer }> {
  const url = new URL(`${(other ?? service.url ?? '').replace(/\/$/, '')}${path}`);
  const reply = await ask({
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
  if ('trouble' in reply)
    return { answer: { kind: 'later', code: 'unreachable', words: reply.trouble.text } };
  return { status: reply.value.status, text: reply.value.text };
}

/** Its own words, short, on one line and without the secret. */
export function quoted(text: string, { token }: ServiceAccess): string {
  const secret = token.reveal();
  const clean = [secret, encodeURIComponent(secret)].reduce(
    (all, one) => (one === '' ? all : all.replaceAll(one, '[hidden]')),
    text,
  );
  return clean.replace(/\s+/g, ' ').trim().slice(0, WORDS);
}

/** What a status alone says, where the body says nothing that is known. */
export function judgeStatus(status: number, text: string, access: ServiceAccess): ServiceAnswer {
  const words = quoted(`HTTP ${status} ${text}`, access);
  if (status === 401 || status === 403) return { kind: 'stop', code: 'badauth', words };
  if (status === 404) return { kind: 'stop', code: 'nohost', words };
  if (status === 429) return { kind: 'later', code: 'busy', words };
  if (status >= 500) return { kind: 'later', code: '911', words };
  return { kind: 'stop', code: 'strange', words };
}
