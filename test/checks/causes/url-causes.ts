import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { afterAll } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { type EnvironmentName, environment } from '../../environments.ts';
import { startCaddy } from '../../real/caddy.ts';
import type { Certificate } from '../../real/certificates.ts';
import { HEALTHY_PROXY, startNginx, UPGRADE_MAP } from '../../real/nginx.ts';
import { freePort, type RealProxy } from '../../real/proxy.ts';
import { type RealServer, startServer } from '../../real/server.ts';
import type { Bench } from './bench.ts';
import type { Cause } from './causes.ts';
import { openPage, type PageView } from './page.ts';

export const PASSWORD = 'correct horse 집';

/** A sha1 hash, which every generation understands. */
export function passwordHash(password = PASSWORD): string {
  const salt = '0123456789ab';
  return `sha1:${salt}:${createHash('sha1').update(password).update(salt).digest('hex')}`;
}

export type Generation = Extract<EnvironmentName, 'nb57' | 'nb64' | 'nb7'>;

/** Writes a config as `init` leaves it. `more`: further lines, in which `CLASS` means the application's class. */
export function writeConfig(home: TestHome, on: Generation, more = '', hash = passwordHash()): void {
  const [name, application, password] =
    on === 'nb7'
      ? ['jupyter_server_config.py', 'ServerApp', 'PasswordIdentityProvider.hashed_password']
      : ['jupyter_notebook_config.py', 'NotebookApp', 'NotebookApp.password'];
  const lines = [`c.${password} = ${JSON.stringify(hash)}`, `c.${application}.open_browser = False`, more];
  home.write(name, `${lines.join('\n').replaceAll('CLASS', application)}\n`);
}

/** One healthy Jupyter per generation, started on first use and shared by all rows of a test file. */
export function sharedJupyters(): (on: Generation) => Promise<RealServer> {
  const started = new Map<Generation, Promise<RealServer>>();
  const homes: TestHome[] = [];
  afterAll(async () => {
    for (const server of started.values()) await (await server).stop();
    for (const home of homes) home.remove();
  });
  return (on) => {
    const made = environment(on);
    const server =
      started.get(on) ??
      (async () => {
        const home = new TestHome([dirname(made.python)], 'shared home ');
        homes.push(home);
        writeConfig(home, on);
        return startServer({ environment: made, app: 'notebook', home: home.dir });
      })();
    started.set(on, server);
    return server;
  };
}

/** The proxy in front of Jupyter: its config, given Jupyter's 'http://127.0.0.1:8888' and the port of the proxy. */
export type Front =
  | { readonly nginx: (to: string, port: number) => string }
  | { readonly caddy: (to: string, port: number) => string };

/** nginx with this `location /`, on loopback. */
export function nginxLocation(location: string, outside = ''): Front {
  return {
    nginx: (to, port) =>
      `${UPGRADE_MAP} ${outside} server { listen 127.0.0.1:${port}; location / { proxy_pass ${to}; ${location} } }`,
  };
}

/** The same with a certificate. */
export function nginxWithTls({ chain, key }: Certificate, location = HEALTHY_PROXY, more = ''): Front {
  return {
    nginx: (to, port) =>
      `${UPGRADE_MAP} server { listen 127.0.0.1:${port} ssl; ssl_certificate "${chain}"; ssl_certificate_key "${key}"; ${more}
       location / { proxy_pass ${to}; ${location} } }`,
  };
}

/** The lines of HEALTHY_PROXY without those that start like this, followed by others. */
export function healthyBut(without: string | readonly string[], instead = ''): string {
  const left = HEALTHY_PROXY.split('\n').filter(
    (line) => ![without].flat().some((part) => line.startsWith(part)),
  );
  return `${left.join('\n')}\n${instead}`;
}

export function startFront(front: Front, to: string, port: number): Promise<RealProxy> {
  return 'nginx' in front
    ? startNginx((own) => front.nginx(to, own), { port })
    : startCaddy((own) => front.caddy(to, own), { port });
}

export interface FrontRow {
  readonly id: string;
  readonly what: string;
  readonly on?: Generation;
  readonly front: Front;
  /** The path of the URL; '/' by default. */
  readonly path?: string;
  /** Config lines for a separate Jupyter; without `config` and `hash` the row uses the shared one. */
  readonly config?: string;
  readonly hash?: string;
  readonly password?: string;
  readonly live?: boolean;
  /** No Jupyter runs behind the proxy. */
  readonly down?: boolean;
  symptom(view: PageView, url: string): void | Promise<void>;
}

/** Makes a cause in a proxy, or in the Jupyter behind it, as seen through the proxy. */
export function behindProxy(shared: (on: Generation) => Promise<RealServer>) {
  return (row: FrontRow): Cause => {
    const { id, what, on = 'nb7', path = '/', password = PASSWORD, live = true } = row;
    let url = '';
    return {
      id,
      what,
      on,
      async prepare(bench: Bench) {
        const isOwn = row.config !== undefined || row.hash !== undefined;
        if (isOwn) writeConfig(bench.home, on, row.config, row.hash);
        const behind = row.down ? await freePort() : (await (isOwn ? bench.start() : shared(on))).port;
        const port = await freePort();
        const proxy = await startFront(row.front, `http://127.0.0.1:${behind}`, port);
        bench.later(() => proxy.stop());
        url = `http://127.0.0.1:${port}${path}`;
      },
      symptom: async () => row.symptom(await openPage(url, password), url),
      doctor: () => ['--url', url, ...(live ? ['--live', '--password-stdin'] : [])],
      ...(live && { input: `${password}\n` }),
    };
  };
}
