import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { makeCertificate } from '../../real/certificates.ts';
import { HEALTHY_PROXY, UPGRADE_MAP } from '../../real/nginx.ts';
import { describePrograms, freePort } from '../../real/proxy.ts';
import { Bench, type ShownFinding } from './bench.ts';
import { openPage } from './page.ts';
import {
  type Front,
  type Generation,
  nginxLocation,
  nginxWithTls,
  PASSWORD,
  sharedJupyters,
  startFront,
  writeConfig,
} from './url-causes.ts';

const LIVE = ['--live', '--password-stdin'];
const shared = sharedJupyters();
const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

function makeBench(on: Generation = 'nb7'): Bench {
  const made = environment(on);
  const bench = new Bench(new TestHome([dirname(made.python)], 'url home '), made, 'notebook', false);
  benches.push(bench);
  return bench;
}

/** The front before a server (the shared one unless its own is meant), and its port. */
async function open(bench: Bench, front: Front, own = false, on: Generation = 'nb7'): Promise<number> {
  const server = own ? await bench.start() : await shared(on);
  const port = await freePort();
  const proxy = await startFront(front, `http://127.0.0.1:${server.port}`, port);
  bench.later(() => proxy.stop());
  return port;
}

function problems(findings: readonly ShownFinding[]): ShownFinding[] {
  return findings.filter(({ status }) => status !== 'ok');
}

function first(findings: readonly ShownFinding[]): ShownFinding | undefined {
  return problems(findings)[0];
}

const LIMITS_LOGINS: [string, (bench: Bench) => Front][] = [
  [
    'nginx that limits logins',
    (bench) => {
      const { chain, key } = makeCertificate(bench.home.at('tls'));
      return {
        nginx: (to, port) =>
          `${UPGRADE_MAP} limit_req_zone $binary_remote_addr zone=login:1m rate=10r/m;
                 server { listen 127.0.0.1:${port} ssl; ssl_certificate "${chain}"; ssl_certificate_key "${key}"; client_max_body_size 512m;
                 location / { proxy_pass ${to}; ${HEALTHY_PROXY} }
                 location = /login { limit_req zone=login burst=5 nodelay; limit_req_status 429; proxy_pass ${to}; ${HEALTHY_PROXY} } }`,
      };
    },
  ],
];

