import { QUICK } from './habits.ts';
import { describeSituations } from './situations.ts';

const UFW = {
  'ufw/ufw.conf': 'ENABLED=yes\nLOGLEVEL=low\n',
  'default/ufw': 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\n',
} as const;

describeSituations('firewall', [
  { name: 'status-not-root', typed: 'jupyter-expose firewall status' },
  { name: 'status-none', tools: ['nft'], asRoot: true, typed: 'jupyter-expose firewall status' },
  {
    name: 'status-ufw-not-root',
    etc: UFW,
    programs: { ufw: '#!/bin/sh\necho "ERROR: You need to be root" >&2; exit 1\n' },
    typed: 'jupyter-expose firewall status',
  },
  { name: 'status-json', typed: 'jupyter-expose firewall status --json', langs: ['en'] },
  {
    name: 'open-dry-run',
    lan: true,
    before: [QUICK],
    etc: UFW,
    programs: { ufw: '#!/bin/sh\nexit 1\n' },
    typed: 'jupyter-expose firewall open --dry-run',
  },
  { name: 'open-not-root', before: [QUICK], typed: 'jupyter-expose firewall open --yes' },
  { name: 'close-nothing', typed: 'jupyter-expose firewall close --yes' },
]);

describeSituations('router', [
  { name: 'show-offline', lan: true, before: [QUICK], typed: 'jupyter-expose router show --offline' },
  {
    name: 'show-model',
    before: [QUICK],
    lan: true,
    typed: 'jupyter-expose router show --router-model iptime --external-port 8443 --offline',
  },
  { name: 'show-list', typed: 'jupyter-expose router show --list' },
  { name: 'show-unknown-model', typed: 'jupyter-expose router show --router-model nothing --offline' },
  { name: 'status-no-network', typed: 'jupyter-expose router status' },
  { name: 'map-no-network', before: [QUICK], typed: 'jupyter-expose router map --yes' },
  { name: 'map-bad-port', before: [QUICK], typed: 'jupyter-expose router map --external-port 0 --yes' },
  { name: 'unmap-nothing', typed: 'jupyter-expose router unmap --yes' },
]);

const NAMED = 'jupyter-expose ddns update --name home.duckdns.org';
const TOKEN = { 'token.txt': 'tok-3f9a-secret\n' } as const;

const RECORD = { schema: 1, name: 'home.duckdns.org', service: 'duckdns', addressFrom: 'router' };
const LAST = { ipv4: '9.9.9.9', at: '2026-11-01T00:00:00Z' };
/** What expose/ddns.json holds. */
const KEPT = { told: JSON.stringify({ ...RECORD, last: LAST }), new: JSON.stringify(RECORD) };
/** What cannot be asked for. */
const WRONG = {
  'no-such-service': '--name home.example.org --service nothing',
  'not-a-name': '--name here',
  'no-server': '--name home.example.org --service dyndns2 --user ada',
  'bad-server': '--name home.example.org --service dyndns2 --user ada --server http://dyn.example.org',
  'no-user': '--name home.example.org --service noip --address 9.9.9.9 --token-file token.txt',
  'bad-ipv6': '--name home.duckdns.org --ipv6 fe80::1',
} as const;

describeSituations('ddns', [
  { name: 'status-nothing', typed: 'jupyter-expose ddns status' },
  { name: 'update-no-name', typed: 'jupyter-expose ddns update --yes' },
  { name: 'update-no-token', typed: `${NAMED} --address 192.0.1.7 --yes` },
  {
    name: 'update-dry-run',
    files: TOKEN,
    before: ['chmod 600 token.txt'],
    typed: `${NAMED} --address 192.0.1.7 --token-file token.txt --dry-run`,
  },
  {
    name: 'update-no-network',
    files: TOKEN,
    before: ['chmod 600 token.txt'],
    typed: `${NAMED} --address 192.0.1.7 --token-file token.txt --yes`,
  },
  { name: 'update-private-address', files: TOKEN, typed: `${NAMED} --address 192.168.0.3 --yes` },
  { name: 'update-kept-by-router', typed: 'jupyter-expose ddns update --name home.iptime.org --yes' },
  { name: 'update-unknown-service', typed: 'jupyter-expose ddns update --name home.example.org --yes' },
  ...Object.entries(KEPT).flatMap(([kept, text]) => [
    {
      name: `status-${kept}`,
      files: { '.jupyter/expose/ddns.json': text },
      before: ['chmod -R go= .jupyter'],
      typed: 'jupyter-expose ddns status',
    },
  ]),
  {
    name: 'status-json',
    files: { '.jupyter/expose/ddns.json': KEPT.told },
    before: ['chmod -R go= .jupyter'],
    typed: 'jupyter-expose ddns status --json',
    langs: ['en'],
  },
  { name: 'status-name', typed: 'jupyter-expose ddns status --name home.iptime.org' },
  {
    name: 'update-same-address',
    files: {
      ...TOKEN,
      '.jupyter/expose/ddns.json': KEPT.told,
      '.jupyter/expose/tokens.json': '{"schema": 1, "tokens": {"duckdns": "tok-3f9a-secret"}}',
    },
    before: ['chmod -R go= .jupyter'],
    typed: `${NAMED} --address 9.9.9.9 --yes`,
  },
  ...Object.entries(WRONG).map(([name, words]) => ({
    name: `update-${name}`,
    files: TOKEN,
    typed: `jupyter-expose ddns update ${words} --yes`,
  })),
  {
    name: 'update-no-router',
    files: TOKEN,
    before: ['chmod 600 token.txt'],
    typed: `${NAMED} --token-file token.txt --yes`,
  },
  {
    name: 'update-not-confirmed',
    files: TOKEN,
    before: ['chmod 600 token.txt'],
    typed: `${NAMED} --address 9.9.9.9 --token-file token.txt`,
  },
  {
    name: 'update-declined',
    files: TOKEN,
    before: ['chmod 600 token.txt'],
    typed: `${NAMED} --address 9.9.9.9 --token-file token.txt`,
    answers: [['Tell it now?', '지금 알릴까요?', 'n']],
  },
  { name: 'update-emit', typed: `${NAMED} --emit inadyn` },
  {
    name: 'update-emit-dyndns2',
    typed:
      'jupyter-expose ddns update --name home.example.org --service dyndns2 --server https://dyn.example.org --user ada --emit inadyn',
  },
]);
