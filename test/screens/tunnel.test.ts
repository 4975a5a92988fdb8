import { QUICK, TAILSCALE } from './habits.ts';
import { describeSituations } from './situations.ts';

const SIGNED_OUT = { tailscale: '#!/bin/sh\nexit 1\n' } as const;
/** Programs that are there, and end at once. */
const STAYS = { ssh: '#!/bin/sh\nexit 0\n', cloudflared: '#!/bin/sh\nexit 0\n' } as const;
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
  {
    name: 'stop-dry-run',
    programs: TAILSCALE,
    before: [HERE, 'jupyter-expose tunnel start tailscale-serve --yes'],
    typed: 'jupyter-expose tunnel stop --dry-run',
  },
  {
    name: 'stop-declined',
    programs: TAILSCALE,
    before: [HERE, 'jupyter-expose tunnel start tailscale-serve --yes'],
    typed: 'jupyter-expose tunnel stop',
    answers: [['Switch it off?', '끌까요?', 'n']],
  },
  {
    name: 'status-ours',
    programs: TAILSCALE,
    before: [HERE, 'jupyter-expose tunnel start tailscale-serve --yes'],
    typed: 'jupyter-expose tunnel status',
  },
  {
    name: 'status-signed-out',
    programs: SIGNED_OUT,
    before: [HERE],
    typed: 'jupyter-expose tunnel status',
  },
  {
    name: 'start-signed-out',
    programs: SIGNED_OUT,
    before: [HERE],
    typed: 'jupyter-expose tunnel start tailscale-serve --yes',
  },
  {
    name: 'start-funnel',
    programs: TAILSCALE,
    before: [HERE],
    typed: 'jupyter-expose tunnel start tailscale-funnel --yes',
  },
  {
    name: 'start-not-confirmed',
    programs: TAILSCALE,
    before: [HERE],
    typed: 'jupyter-expose tunnel start tailscale-serve',
  },
  {
    name: 'start-fails',
    programs: { tailscale: TAILSCALE.tailscale.replace('exit 0', '[ "$1" != serve ]') },
    before: [HERE],
    typed: 'jupyter-expose tunnel start tailscale-serve --yes',
  },
  { name: 'start-ssh-no-remote', before: [HERE], typed: 'jupyter-expose tunnel start ssh --yes' },
  {
    name: 'start-ssh-bad-remote',
    before: [HERE],
    typed: 'jupyter-expose tunnel start ssh --remote "a b" --yes',
  },
  {
    name: 'start-ssh-dry-run',
    programs: STAYS,
    before: [HERE],
    typed: 'jupyter-expose tunnel start ssh --remote me@my.server --remote-port 9000 --dry-run',
  },
  {
    name: 'start-cloudflared-dry-run',
    programs: STAYS,
    before: [HERE],
    typed: 'jupyter-expose tunnel start cloudflared --dry-run',
  },
  {
    name: 'start-cloudflared-ends',
    programs: STAYS,
    before: [HERE],
    typed: 'jupyter-expose tunnel start cloudflared --yes',
  },
]);
