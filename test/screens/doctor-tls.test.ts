import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { makeCertificate } from '../real/certificates.ts';
import { NOTEBOOK, notebook, PRIVATE, SET_UP, STEP } from './habits.ts';
import { describeSituations, type Situation } from './situations.ts';

const AUTHORITY =
  'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=Test authority" -keyout ca.key -out ca.crt';
/** `openssl` with these options makes NAME.crt and NAME.key, signed by the authority. */
const signed = (name: string, more = '-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -days 90') =>
  `openssl req -x509 -CA ca.crt -CAkey ca.key -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -addext basicConstraints=critical,CA:FALSE ${more} -keyout ${name}.key -out ${name}.crt`;
const PAIR =
  "c.NotebookApp.certfile = '/home/ada/server.crt'\nc.NotebookApp.keyfile = '/home/ada/server.key'";

const asked = (name: string, lines: string, more: Partial<Situation> = {}): Situation => ({
  name,
  jupyter: 'nb64',
  tools: ['openssl'],
  files: notebook(lines),
  typed: 'jupyter-expose doctor',
  ...more,
  before: [PRIVATE, ...(more.before ?? [])],
});
/** With a pair made by an authority of the person's own, and what is done to it. */
const made = (name: string, ...before: readonly string[]): Situation =>
  asked(name, PAIR, { before: [AUTHORITY, ...before] });

const directory = mkdtempSync(join(tmpdir(), 'jupyter-expose-screens-'));
afterAll(() => rmSync(directory, { recursive: true }));
/** With a pair that holds from one day to another, counted from today. */
const dated = (name: string, from: number, to: number): Situation => {
  const { certPem, keyPem } = makeCertificate(directory, name, { days: [from, to] });
  const row = asked(name, PAIR, { before: ['chmod 600 server.key'] });
  return { ...row, files: { ...row.files, 'server.crt': certPem, 'server.key': keyPem } };
};

/** A certificate that was made elsewhere. */
describeSituations(
  'doctor-tls',
  [
    asked('file-missing', "c.NotebookApp.certfile = '/home/ada/nowhere.pem'"),
    asked('file-tilde', "c.NotebookApp.certfile = '~/server.crt'", { before: [AUTHORITY, signed('server')] }),
    asked('file-relative', "c.NotebookApp.certfile = 'mycert.pem'"),
    asked('key-alone', "c.NotebookApp.keyfile = '/home/ada/server.key'"),
    asked('no-certificate', "c.NotebookApp.client_ca = '/home/ada/ca.crt'", { before: [AUTHORITY] }),
    asked('key-missing', "c.NotebookApp.certfile = '/home/ada/server.crt'", {
      before: [AUTHORITY, signed('server')],
    }),
    made('healthy', signed('server')),
    made('pair', signed('server'), signed('other'), 'cp other.key server.key'),
    made('order', signed('server'), 'cat ca.crt server.crt > all.crt && cp all.crt server.crt'),
    made('swapped', signed('server'), 'cp server.crt a && cp server.key server.crt && cp a server.key'),
    made(
      'key-encrypted',
      signed('server'),
      'openssl pkcs8 -topk8 -in server.key -passout pass:abcdef -out a && cp a server.key && chmod 600 server.key',
    ),
    made('not-pem', signed('server'), 'openssl x509 -in server.crt -outform der -out a && cp a server.crt'),
    made(
      'weak',
      signed('server', '-addext subjectAltName=DNS:localhost -days 90').replace(
        'ec -pkeyopt ec_paramgen_curve:prime256v1',
        'rsa:1024',
      ),
    ),
    made('key-unreadable', signed('server'), 'chmod 000 server.key'),
    made('key-readable-by-all', signed('server'), 'chmod 644 server.key'),
    asked('bad-option', `${PAIR}\nc.NotebookApp.ssl_options = {'minimum_version': 771}`, {
      before: [AUTHORITY, signed('server')],
    }),
    asked('client-ca-missing', `${PAIR}\nc.NotebookApp.client_ca = '/home/ada/nowhere.pem'`, {
      before: [AUTHORITY, signed('server')],
    }),
    asked('client-ca', `${PAIR}\nc.NotebookApp.client_ca = '/home/ada/ca.crt'`, {
      before: [AUTHORITY, signed('server')],
    }),
    asked('old-protocol', PAIR, { jupyter: 'nb57', before: [AUTHORITY, signed('server')] }),
    dated('expired', -90, -1),
    dated('not-yet', 1, 90),
    dated('expires-soon', -80, 5),
    made('no-names', signed('server', '-days 90')),
    made(
      'purpose',
      signed('server', '-addext subjectAltName=DNS:localhost -addext extendedKeyUsage=clientAuth -days 90'),
    ),
  ],
  STEP,
);

const EXPOSE = '.jupyter/expose';

/** A certificate of our own authority. */
describeSituations(
  'doctor-tls-ours',
  [
    { name: 'authority-lost', before: [SET_UP, `rm ${EXPOSE}/ca.pem`], typed: 'jupyter-expose doctor' },
    {
      name: 'authority-lost-fix',
      before: [SET_UP, `rm ${EXPOSE}/ca.pem`],
      typed: 'jupyter-expose doctor --fix --yes',
    },
    {
      name: 'authority-key-lost',
      before: [SET_UP, `rm ${EXPOSE}/ca-key.pem`],
      typed: 'jupyter-expose doctor',
    },
    {
      name: 'server-lost',
      jupyter: 'nb64',
      before: [SET_UP, `rm ${EXPOSE}/server.pem`, `cat ${NOTEBOOK}`],
      typed: 'jupyter-expose doctor',
    },
  ],
  STEP,
);
