import { isIPv6 } from 'node:net';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { HttpServing, Listener, Network } from '../../../net/network.ts';

/** One thing that is served, under exactly its path. */
export interface ServedFile {
  readonly type: string;
  readonly body: Uint8Array;
  /** The name under which a device keeps it. */
  readonly name?: string;
}

export interface CaPageOptions {
  readonly hosts: readonly string[];
  /** 0: one that is free. */
  readonly port: number;
  /** '/', '/ca.crt', …: nothing else exists. */
  readonly files: ReadonlyMap<string, ServedFile>;
}

export interface CaPage {
  readonly urls: readonly string[];
  close(): Promise<void>;
}

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'referrer-policy': 'no-referrer',
};

/**
 * Serves these few files by plain http on these addresses, all on one port, until it is closed. Throws
 * ExposeError('environment') where that port cannot be had.
 */
export async function openCaPage(network: Network, { hosts, port, files }: CaPageOptions): Promise<CaPage> {
  const listeners: Listener[] = [];
  const close = async () => {
    await Promise.all(listeners.map((one) => one.close()));
  };
  const urls: string[] = [];
  let chosen = port;
  for (const host of hosts) {
    const reply = await network.serveHttp({
      host,
      port: chosen,
      answer: (request) => answer(request, files),
    });
    if ('trouble' in reply) {
      await close();
      const { cannotListen, cannotListenHint } = t().trust;
      throw new ExposeError('environment', cannotListen(host, chosen, reply.trouble.text), cannotListenHint);
    }
    listeners.push(reply.value);
    chosen = reply.value.port;
    urls.push(`http://${isIPv6(host) ? `[${host}]` : host}:${chosen}/`);
  }
  return { urls, close };
}

function answer(
  { method, url }: Parameters<HttpServing['answer']>[0],
  files: CaPageOptions['files'],
): ReturnType<HttpServing['answer']> {
  const file = files.get(url);
  if (method !== 'GET' || file === undefined)
    return {
      status: 404,
      headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' },
      body: '404\n',
    };
  const named = file.name === undefined ? {} : { 'content-disposition': `inline; filename="${file.name}"` };
  return { status: 200, headers: { ...HEADERS, ...named, 'content-type': file.type }, body: file.body };
}
