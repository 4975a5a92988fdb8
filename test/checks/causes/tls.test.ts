import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import { withoutPrivilege } from '../../commands/without-privilege.ts';
import { lockKey, makeAuthority } from '../../real/certificates.ts';
import type { Bench } from './bench.ts';
import { type Cause, describeCauses } from './causes.ts';
import { ask, certificate, certificatesOf, configure, ends, file, hangs, isRefused } from './tls-bench.ts';

const { geteuid } = process;

describeCauses('the server ends at its start, because of its certificate', [
  {
    id: 'tls-file-missing',
    what: 'certfile names a file that is not there',
    on: 'nb64',
    prepare: (bench) => configure(bench, { certfile: bench.home.at('nowhere.pem') }),
    symptom: ends(/certfile ".*nowhere\.pem" does not exist/),
  },
  {
    id: 'tls-file-tilde',
    what: 'certfile begins with ~, which Jupyter does not expand',
    on: 'nb7',
    prepare: (bench) => {
      certificate(bench);
      return configure(bench, { certfile: '~/certificates/server.combined.pem' });
    },
    symptom: ends(/certfile "~\/.*" does not exist/),
  },
  {
    id: 'tls-file-relative',
    what: 'certfile is a name without a directory, and the file lies beside the config file',
    on: 'nb57',
    prepare: (bench) => {
      bench.home.write('mycert.pem', readFileSync(certificate(bench).combined, 'utf8'), 0o600);
      return configure(bench, { certfile: 'mycert.pem', ssl_options: "{'ssl_version': 5}" });
    },
    symptom: ends(/certfile "mycert\.pem" does not exist/),
  },
  {
    id: 'tls-key-alone',
    what: 'keyfile is set, certfile is not',
    on: 'nb60',
    prepare: (bench) => configure(bench, { keyfile: certificate(bench).key }),
    symptom: ends(/missing key "certfile"/),
  },
  {
    id: 'tls-no-certificate',
    what: 'client_ca is set, certfile is not',
    on: 'lab3',
    app: 'lab',
    prepare: (bench) => configure(bench, { client_ca: makeAuthority(certificatesOf(bench)).cert }),
    symptom: ends(/missing key "certfile"/),
  },
]);

const HANDSHAKES: readonly Cause[] = [
  {
    id: 'tls-key-missing',
    what: 'certfile without its key',
    on: 'nb7',
    prepare: (bench) => configure(bench, { certfile: certificate(bench).chain }),
    symptom: hangs(/SSLError: \[SSL\] PEM lib/),
  },
  {
    id: 'tls-pair',
    what: 'the key belongs to another certificate',
    on: 'nb64',
    prepare: (bench) => {
      const { cert, key } = certificate(bench);
      rmSync(key);
      return configure(bench, { certfile: cert, keyfile: certificate(bench, 'other').key });
    },
    symptom: hangs(/KEY_VALUES_MISMATCH/),
  },
  {
    id: 'tls-order',
    what: 'the issuer stands before the server’s own certificate',
    on: 'lab36',
    app: 'lab',
    prepare: (bench) => {
      const directory = certificatesOf(bench);
      const middle = makeAuthority(directory, 'middle', { signedBy: makeAuthority(directory) });
      const { certPem, key } = certificate(bench, 'server', { signedBy: middle });
      return configure(bench, { certfile: file(bench, 'all.pem', middle.certPem + certPem), keyfile: key });
    },
    symptom: hangs(/KEY_VALUES_MISMATCH/),
  },
  {
    id: 'tls-swapped',
    what: 'certfile and keyfile exchanged',
    on: 'nb60',
    prepare: (bench) => {
      const { cert, key } = certificate(bench);
      return configure(bench, { certfile: key, keyfile: cert });
    },
    symptom: hangs(/SSLError: \[SSL\] PEM lib/),
  },
  {
    id: 'tls-key-encrypted',
    what: 'the key is locked with a pass phrase',
    on: 'nb7',
    prepare: (bench) => {
      const { cert, keyPem } = certificate(bench);
      return configure(bench, {
        certfile: cert,
        keyfile: lockKey(certificatesOf(bench), 'locked', keyPem, 'a pass phrase'),
      });
    },
    symptom: hangs(/Enter PEM pass phrase/),
  },
  {
    id: 'tls-not-pem',
    what: 'the certificate is in binary form (DER)',
    on: 'mixed',
    app: 'server',
    prepare: (bench) => {
      const { cert, key } = certificate(bench);
      const der = file(
        bench,
        'server.der',
        execFileSync('openssl', ['x509', '-in', cert, '-outform', 'der']),
      );
      return configure(bench, { certfile: der, keyfile: key });
    },
    symptom: hangs(/SSLError: \[SSL\] PEM lib/),
  },
  {
    id: 'tls-weak',
    what: 'an RSA key of 1024 bits',
    on: 'lab30',
    app: 'lab',
    prepare: (bench) =>
      configure(bench, { certfile: certificate(bench, 'weak', { key: 'rsa1024' }).combined }),
    symptom: hangs(/EE_KEY_TOO_SMALL/),
  },
  {
    id: 'tls-bad-option',
    what: 'ssl_options with a name that tornado does not know',
    on: 'lab3',
    prepare: (bench) =>
      configure(bench, { certfile: certificate(bench).combined, ssl_options: "{'minimum_version': 771}" }),
    symptom: hangs(/AssertionError/),
  },
  {
    id: 'tls-old-protocol',
    what: 'a notebook below 6, which speaks TLS 1.0 unless it is told otherwise',
    on: 'nb57',
    prepare: (bench) => configure(bench, { certfile: certificate(bench).combined }),
    symptom: hangs(/NO_CIPHERS_AVAILABLE|WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL/),
  },
  {
    id: 'tls-client-ca-unusable',
    what: 'client_ca names a file that is not there',
    on: 'nb7',
    prepare: (bench) =>
      configure(bench, { certfile: certificate(bench).combined, client_ca: bench.home.at('nowhere.pem') }),
    symptom: hangs(/FileNotFoundError/),
  },
  {
    id: 'tls-client-ca',
    what: 'client_ca asks every browser for a certificate of its own',
    on: 'nb64',
    prepare: (bench) => {
      const { combined } = certificate(bench);
      return configure(bench, {
        certfile: combined,
        client_ca: makeAuthority(certificatesOf(bench)).cert,
      });
    },
    symptom: hangs(/PEER_DID_NOT_RETURN_A_CERTIFICATE/),
  },
  // Without privilege to take away there is nobody else whose key it could be.
  ...(geteuid?.() === 0
    ? [
        {
          id: 'tls-key-unreadable',
          what: 'the key belongs to another user (made with sudo)',
          on: 'nb64',
          prepare: (bench: Bench) => {
            bench.prefix = withoutPrivilege();
            const { cert, key } = certificate(bench);
            chownSync(key, 65534, 65534);
            return configure(bench, { certfile: cert, keyfile: key });
          },
          symptom: hangs(/PermissionError/),
        } as const,
      ]
    : []),
];

