import { cmd, type Examples, glued } from '../command-line.ts';

/** The wizard: what it found, what it will change, what comes next. */
export const init = {
  flags: {
    target: 'notebook, lab, server, a path, or notebook@5.7',
    config: 'edit this config file instead of the usual one',
    ip: "'*', localhost, or an address of this computer",
    port: '1 to 65535',
    openBrowser: 'open a browser at the start (or --no-open-browser)',
    answers: "answers as JSON, '-' for standard input",
    passwordStdin: 'read the password from standard input',
    passwordFile: 'read the password from a file',
    hash: 'argon2, sha1, sha256 (default: what Jupyter wants)',
    questions: 'list the questions and their order, and stop',
    noInput: 'never ask and never read standard input',
  },
  get examples(): Examples {
    return [
      [cmd('init'), 'ask, show, do'],
      [cmd('init', '--port', '9000', '--yes'), 'just the port'],
      [`printf '%s\\n' "$PW" '*' 8888 n y | ${cmd('init')}`, 'in a script'],
    ];
  },
  title: (version: string) => `jupyter-expose ${version}: makes your Jupyter reachable from outside`,
  promise: 'Enter takes what is in brackets. Nothing is written before your yes at the end.',
  jupyterRow: 'Jupyter',
  configRow: 'Config',
  nowRow: 'Now',
  runningRow: 'Running',
  found: (what: string, where: string) => `${what} (${where})`,
  foundElsewhere: (kind: string) => `not on the PATH; found ${kind}, so commands name its full path`,
  foundOthers: (paths: string) => `also there: ${paths} (--target PATH chooses one)`,
  environment: {
    conda: 'in a conda environment',
    pipx: 'among the programs of pipx',
    uv: 'among the tools of uv',
    homebrew: 'in Homebrew',
    pyenv: 'among the versions of pyenv',
    venv: 'in a virtual environment',
    system: 'in the usual place of pip',
    unknown: 'in a usual place',
  },
  foundNone: (assumed: string) => `none on the PATH: written for ${assumed} (--target states another)`,
  foundNoneHint: 'In a virtual or conda environment? Activate it, then run this again.',
  foundStated: (what: string) => `${what}, as you said`,
  file: (path: string, exists: boolean) => `${path}${exists ? '' : ' (will be made)'}`,
  nowNothing: 'nothing set yet',
  nowSet: {
    password: (_value: string): string => 'a password',
    ip: (value: string): string => `address ${value}`,
    port: (value: string): string => `port ${value}`,
    open_browser: (value: string): string => `browser ${value}`,
  },
  nowIn: (values: string, file: string) => `${values} (in ${file})`,
  runsNow: (port: number, pid: number) => `on port ${port} (process ${pid})`,
  targetLabel: 'Jupyter',
  targetMessage: 'Which Jupyter should be set up?',
  targetWhy: 'Several are installed, each with its own config file: take the one you start.',
  sudo: (user: string, file: string) =>
    `This runs under sudo: it would change root's Jupyter (${file}), not the one of ${user}.`,
  relative: (directory: string) =>
    `Where your Jupyter config lies is not clear: '${directory}' depends on where you stand.`,
  relativeHint: 'Set HOME, or JUPYTER_CONFIG_DIR, to a full path, then run this again.',
  sudoHint: (command: string) => `Run it without sudo: ${glued(command)}`,
  confirmLabel: 'Write it',
  confirmMessage: (exposed: boolean): string =>
    exposed ? 'Write this, and let other devices in?' : 'Write this?',
  declined: 'Not confirmed. Nothing was changed.',
  willDo: 'What will be done',
  alreadySo: 'Already set up. Nothing to change.',
  dryRun: 'Preview only. Nothing was changed.',
  asking: (command: string) => `Asking ${glued(command)} what it reads …`,
  generating: (command: string) => `Asking ${glued(command)} for its default config …`,
  blocked: (file: string, line: number | undefined, key: string) =>
    `${file}${line === undefined ? '' : `:${line}`} sets ${key} and is stronger, but it may not be written.`,
  blockedHint: 'Remove that setting, or make the file writable, and run this again.',
  because: (file: string, line: number | undefined, key: string) =>
    `${file}${line === undefined ? '' : `:${line}`} sets ${key} too and would win, so it is changed as well.`,
  backup: (path: string) => `  Backup: ${path}`,
  /** The labels of the rows at the end. */
  next: {
    start: 'Start it',
    startOnceInstalled: (command: string) => `${glued(command)} (once it is installed)`,
    restart: 'Restart it',
    restartHow: (pid: number, command: string) =>
      `process ${pid} still runs with the old settings: stop it, then: ${glued(command)}`,
    runs: 'It runs',
    runsAlready: (pid: number, command: string) =>
      `process ${pid}; if it was started before the last change, stop it, then: ${glued(command)}`,
    here: 'On this computer',
    lan: 'On your network',
    test: 'Test it',
    testHow: 'open that on a phone in the same Wi-Fi; no answer means that a firewall is in the way',
    internet: 'From the internet',
    get internetNotYet() {
      return `not yet: ${cmd('router map')} asks the router, ${cmd('router show')} says what to type there; without a public address: ${cmd('tunnel status')}`;
    },
    get internetByHand() {
      return `as soon as the router passes the port on; a name that follows your address: ${cmd('ddns update', '--name', 'NAME', '--token-file', 'FILE')}`;
    },
    elsewhere: 'From elsewhere',
    elsewhereNot: 'not at all, as you chose',
    undo: 'Take it back',
    again: 'The same without questions:',
  },
  questionsPiped: 'Piped lines answer, in this order:',
  questionsTerminal: 'A terminal asks, in this order:',
  questionsOther: 'Every question, its flag and its variable:',
  recovered: (id: string) => `The run ${id} was cut off; what it had begun was taken back.`,
  configName: (file: string) =>
    `Jupyter reads a config file only when its name ends in .py or .json, not '${file}'.`,
  configNameHint: 'Give a file such as --config ./jupyter_config.py.',
  get brokenHint() {
    return `Correct that line, or see whether this can do it (it asks first): ${cmd('doctor', '--fix')}`;
  },
  noConfig: 'JUPYTER_NO_CONFIG is set, so Jupyter reads no config file at all. Nothing was changed.',
  noConfigHint: `Take it out of the environment (${glued('unset JUPYTER_NO_CONFIG')}) and run this again.`,
};
