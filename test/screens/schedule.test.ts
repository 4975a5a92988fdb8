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
/** One with systemd that does what it is told, and whose timer never stands. */
const SYSTEMD = {
  systemctl: `#!/bin/sh
case $* in *is-system-running) echo running ;; *is-enabled* | *is-active*) exit 1 ;; esac
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
  { name: 'install-json', programs: CRON, typed: `${INSTALL} --json`, langs: ['en'] },
  {
    name: 'install-in-terminal',
    programs: CRON,
    typed: 'jupyter-expose schedule install',
    answers: [['Install this?', '설치할까요?', 'y']],
  },
  { name: 'install-no-scheduler-dry-run', typed: 'jupyter-expose schedule install --dry-run' },
  { name: 'install-systemd', programs: SYSTEMD, typed: INSTALL },
  { name: 'install-systemd-dry-run', programs: SYSTEMD, typed: 'jupyter-expose schedule install --dry-run' },
  {
    name: 'install-line-break',
    programs: CRON,
    typed: `mkdir 'a\nb' && JUPYTER_CONFIG_DIR="$PWD/a\nb" ${INSTALL}`,
  },
  {
    name: 'remove-dry-run',
    programs: CRON,
    before: [INSTALL],
    typed: 'jupyter-expose schedule remove --dry-run',
  },
  {
    name: 'remove-json',
    programs: CRON,
    before: [INSTALL],
    typed: 'jupyter-expose schedule remove --yes --json',
    langs: ['en'],
  },
  {
    name: 'remove-declined',
    programs: CRON,
    before: [INSTALL],
    typed: 'jupyter-expose schedule remove',
    answers: [['Take it away?', '없앨까요?', 'n']],
  },
  {
    name: 'status-line-gone',
    programs: CRON,
    before: [INSTALL, 'rm table'],
    typed: 'jupyter-expose schedule status',
  },
  {
    name: 'status-program-gone',
    programs: CRON,
    before: [INSTALL, 'rm -r .jupyter/expose/program'],
    typed: 'jupyter-expose schedule status',
  },
  {
    name: 'status-after-a-run',
    programs: CRON,
    before: [QUICK, INSTALL, 'jupyter-expose renew --scheduled'],
    typed: 'jupyter-expose schedule status',
  },
  {
    name: 'status-after-a-failure',
    programs: CRON,
    files: {
      '.jupyter/expose/renewal.json':
        '{"schema": 1, "last": "2026-11-01T00:00:00Z", "results": [{"what": "ddns", "status": "failed", "message": "It said no."}]}',
    },
    before: ['chmod -R go= .jupyter', INSTALL],
    typed: 'jupyter-expose schedule status',
  },
]);
