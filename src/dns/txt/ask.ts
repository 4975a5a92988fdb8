import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { peerOf } from '../../net/connect.ts';
import { ask } from '../../net/http.ts';
import type { DnsProvider, ProviderAccess } from './provider.ts';

export interface ProviderQuestion {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the provider's address. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const ANSWER_MS = 20_000;

/** The text of a good answer; ExposeError('environment') otherwise. The token stands in no message. */
export async function askProvider(
  provider: Pick<DnsProvider, 'name' | 'url'>,
  { token, url: other, signal }: ProviderAccess,
  { method = 'GET', path, headers = {}, body }: ProviderQuestion,
): Promise<string> {
  const url = new URL(`${(other ?? provider.url).replace(/\/$/, '')}${path}`);
  const reply = await ask({
    peer: peerOf(url),
    method,
    path: `${url.pathname}${url.search}`,
    headers: {
      ...headers,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      'User-Agent': 'jupyter-expose',
      Host: url.host,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    timeout: ANSWER_MS,
    closing: signal,
    confidential: true,
  });
  signal.throwIfAborted();
  const s = t().acme.dns;
  if ('trouble' in reply)
    throw new ExposeError('environment', s.unreachable(provider.name, reply.trouble.text), s.unreachableHint);
  const { status, text } = reply.value;
  if (status >= 200 && status < 300) return text;
  refuse(provider, `HTTP ${status} ${text}`, token.reveal());
}

/** Throws: the provider said no, in these words. */
export function refuse({ name }: Pick<DnsProvider, 'name'>, words: string, token: string): never {
  const told = (token === '' ? words : words.replaceAll(token, '[hidden]')).replace(/\s+/g, ' ').trim();
  throw new ExposeError(
    'environment',
    t().acme.dns.refused(name, told.slice(0, 200)),
    t().acme.dns.refusedHint,
  );
}

/** An answer that should be JSON. */
export function readAnswer(provider: Pick<DnsProvider, 'name'>, text: string, token: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(provider, text, token);
  }
}
