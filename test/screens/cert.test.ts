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
]);

describeSituations('renew', [
  { name: 'nothing', typed: 'jupyter-expose renew' },
  { name: 'not-due', before: [SET_UP], typed: 'jupyter-expose renew' },
  { name: 'all', before: [SET_UP], typed: 'jupyter-expose renew --all --yes' },
  { name: 'json', before: [SET_UP], typed: 'jupyter-expose renew --json', langs: ['en'] },
]);