describePrograms('nginx', 'caddy')('a healthy server seen through its URL', () => {
  for (const on of ['nb57', 'nb64', 'nb7'] as const) {
    describeNeeds(on)(on, () => {
      it.each<[string, (bench: Bench) => Front]>([
        ['nginx with TLS', (bench) => nginxWithTls(makeCertificate(bench.home.at('tls')))],
        [
          'Caddy with TLS',
          (bench) => {
            const { chain, key } = makeCertificate(bench.home.at('tls'));
            return {
              caddy: (to, port) =>
                `https://127.0.0.1:${port} {\nbind 127.0.0.1\ntls "${chain}" "${key}"\nreverse_proxy ${to} {\nheader_up X-Real-IP {remote_host}\n}\n}`,
            };
          },
        ],
        ...(on === 'nb7' ? LIMITS_LOGINS : []),
      ])('shows nothing above ok behind %s, and no kernel is left', async (_what, frontOf) => {
        const bench = makeBench(on);
        const url = `https://127.0.0.1:${await open(bench, frontOf(bench), false, on)}/`;
        const { rootPem } = makeCertificate(bench.home.at('tls'));
        const ca = bench.home.at('ca.pem');
        writeFileSync(ca, rootPem);
        const { findings, code, stderr } = await bench.doctor(
          ['--url', url, '--ca', ca, ...LIVE],
          `${PASSWORD}\n`,
        );
        expect(problems(findings)).toEqual([]);
        expect(findings.map(({ id }) => id)).toContain('url-computes');
        expect(code).toBe(0);
        expect(JSON.stringify(findings) + stderr).not.toContain(PASSWORD);
        const view = await openPage(url, PASSWORD, rootPem);
        expect(view).toMatchObject({ api: 200, login: 302, owner: 200, running: 0, socket: 101 });
        expect([200, 201]).toContain(view.save);
      });
    });
  }

  describeNeeds('nb7')('below a path', () => {
    it('shows nothing above ok where base_url and proxy agree', async () => {
      const bench = makeBench();
      writeConfig(bench.home, 'nb7', "c.CLASS.base_url = '/jup/'");
      const port = await open(bench, nginxLocation(HEALTHY_PROXY), true);
      const words = ['--url', `http://127.0.0.1:${port}/jup/lab/tree/x.ipynb?token=abc123`, ...LIVE];
      const { findings, stderr } = await bench.doctor(words, `${PASSWORD}\n`);
      expect(problems(findings)).toEqual([]);
      expect(JSON.stringify(findings) + stderr).not.toContain('abc123');
    });

    it('tells the path where Jupyter really is', async () => {
      const bench = makeBench();
      writeConfig(bench.home, 'nb7', "c.CLASS.base_url = '/mine/'");
      const url = `http://127.0.0.1:${await open(bench, nginxLocation(HEALTHY_PROXY), true)}`;
      const { findings } = await bench.doctor(['--url', `${url}/`]);
      expect(first(findings)).toMatchObject({ id: 'url-wrong-path', status: 'fail' });
      expect(first(findings)?.fix).toContain(`${url}/mine/`);
    });

    it.each<[string, string, Front, RegExp]>([
      [
        'that the proxy takes the prefix off, which Jupyter expects',
        "c.CLASS.base_url = '/jup/'",
        {
          caddy: (to, port) =>
            `http://:${port} {\nbind 127.0.0.1\nhandle_path /jup/* {\nreverse_proxy ${to}\n}\n}`,
        },
        /takes \/jup\/ off/,
      ],
      [
        'that the proxy takes the prefix off, of which Jupyter knows nothing',
        '',
        {
          nginx: (to, port) =>
            `${UPGRADE_MAP} server { listen 127.0.0.1:${port}; location /jup/ { proxy_pass ${to}/; ${HEALTHY_PROXY} } }`,
        },
        /sends the browser to \/tree/,
      ],
    ])('tells %s', async (_what, config, front, message) => {
      const bench = makeBench();
      writeConfig(bench.home, 'nb7', config);
      const url = `http://127.0.0.1:${await open(bench, front, true)}/jup/`;
      const { findings } = await bench.doctor(['--url', url]);
      expect(first(findings)).toMatchObject({ id: 'url-wrong-path', status: 'fail' });
      expect(first(findings)?.message).toMatch(message);
    });
  });

  describeNeeds('nb7')('redirects', () => {
    it('names the https address to which http leads, and looks no further', async () => {
      const bench = makeBench();
      const front: Front = {
        caddy: (_to, port) => `http://:${port} {\nbind 127.0.0.1\nredir https://{host}{uri} 308\n}`,
      };
      const { findings, code } = await bench.doctor([
        '--url',
        `http://127.0.0.1:${await open(bench, front)}/`,
      ]);
      expect(first(findings)).toMatchObject({ id: 'url-redirects-to-https', status: 'unknown' });
      expect(first(findings)?.fix).toContain('--url https://127.0.0.1/');
      expect(code).toBe(0);
    });

    it('sends no password to another server to which the login page leads', async () => {
      const heard: string[] = [];
      const stranger = createServer((request, response) => {
        heard.push(request.url ?? '');
        response.end('<form method="post"><input type="password" name="password"></form>');
      });
      await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
      const bench = makeBench();
      bench.later(() => void stranger.close());
      const address = stranger.address();
      const other = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
      const front: Front = {
        nginx: (to, port) =>
          `${UPGRADE_MAP} server { listen 127.0.0.1:${port}; location / { proxy_pass ${to}; ${HEALTHY_PROXY} }
           location = /login { return 302 ${other}/login; } }`,
      };
      const words = ['--url', `http://127.0.0.1:${await open(bench, front)}/`, ...LIVE];
      const { findings } = await bench.doctor(words, `${PASSWORD}\n`);
      expect(first(findings)).toMatchObject({ id: 'url-redirects-away', status: 'fail' });
      expect(first(findings)?.message).toContain(other);
      expect(heard).toEqual([]);
    });
  });
});
