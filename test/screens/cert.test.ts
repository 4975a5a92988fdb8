import { QUICK as PLAIN, SET_UP } from './habits.ts';
import { describeSituations } from './situations.ts';

/** A certificate that somebody else made, with the key of another one beside it. */
const MAKE = [
  'openssl req -config /etc/ssl/openssl.cnf -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /CN=home.example.org -addext subjectAltName=DNS:home.example.org -keyout own.key -out own.pem',
  'openssl ecparam -name prime256v1 -genkey -noout -out other.key',
  'chmod 600 *.key',
];
const TOOLS = ['openssl'] as const;

describeSituations('cert', [
  { name: 'show-nothing', typed: 'jupyter-expose cert show' },
  { name: 'show', before: [SET_UP], typed: 'jupyter-expose cert show' },
  { name: 'show-json', before: [SET_UP], typed: 'jupyter-expose cert show --json', langs: ['en'] },
  { name: 'create', before: [PLAIN], typed: 'jupyter-expose cert create --yes' },
  { name: 'create-dry-run', before: [PLAIN], typed: 'jupyter-expose cert create --dry-run' },
  { name: 'create-again', before: [SET_UP], typed: 'jupyter-expose cert create --yes' },
  { name: 'create-not-confirmed', before: [PLAIN], typed: 'jupyter-expose cert create' },
  { name: 'create-bad-name', before: [PLAIN], typed: 'jupyter-expose cert create --name "a b" --yes' },
  {
    name: 'import',
    tools: TOOLS,
    before: [PLAIN, ...MAKE],
    typed: 'jupyter-expose cert import --cert own.pem --key own.key --yes',
  },
  {
    name: 'import-other-key',
    tools: TOOLS,
    before: [PLAIN, ...MAKE],
    typed: 'jupyter-expose cert import --cert own.pem --key other.key --yes',
  },
  {
    name: 'import-missing',
    before: [PLAIN],
    typed: 'jupyter-expose cert import --cert nowhere.pem --key nowhere.key --yes',
  },
  {
    name: 'import-not-a-certificate',
    files: { 'a.pem': 'hello\n' },
    typed: 'jupyter-expose cert import --cert a.pem --key a.pem --yes',
  },
  { name: 'issue-no-domain', before: [PLAIN], typed: 'jupyter-expose cert issue --yes' },
  {
    name: 'issue-local-name',
    before: [PLAIN],
    typed: 'jupyter-expose cert issue --domain ada-pc.local --yes',
  },
  { name: 'renew-nothing', typed: 'jupyter-expose cert renew' },
  { name: 'renew-not-due', before: [SET_UP], typed: 'jupyter-expose cert renew' },
  { name: 'renew-all-dry-run', before: [SET_UP], typed: 'jupyter-expose cert renew --all --dry-run' },
  { name: 'renew-all', before: [SET_UP], typed: 'jupyter-expose cert renew --all --yes' },
  { name: 'trust-nothing', typed: 'jupyter-expose cert trust' },
  { name: 'trust-export', before: [SET_UP], typed: 'jupyter-expose cert trust --export out' },
  { name: 'trust-dry-run', before: [SET_UP], typed: 'jupyter-expose cert trust --dry-run' },
  {
    name: 'trust-again',
    before: [SET_UP, 'jupyter-expose cert trust --export out'],
    typed: 'jupyter-expose cert trust --export out',
  },
  { name: 'trust-bad-port', before: [SET_UP], typed: 'jupyter-expose cert trust --serve --port 0' },
  { name: 'trust-bad-host', before: [SET_UP], typed: 'jupyter-expose cert trust --serve --host here' },
  { name: 'trust-no-network', before: [SET_UP], typed: 'jupyter-expose cert trust --serve --yes' },
  {
    name: 'trust-authority-lost',
    before: [SET_UP, 'rm .jupyter/expose/ca.pem'],
    typed: 'jupyter-expose cert trust',
  },
  {
    name: 'create-for-an-address',
    before: [SET_UP],
    typed: 'jupyter-expose cert create --name 203.0.113.7 --dry-run',
  },
  {
    name: 'show-key-open',
    before: [SET_UP, 'chmod 644 .jupyter/expose/server.pem'],
    typed: 'jupyter-expose cert show',
  },
  {
    name: 'show-unreadable',
    before: [SET_UP, 'echo > .jupyter/expose/server.pem'],
    typed: 'jupyter-expose cert show',
  },
  {
    name: 'show-imported',
    tools: TOOLS,
    before: [PLAIN, ...MAKE, 'jupyter-expose cert import --cert own.pem --key own.key --yes'],
    typed: 'jupyter-expose cert show',
  },
  {
    name: 'import-again',
    tools: TOOLS,
    before: [PLAIN, ...MAKE, 'jupyter-expose cert import --cert own.pem --key own.key --yes'],
    typed: 'jupyter-expose cert import --cert own.pem --key own.key --yes',
  },
  {
    name: 'renew-imported',
    tools: TOOLS,
    before: [PLAIN, ...MAKE, 'jupyter-expose cert import --cert own.pem --key own.key --yes'],
    typed: 'jupyter-expose cert renew --all --yes',
  },
]);

