import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { hostInUrl } from '../../../net/ip.ts';
import type { HttpServing, Listener, Network } from '../../../net/network.ts';

/** A file served under exactly one path. */
export interface ServedFile {
  readonly type: string;
  readonly body: Uint8Array;
  /** The file name for downloads. */
  readonly name?: string;
}

export interface CaPageOptions {
  readonly hosts: readonly string[];
  /** 0: any free port. */
  readonly port: number;
  /** By path: '/', '/ca.crt', …. Everything else is 404. */
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

/** Serves these files over plain HTTP on the given addresses, all on the same port, until closed. */
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
    if ('problem' in reply) {
      await close();
      const { cannotListen, cannotListenHint } = t().trust;
      throw new ExposeError('environment', cannotListen(host, chosen, reply.problem.text), cannotListenHint);
    }
    listeners.push(reply.value);
    chosen = reply.value.port;
    urls.push(`http://${hostInUrl(host)}:${chosen}/`);
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