describeCauses('the server runs, and every https connection hangs or is cut', HANDSHAKES);

const root = (bench: Bench) => makeAuthority(certificatesOf(bench)).certPem;

describeCauses('the server answers, and browsers refuse its certificate', [
  {
    id: 'tls-expired',
    what: 'the certificate has expired',
    on: 'nb7',
    prepare: (bench) =>
      configure(bench, { certfile: certificate(bench, 'old', { days: [-90, -1] }).combined }),
    symptom: isRefused('CERT_HAS_EXPIRED', root),
  },
  {
    id: 'tls-not-yet',
    what: 'the certificate holds only from tomorrow on',
    on: 'nb64',
    prepare: (bench) => configure(bench, { certfile: certificate(bench, 'new', { days: [1, 90] }).combined }),
    symptom: isRefused('CERT_NOT_YET_VALID', root),
  },
  {
    id: 'tls-no-names',
    what: 'the certificate has a CN and no subjectAltName, as old tutorials make it',
    on: 'lab3',
    prepare: (bench) =>
      configure(bench, {
        certfile: certificate(bench, 'unnamed', { names: [], commonName: 'my notebook' }).combined,
      }),
    symptom: isRefused('ERR_TLS_CERT_ALTNAME_INVALID', root),
  },
  {
    id: 'tls-purpose',
    what: 'the certificate is one for clients',
    on: 'nb60',
    prepare: (bench) =>
      configure(bench, { certfile: certificate(bench, 'client', { purpose: 'clientAuth' }).combined }),
    symptom: isRefused('INVALID_PURPOSE', root),
  },
  {
    id: 'tls-chain',
    what: 'cert.pem in the place of fullchain.pem: the issuer is missing',
    on: 'mixed',
    app: 'lab',
    prepare: (bench) => {
      const directory = certificatesOf(bench);
      const middle = makeAuthority(directory, 'middle', { signedBy: makeAuthority(directory) });
      const { cert, key } = certificate(bench, 'server', { signedBy: middle });
      return configure(bench, { certfile: cert, keyfile: key });
    },
    symptom: isRefused('UNABLE_TO_VERIFY_LEAF_SIGNATURE', root),
  },
]);

describeCauses('all works, but not for long or not for you alone', [
  {
    id: 'tls-expires-soon',
    what: 'the certificate expires in a few days',
    on: 'nb7',
    prepare: (bench) =>
      configure(bench, { certfile: certificate(bench, 'soon', { days: [-80, 5] }).combined }),
    symptom: async (bench) => {
      const server = await bench.start();
      expect(await ask(server.port, { ca: root(bench) })).toMatch(/ 200 /);
      await server.stop();
      const soon = [
        'x509',
        '-checkend',
        String(6 * 86_400),
        '-noout',
        '-in',
        certificate(bench, 'soon', { days: [-80, 5] }).cert,
      ];
      expect((await bench.exec(['openssl', ...soon])).stdout).toContain('will expire');
    },
  },
  {
    id: 'tls-key-mode',
    what: 'every user of the computer may read the private key',
    on: 'nb64',
    prepare: (bench) => {
      const { cert, key } = certificate(bench);
      chmodSync(key, 0o644);
      return configure(bench, { certfile: cert, keyfile: key });
    },
    symptom: async (bench) => {
      const { key } = certificate(bench);
      const stranger = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
      const prefix = geteuid?.() === 0 ? stranger : [];
      expect((await bench.exec([...prefix, 'head', '-1', key])).stdout).toContain('PRIVATE KEY');
    },
  },
]);