/** `cert import` of what these lines made. */
const brought = (name: string, lines: readonly string[], words = '--cert own.pem --key own.key') => ({
  name,
  tools: TOOLS,
  before: [...MAKE, ...lines],
  typed: `jupyter-expose cert import ${words} --dry-run`,
});
const MADE_ANEW = (options: string) =>
  `openssl req -config /etc/ssl/openssl.cnf -x509 -nodes -subj /CN=home.example.org ${options} -keyout own.key -out own.pem && chmod 600 own.key`;
const EC = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1';
const NAMED = '-addext subjectAltName=DNS:home.example.org';

/** Certificates that people bring, and what is wrong with them. */
describeSituations('cert-brought', [
  brought('no-flags', [], ''),
  brought('directory', ['mkdir a'], '--cert a --key own.key'),
  brought('der', ['openssl x509 -in own.pem -outform der -out a'], '--cert a --key own.key'),
  brought(
    'pkcs12',
    ['openssl pkcs12 -export -in own.pem -inkey own.key -passout pass: -out a.p12'],
    '--cert a.p12',
  ),
  brought('key-der', ['openssl pkey -in own.key -outform der -out a'], '--cert own.pem --key a'),
  brought('cut-off', ['head -c 300 own.pem > a'], '--cert a --key own.key'),
  brought('only-a-key', [], '--cert own.key'),
  brought(
    'key-locked',
    ['openssl pkcs8 -topk8 -in own.key -passout pass:abcdef -out a'],
    '--cert own.pem --key a',
  ),
  brought('no-key', [], '--cert own.pem'),
  brought('key-is-a-certificate', [], '--cert own.pem --key own.pem'),
  brought('no-names', [MADE_ANEW(`${EC} -days 90`)]),
  brought('weak', [MADE_ANEW(`-newkey rsa:1024 ${NAMED} -days 90`)]),
  brought('not-for-servers', [MADE_ANEW(`${EC} ${NAMED} -addext extendedKeyUsage=clientAuth -days 90`)]),
  brought('for-a-server-only', [
    MADE_ANEW(`${EC} ${NAMED} -addext basicConstraints=critical,CA:FALSE -days 90`),
  ]),
]);

const ask = (name: string, words: string, before: readonly string[] = []) => ({
  name,
  before: ["echo 'tok-3f9a-secret' > token && chmod 600 token", ...before],
  typed: `jupyter-expose cert issue ${words} --dry-run`,
});
const DOMAIN = '--domain home.duckdns.org';

/** A certificate of a public authority, which is not reached here. */
describeSituations('cert-issue', [
  ask('http', DOMAIN),
  ask('tls-alpn', `${DOMAIN} --challenge tls-alpn-01 --email ada@example.org`),
  ask('dns', `${DOMAIN} --dns duckdns --dns-token-file token`),
  ask('staging', `${DOMAIN} --staging`),
  ask('other-authority', `${DOMAIN} --acme-server https://acme.example.org/directory`),
  ask('shared-suffix', '--domain home.iptime.org'),
  ask('no-such-challenge', `${DOMAIN} --challenge mail`),
  ask('wildcard', '--domain "*.home.duckdns.org" --challenge http-01'),
  ask('bad-port', `${DOMAIN} --challenge-port 0`),
  ask('bad-address', `${DOMAIN} --challenge-address here`),
  ask('bad-server', `${DOMAIN} --acme-server http://acme.example.org/`),
  ask('no-ca', `${DOMAIN} --acme-server https://acme.example.org/ --acme-ca nowhere.pem`),
  ask('dns-whose', '--domain home.example.org --challenge dns-01'),
  ask('dns-no-token', `${DOMAIN} --dns duckdns`),
  ask('dns-bad-token', `${DOMAIN} --dns duckdns --dns-token-file token`, ["echo 'a b' > token"]),
  { ...ask('no-network', ''), typed: `jupyter-expose cert issue ${DOMAIN} --yes` },
]);

describeSituations('renew', [
  { name: 'nothing', typed: 'jupyter-expose renew' },
  { name: 'not-due', before: [SET_UP], typed: 'jupyter-expose renew' },
  { name: 'all', before: [SET_UP], typed: 'jupyter-expose renew --all --yes' },
  { name: 'json', before: [SET_UP], typed: 'jupyter-expose renew --json', langs: ['en'] },
]);
