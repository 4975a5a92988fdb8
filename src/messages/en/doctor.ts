import { cmd, type Examples } from '../command-line.ts';

/** The command `doctor`, and sentences common to all checks. */
export const doctor = {
  broke: (check: string, reason: string) => `The check ${check} could not be made: ${reason}`,
  notReached: (cause: string) => `Not checked, because of ${cause}.`,
  flags: {
    check: 'only this check, and those that it needs',
    listChecks: 'say what is checked, and do nothing',
    config: 'look at this config file as well (Jupyter: --config)',
    url: 'look from the client’s side at a server that is anywhere',
    ca: 'trust this certificate (PEM) as well',
    liveGroup: 'Live, up to a kernel that answers:',
    live: 'log in and let a kernel answer',
    start: 'where no Jupyter runs, start one just for the test',
    passwordOverHttp: 'yes, send the password over plain http',
    fix: 'mend what it can; shows a diff and asks first',
  },
  get examples(): Examples {
    return [
      [cmd('doctor'), 'look, change nothing'],
      [cmd('doctor', 'port', 'firewall'), 'these checks alone'],
      [cmd('doctor', '--live'), 'log in and start a kernel'],
      [cmd('doctor', '--url', 'https://name:8888'), 'as others see it'],
      [cmd('doctor', '--fix'), 'mend it, after a yes'],
    ];
  },
  emptyConfig: '--config needs the path of a config file.',
  emptyCheck: 'The name of a check is empty.',
  unknownCheck: (id: string) => `There is no check named ${id}.`,
  get listHint() {
    return `${cmd('doctor', '--list-checks')} names them all.`;
  },
  sudo: (user: string, file: string) =>
    `This runs under sudo: it looks at root’s Jupyter (${file}), not at the one of ${user}. Run it without sudo to look at that one.`,
  mode: (mode: string) => `mode ${mode}`,
  get fixable() {
    return `“${cmd('doctor', '--fix')}” does it.`;
  },
  blocked: (count: number, causes: string) =>
    `${count === 1 ? '1 check was' : `${count} checks were`} not made, because of ${causes} (--verbose lists them).`,
  fine: (count: number, others: boolean) => {
    if (count === 1) return others ? '1 other check is fine (--verbose shows it).' : 'The one check is fine.';
    return `${others ? '' : 'All '}${count} ${others ? 'other ' : ''}checks are fine (--verbose lists them).`;
  },
  first: (what: string) => `Do this first, then run ${cmd('doctor')} again: ${what}`,
  firstFix: (command: string) => `Do this first: ${command} (shows what it would change, and asks).`,
  onlyRisks: 'Nothing is broken; whether to live with the risks above is for you to decide.',
  onlyRisksSeen:
    'Nothing broken was seen, but not all could be looked at (?); whether to live with the risks above is for you to decide.',
  fixSome: (command: string) => `This mends what it can: ${command}`,
  nothing: 'Nothing is wrong.',
  nothingSeen: 'Nothing wrong was seen, but not all could be looked at (?).',
  checking: (url: string) => `Looking at ${url} …`,
  askPassword: 'The password of that Jupyter',
  noPassword: '--live needs the password, and nobody can be asked for it here.',
  noPasswordHint: 'Give it with --password-file FILE or --password-stdin.',
  mayStart: 'No Jupyter runs now. Start one just for this test, and stop it again?',
  notRunning: 'No Jupyter runs, so nobody could log in.',
  notRunningFix: 'Start it and run this again, or add --start: then one is started just for the test.',
  overHttp: (url: string) =>
    `${url} is plain http: whoever is in between can read the password. Send it all the same?`,
  overHttpRefused: (url: string) =>
    `${url} is plain http, where whoever is in between can read the password. It was not sent.`,
  overHttpHint: 'Use https://, or say yes to it with --password-over-http.',
  withoutLogin: 'The password is not sent; looking without logging in.',
  caMissing: (file: string) => `There is no file ${file}.`,
  caNotPem: (file: string) => `${file} holds no certificate in PEM form.`,
  caNotPemHint: 'It must have a line -----BEGIN CERTIFICATE-----.',
  nothingToFix: 'There is nothing here that --fix can mend.',
  postponed: (message: string) => `Left for the next run, as it touches the same lines: ${message}`,
  confirmLabel: 'Mend it',
  confirm: 'Make these changes?',
  declined: 'Not confirmed. Nothing was changed.',
  didNotHelp: (message: string) => `After the change it is still, or newly, so: ${message}`,
  stillNotLoaded: (file: string) => `${file} was changed, but Jupyter still does not load it: see below.`,
  fixed: (count: number) =>
    `Mended: ${count === 1 ? 'one finding' : `${count} findings`}. A Jupyter that runs must be restarted; “${cmd('undo')}” takes the changes back.`,
  get again() {
    return `Run ${cmd('doctor', '--fix')} once more for what was left.`;
  },
};
