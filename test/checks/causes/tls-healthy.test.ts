import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { type Certificate, makeAuthority } from '../../real/certificates.ts';
import type { RealServer } from '../../real/server.ts';
import { Bench, type ShownFinding } from './bench.ts';
import { ask, certificate, certificatesOf, configure } from './tls-bench.ts';

/** What the doctor says of TLS, where that is not all well. */
function alarms(findings: readonly ShownFinding[]): ShownFinding[] {
  return findings.filter(({ id, status }) => id.startsWith('tls-') && status !== 'ok');
}

function authority(bench: Bench): Certificate {
  return makeAuthority(certificatesOf(bench));
}

function middle(bench: Bench): Certificate {
  return makeAuthority(certificatesOf(bench), 'middle', { signedBy: authority(bench) });
}

interface Shape {
  readonly what: string;
  /** The file as certfile names it. */
  readonly pem: (bench: Bench) => Pick<Certificate, 'rootPem'> & { readonly text: string };
  readonly servername?: string;
  readonly mode?: number;
}

const combined = ({ keyPem, chainPem, rootPem }: Certificate) => ({ text: keyPem + chainPem, rootPem });

/** All in one file without a keyfile; each is close to one that is broken. */
const SHAPES: readonly Shape[] = [
  { what: 'an EC key and a leaf of the own authority', pem: (bench) => combined(certificate(bench)) },
  {
    what: 'an RSA key behind its certificate, remarks between',
    pem: (bench) => {
      const { certPem, keyPem, rootPem } = certificate(bench, 'rsa', { key: 'rsa2048' });
      return { text: `the certificate\r\n${certPem}\nits key\n${keyPem}`, rootPem };
    },
  },
  {
    what: 'a leaf, its issuer and the root',
    pem: (bench) => {
      const { text, rootPem } = combined(certificate(bench, 'via', { signedBy: middle(bench) }));
      return { text: text + rootPem, rootPem };
    },
  },
  {
    what: 'one that signed itself, as tutorials make it',
    pem: (bench) => {
      const [key, cert] = [`${certificatesOf(bench)}/self.key`, `${certificatesOf(bench)}/self.crt`];
      const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
      const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '365'];
      execFileSync('openssl', [...made, ...named], { stdio: 'ignore' });
      const rootPem = readFileSync(cert, 'utf8');
      return { text: readFileSync(key, 'utf8') + rootPem, rootPem };
    },
  },
  {
    what: 'a public name only, half of six days left, a file that its group may read',
    pem: (bench) => combined(certificate(bench, 'public', { names: ['home.example.org'], days: [-3, 3] })),
    servername: 'home.example.org',
    mode: 0o640,
  },
];

describeNeeds('nb7')('healthy certificates', () => {
  let bench: Bench;
  let server: RealServer;
  let certfile: string;

  beforeAll(async () => {
    const made = environment('nb7');
    bench = new Bench(new TestHome([dirname(made.python)], 'tls 집 '), made, 'notebook', false);
    certfile = `${certificatesOf(bench)}/served.pem`;
    writeFileSync(certfile, combined(certificate(bench)).text);
    await configure(bench, { certfile });
    server = await bench.start();
  });
  afterAll(() => bench.close());

  // Jupyter reads the file anew for every connection, so one server serves them all.
  it.each(SHAPES)(
    '$what: a client that trusts the root gets in, the doctor has nothing to say',
    async (shape) => {
      const { text, rootPem } = shape.pem(bench);
      rmSync(certfile);
      writeFileSync(certfile, text);
      chmodSync(certfile, shape.mode ?? 0o600);
      expect(await ask(server.port, { ca: rootPem, servername: shape.servername ?? 'localhost' })).toMatch(
        / 200 /,
      );
      expect(alarms((await bench.doctor()).findings)).toEqual([]);
    },
  );
});

describe('healthy settings', () => {
  const ROWS = [
    { on: 'nb57', settings: { ssl_options: "{'ssl_version': 5}" } },
    { on: 'nb60', settings: { ssl_options: "{'ciphers': 'ECDHE+AESGCM'}" } },
  ] as const;
  for (const { on, settings } of ROWS)
    describeNeeds(on)(`${on} with a keyfile and ${settings.ssl_options}`, () => {
      let bench: Bench | undefined;
      afterAll(() => bench?.close());

      it('answers, and the doctor has nothing to say', async () => {
        const made = environment(on);
        bench = new Bench(new TestHome([dirname(made.python)], 'tls 집 '), made, 'notebook', false);
        const { chain, key, rootPem } = certificate(bench);
        await configure(bench, { certfile: chain, keyfile: key, ...settings });
        const server = await bench.start();
        expect(await ask(server.port, { ca: rootPem })).toMatch(/ 200 /);
        expect(alarms((await bench.doctor()).findings)).toEqual([]);
      });
    });
});
