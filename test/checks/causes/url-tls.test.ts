import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import { type CertificateOptions, makeCertificate } from '../../real/certificates.ts';
import { describePrograms, freePort } from '../../real/proxy.ts';
import { type Cause, describeCauses } from './causes.ts';
import { nginxWithTls, sharedJupyters, startFront } from './url-causes.ts';

const shared = sharedJupyters();

interface TlsRow {
  readonly id: string;
  readonly what: string;
  readonly certificate?: CertificateOptions;
  /** Lines of nginx's `server`. */
  readonly server?: string;
  /** The CA is known to the visitor. */
  readonly trusted?: boolean;
  /** What OpenSSL says of it. */
  readonly said: RegExp;
}

/** nginx with a certificate (or a protocol) that browsers refuse. */
function row({ id, what, certificate, server, trusted = true, said }: TlsRow): Cause {
  let port = 0;
  let ca = '';
  return {
    id,
    what,
    on: 'nb7',
    async prepare(bench) {
      const made = makeCertificate(bench.home.at('tls'), 'server', certificate);
      ca = bench.home.at('trusted', 'ca.pem');
      mkdirSync(dirname(ca));
      writeFileSync(ca, made.rootPem);
      port = await freePort();
      const to = `http://127.0.0.1:${(await shared('nb7')).port}`;
      const proxy = await startFront(nginxWithTls(made, undefined, server), to, port);
      bench.later(() => proxy.stop());
    },
    async symptom(bench) {
      const trust = trusted ? ['-CAfile', ca] : [];
      const asked = [
        '-connect',
        `127.0.0.1:${port}`,
        '-verify_ip',
        '127.0.0.1',
        '-verify_return_error',
        '-min_protocol',
        'TLSv1.2',
      ];
      const { code, stdout, stderr } = await bench.exec(['openssl', 's_client', ...asked, ...trust]);
      expect(code).not.toBe(0);
      expect(stdout + stderr).toMatch(said);
    },
    doctor: () => ['--url', `https://127.0.0.1:${port}/`, ...(trusted ? ['--ca', ca] : [])],
  };
}

describePrograms('nginx')('nginx with TLS', () => {
  describeCauses('the browser refuses the certificate', [
    row({
      id: 'url-tls-untrusted',
      what: 'its authority is known to nobody',
      trusted: false,
      said: /unable to get local issuer|self-signed/,
    }),
    row({
      id: 'url-tls-expired',
      what: 'it ran out yesterday',
      certificate: { days: [-90, -1] },
      said: /certificate has expired/,
    }),
    row({
      id: 'url-tls-not-yet',
      what: 'it begins tomorrow',
      certificate: { days: [1, 90] },
      said: /not yet valid/,
    }),
    row({
      id: 'url-tls-name',
      what: 'it is made for another name',
      certificate: { names: ['my.duckdns.example'] },
      said: /IP address mismatch/,
    }),
    row({
      id: 'url-tls-old',
      what: 'the server knows TLS 1.1 only',
      server: 'ssl_protocols TLSv1 TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;',
      said: /alert protocol version|unsupported protocol/,
    }),
  ]);
});
