import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { makeCertificate } from '../../real/certificates.ts';
import { describeInNamespace } from '../../real/namespace.ts';
import { describePrograms } from '../../real/proxy.ts';
import type { Bench } from './bench.ts';
import { type Cause, describeCauses } from './causes.ts';
import { openPage } from './page.ts';
import {
  behindProxy,
  healthyBut,
  nginxLocation,
  PASSWORD,
  sharedJupyters,
  writeConfig,
} from './url-causes.ts';

const shared = sharedJupyters();
const row = behindProxy(shared);

/** Asks for a connection as Python does, for at most 3 s: '' when it comes about, else the error's name. */
async function connectionError(bench: Bench, host: string, port: number): Promise<string> {
  const code = [
    'import socket',
    `try: socket.create_connection((${JSON.stringify(host)}, ${port}), 3)`,
    'except Exception as error: print(type(error).__name__, error)',
  ];
  const { stdout } = await bench.exec([bench.environment.python, '-c', code.join('\n')]);
  return stdout;
}

/** An address at which nobody answers as it should. */
function address(
  id: string,
  what: string,
  host: string,
  error: RegExp,
  silence?: (bench: Bench) => void,
): Cause {
  return {
    id,
    what,
    on: 'nb7',
    inNamespace: true,
    prepare: (bench) => silence?.(bench),
    symptom: async (bench) => expect(await connectionError(bench, host, 8888)).toMatch(error),
    doctor: () => ['--url', `http://${host}:8888/`],
  };
}

/** A Jupyter with TLS of its own, whose certificate and key are made by `pair`. */
function ownTls(
  id: string,
  what: string,
  scheme: 'http' | 'https',
  pair: (dir: string) => { cert: string; key: string },
): Cause {
  let url = '';
  return {
    id,
    what,
    on: 'nb7',
    async prepare(bench) {
      const { cert, key } = pair(bench.home.at('tls'));
      writeConfig(
        bench.home,
        'nb7',
        `c.CLASS.certfile = ${JSON.stringify(cert)}\nc.CLASS.keyfile = ${JSON.stringify(key)}`,
      );
      url = `${scheme}://127.0.0.1:${(await bench.start()).port}/`;
    },
    symptom: async () => expect((await openPage(url, PASSWORD)).api).toBe(0),
    doctor: () => ['--url', url],
  };
}

describeInNamespace()('a way to the server', () => {
  describeCauses('the page does not open: nobody answers', [
    address('url-name-unknown', 'the name is misspelt', 'my-jupyter.invalid', /^gaierror/),
    address('url-refused', 'nothing listens on the port', '192.168.77.10', /^ConnectionRefused/),
    address('url-unreachable', 'the computer is in another network', '192.168.99.1', /unreachable/),
    address(
      'url-timeout',
      'packets are swallowed',
      '192.168.77.99',
      /^(TimeoutError|timeout)/,
      ({ netns }) => {
        // Nobody has this hardware address: what is sent there is neither taken nor refused.
        const neighbour = ['192.168.77.99', 'lladdr', '02:00:00:00:00:99', 'dev', 'lan0', 'nud', 'permanent'];
        execFileSync('ip', ['-n', netns?.name ?? '', 'neighbour', 'add', ...neighbour]);
      },
    ),
  ]);

  describeCauses('a stranger can read or get in', [
    strangers('url-plain-http', 'the address is plain http', ''),
    strangers(
      'url-open-to-anyone',
      'there is neither password nor token',
      "c.IdentityProvider.token = ''",
      '',
    ),
  ]);
});

function strangers(id: string, what: string, config: string, hash?: string): Cause {
  let port = 0;
  return {
    id,
    what,
    on: 'nb7',
    inNamespace: true,
    async prepare(bench) {
      writeConfig(bench.home, 'nb7', `c.CLASS.ip = '0.0.0.0'\n${config}`, hash);
      port = (await bench.start()).port;
    },
    async symptom(bench) {
      const code = `from urllib.request import urlopen; print(urlopen('http://192.168.77.10:${port}/login').status)`;
      const words = [bench.environment.python, '-c', code];
      // Over plain http: the login page, or no login at all.
      expect((await bench.exec(words)).stdout + (await bench.exec(words)).stderr).toMatch(/200|404/);
    },
    doctor: () => ['--url', `http://192.168.77.10:${port}/`],
  };
}

describePrograms('nginx')('a server that answers', () => {
  describeCauses('the page does not open: something else answers', [
    ownTls('url-silent', 'certificate and key do not belong together', 'https', (dir) => ({
      cert: makeCertificate(dir, 'one').cert,
      key: makeCertificate(dir, 'other').key,
    })),
    ownTls('url-http-on-https', 'http:// is asked of a port with TLS', 'http', (dir) => makeCertificate(dir)),
    httpsOnHttp(),
    row({
      id: 'url-redirects-away',
      what: 'the proxy sends everyone to an old address',
      front: nginxLocation(`${healthyBut('x')} return 301 http://127.0.0.1:1/old$request_uri;`),
      symptom: ({ api, login }) => expect([api, login]).toEqual([301, 301]),
    }),
  ]);
});

function httpsOnHttp(): Cause {
  let url = '';
  return {
    id: 'url-https-on-http',
    what: 'https:// is asked of a port without TLS',
    on: 'nb64',
    prepare: async () => {
      url = `https://127.0.0.1:${(await shared('nb64')).port}/`;
    },
    symptom: async () => expect((await openPage(url, PASSWORD)).api).toBe(0),
    doctor: () => ['--url', url],
  };
}
