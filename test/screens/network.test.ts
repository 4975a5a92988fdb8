import { QUICK } from './habits.ts';
import { describeSituations } from './situations.ts';

/** A computer with cron and nothing else; its table is a file. */
const CRON = {
  systemctl: '#!/bin/sh\nexit 1\n',
  pgrep: '#!/bin/sh\necho 1\n',
  crontab: `#!/bin/sh
case $1 in
  -l) if [ -e ~/table ]; then cat ~/table; else echo "no crontab for ada" >&2; exit 1; fi ;;
  -r) rm ~/table ;;
  -) cat >~/table ;;
esac
`,
} as const;
const INSTALL = 'jupyter-expose schedule install --yes';

describeSituations('schedule', [
  { name: 'status-nothing', programs: CRON, typed: 'jupyter-expose schedule status' },
  { name: 'status', programs: CRON, before: [INSTALL], typed: 'jupyter-expose schedule status' },
  {
    name: 'status-json',
    programs: CRON,
    before: [INSTALL],
    typed: 'jupyter-expose schedule status --json',
    langs: ['en'],
  },
  { name: 'install', programs: CRON, before: [QUICK], typed: INSTALL },
  { name: 'install-dry-run', programs: CRON, typed: 'jupyter-expose schedule install --dry-run' },
  { name: 'install-again', programs: CRON, before: [INSTALL], typed: INSTALL },
  { name: 'install-not-confirmed', programs: CRON, typed: 'jupyter-expose schedule install' },
  { name: 'install-no-scheduler', typed: INSTALL },
  { name: 'remove', programs: CRON, before: [INSTALL], typed: 'jupyter-expose schedule remove --yes' },
  { name: 'remove-nothing', programs: CRON, typed: 'jupyter-expose schedule remove --yes' },
  {
    name: 'remove-then-undo',
    programs: CRON,
    before: [INSTALL, 'jupyter-expose schedule remove --yes'],
    typed: 'jupyter-expose undo --yes',
  },
]);

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
]);

const TAILSCALE = {
  tailscale: `#!/bin/sh
[ "$1" = status ] && echo '{"BackendState":"Running","Self":{"DNSName":"box.tail1234.ts.net."}}'
exit 0
`,
} as const;
const HERE = `${QUICK} --ip localhost`;

describeSituations('tunnel', [
  { name: 'status', before: [HERE], typed: 'jupyter-expose tunnel status' },
  { name: 'status-json', before: [HERE], typed: 'jupyter-expose tunnel status --json', langs: ['en'] },
  { name: 'status-without-password', typed: 'jupyter-expose tunnel status', langs: ['en'] },
  { name: 'start-unknown', before: [HERE], typed: 'jupyter-expose tunnel start nothing --yes' },
  { name: 'start-not-installed', before: [HERE], typed: 'jupyter-expose tunnel start cloudflared --yes' },
  {
    name: 'start',
    programs: TAILSCALE,
    before: [HERE],
    typed: 'jupyter-expose tunnel start tailscale-serve --yes',
  },
  {
    name: 'start-dry-run',
    programs: TAILSCALE,
    before: [HERE],
    typed: 'jupyter-expose tunnel start tailscale-serve --dry-run',
  },
  {
    name: 'start-without-password',
    programs: TAILSCALE,
    typed: 'jupyter-expose tunnel start tailscale-serve --yes',
  },
  {
    name: 'stop',
    programs: TAILSCALE,
    before: [HERE, 'jupyter-expose tunnel start tailscale-serve --yes'],
    typed: 'jupyter-expose tunnel stop --yes',
  },
  { name: 'stop-nothing', typed: 'jupyter-expose tunnel stop --yes' },
]);
