import { cmd, glued } from '../command-line.ts';

/** The commands `schedule` and `renew`. */
export const schedule = {
  summary: 'renew everything by a timer',
  install: 'let this computer renew the certificate twice a day by itself',
  remove: 'take the timer away again',
  statusSummary: 'does the timer stand, and what did it do last?',
  reload: 'have systemd read its units again',
  switchOn: (scheduler: string) => `switch on the renewal (${scheduler})`,
  switchOff: (scheduler: string) => `switch off the renewal (${scheduler})`,
  noScheduler: `No scheduler runs on this computer, so nothing will run it by itself. Where you have cron, add this line with ${glued('crontab -e')}:`,
  control: (path: string) =>
    `The path ${path} has a line break or another control character in it, and no scheduler takes that.`,
  controlHint: 'Rename the directory, or name another one in JUPYTER_CONFIG_DIR.',
  alreadySo: (scheduler: string) => `The renewal is installed already (${scheduler}). Nothing to change.`,
  installed: (scheduler: string) =>
    `From now on this computer looks twice a day whether something is to be renewed (${scheduler}).`,
  linger: `This timer runs only while you are logged in. To let it run at any time: ${glued('sudo loginctl enable-linger "$USER"')}`,
  confirmInstall: {
    label: 'Install the renewal',
    message: 'Install this?',
    declined: 'Not confirmed. Nothing was changed.',
  },
  nothing: 'No renewal is installed.',
  confirmRemove: {
    label: 'Take the renewal away',
    message: 'Take it away?',
    declined: 'Not confirmed. Nothing was changed.',
  },
  get removed() {
    return `The renewal is gone. To have it again: ${cmd('schedule install')}`;
  },
  status: {
    notInstalled: 'The renewal is not installed.',
    on: (scheduler: string) => `The renewal is installed and on (${scheduler}).`,
    off: (scheduler: string) =>
      `The renewal is installed but not on (${scheduler}). Run ${cmd('schedule install')} again.`,
    nodeMissing: (path: string) =>
      `The Node.js it runs with is gone: ${path}. Run ${cmd('schedule install')} again.`,
    programMissing: (path: string) =>
      `The program it runs is gone: ${path}. Run ${cmd('schedule install')} again.`,
    otherVersion: (installed: string, own: string) =>
      `It runs version ${installed}; this is ${own}. Run ${cmd('schedule install')} again.`,
    last: (when: string) => `Last run: ${when}`,
    neverRan: 'It has not run yet.',
    failed: (what: string, message: string) => `The last run failed at ${what}: ${message}`,
  },
};
