import { cmd, glued } from '../command-line.ts';

/** The live checks, from the config file to a kernel that answers. */
export const live = {
  flags: {
    verify: 'start Jupyter for a test afterwards',
  },
  starting: (program: string) => `Starting ${program} for a test …`,
  stopping: (program: string) => `Stopping ${program} again …`,
  stopped: (program: string) => `${program} was stopped again.`,
  interrupted: 'Cancelled. The test was stopped; the settings stay as they are.',
  restart: (pid: number, port: number) =>
    `Jupyter on port ${port} (process ${pid}) was started before the last change of its settings, so it still runs with the old ones.`,
  restartFix: (pid: number, command: string) => `Stop process ${pid}, then start it again: ${glued(command)}`,
  loadedOnly: 'Loaded, not started: whether Jupyter starts with these settings and answers was not tried.',
  get loadedOnlyFix() {
    return `Try it: ${cmd('doctor', '--live', '--start')}`;
  },
  proofFailed: 'The settings are written and Jupyter loads them, but it does not work with them.',
  get proofUndo() {
    return `Correct what is named above and run this again, or take everything back: ${cmd('undo')}`;
  },
  otherPort: (port: number, used: number) =>
    `Your running Jupyter has port ${port}, so the new settings are tried on port ${used}.`,
  notRunning: 'No Jupyter runs with these settings, so nothing could be tried.',
  notRunningFix: (command: string) => `Start it (${glued(command)}), then run this again.`,
  unknownSettings: 'What Jupyter makes of its settings is not known, so nothing was tried.',

  listens: (where: string, port: number) => `Jupyter listens on ${where}, port ${port}.`,
  everywhere: 'every address',
  listensElsewhere: (wanted: string, real: string) =>
    `Jupyter should listen on ${wanted}, but it listens on ${real}.`,
  get listensElsewhereFix() {
    return `See with “${cmd('config show')}” which line decides over ip.`;
  },
  socketFix: 'Take the setting sock (or --sock) out: nothing but this computer reaches a socket file.',
  moved: (wanted: number, port: number) =>
    `Port ${wanted} was taken, so Jupyter went to port ${port} without a word.`,
  movedFix: (wanted: number) =>
    `Stop the program on port ${wanted} or choose another port, and set port_retries to 0.`,
  slow: (seconds: number) => `Jupyter was started, but does not listen after ${seconds} seconds.`,
  slowFix: 'Start it by hand and see what it waits for.',
  start: {
    'root-refused': {
      what: (_what: string) => 'Jupyter refuses to run as root.',
      fix: (_what: string) => 'Run it as an ordinary user.',
    },
    'port-privileged': {
      what: (port: string) => `Jupyter may not listen on port ${port || 'below 1024'}.`,
      fix: (_what: string) => `Choose a port from 1024 on: ${cmd('init', '--port', '8888', '--yes')}`,
    },
    'port-held': {
      what: (port: string) => `Port ${port} is taken by another program, so Jupyter does not start.`,
      fix: (_what: string) => `Stop that program, or choose another port with “${cmd('init')}”.`,
    },
    'no-permission': {
      what: (path: string) => `Jupyter may not use ${path}, so it does not start.`,
      fix: (path: string) =>
        `Take it back, if it is yours: ${glued(`sudo chown -R "$(id -u):$(id -g)" '${path}'`)}`,
    },
    'not-a-directory': {
      what: (path: string) => `Jupyter needs a directory at ${path}, where something else is.`,
      fix: (path: string) => `Move it away: ${glued(`mv '${path}' '${path}.old'`)}`,
    },
    'disk-full': {
      what: (_what: string) => 'The disk is full, so Jupyter does not start.',
      fix: (_what: string) => `Make room on it; this shows where it is used: ${glued('df -h')}`,
    },
    'read-only': {
      what: (path: string) => `Jupyter must write ${path}, and that file system is read-only.`,
      fix: (path: string) => `Have it mounted for writing, or let Jupyter write elsewhere than ${path}.`,
    },
    'ip-foreign': {
      what: (ip: string) => `The address ${ip} is not one of this computer, so Jupyter cannot listen on it.`,
      fix: (_what: string) => `Choose '*' or an address of this computer with “${cmd('init')}”.`,
    },
    'ip-unresolvable': {
      what: (_what: string) => 'The name that is set as ip leads to no address, so Jupyter does not start.',
      fix: (_what: string) => `Choose '*' or an address of this computer with “${cmd('init')}”.`,
    },
    'tls-file-missing': {
      what: (file: string) => `The file ${file} for TLS does not exist, so Jupyter does not start.`,
      fix: (_what: string) =>
        'Give the full path of the file in certfile or keyfile; ~ is not understood there.',
    },
    'password-required': {
      what: (_what: string) => 'Jupyter is told to run with a password only, and none is set.',
      fix: (_what: string) => `Set one: ${cmd('init')}`,
    },
    'bad-config': {
      what: (_what: string) => 'Jupyter does not take a value in its config, so it does not start.',
      fix: (_what: string) => 'Correct the setting that it names.',
    },
    'root-dir-missing': {
      what: (directory: string) => `The directory ${directory} that Jupyter should serve does not exist.`,
      fix: (_what: string) => 'Make it, or correct root_dir (notebook_dir in older versions).',
    },
    'jupyter-broken': {
      what: (_what: string) => 'Jupyter cannot start: a part of it is missing.',
      fix: (_what: string) =>
        `Install it again in its environment, for example with “${glued('pip install --force-reinstall notebook')}”.`,
    },
    'server-ends': {
      what: (_what: string) => 'Jupyter ends as soon as it is started.',
      fix: (_what: string) => 'Start it by hand and read what it says.',
    },
  },

  answersHere: (url: string) => `It answers on this computer: ${url}`,
  answersLan: (urls: string) => `It answers at the address that other devices use: ${urls}`,
  noAnswer: (url: string, reason: string) => `Nothing comes back from ${url} (${reason}).`,
  noAnswerFix: 'Look at what Jupyter says where it was started, and start it again.',
  lanBlocked: (url: string, reason: string) =>
    `It answers on this computer, but not at its address in the network, ${url} (${reason}).`,
  lanBlockedFix: 'A firewall on this computer is in the way: allow the port in it.',
  hostRefused: (host: string) => `Jupyter refuses whoever calls it ${host}.`,
  hostRefusedFix: (host: string) =>
    `Add the name to local_hostnames (${glued(`local_hostnames = ['${host}']`)}), or set ${glued('allow_remote_access = True')}`,
  notJupyter: (url: string, status: number) => `What answers at ${url} is no Jupyter (HTTP ${status}).`,
  notJupyterFix: 'See which program holds that port, and check base_url.',

  tlsFine: (file: string) => `It shows the certificate of ${file}.`,
  tlsMissing: 'A certificate is configured, but Jupyter speaks plain http.',
  tlsMissingFix: 'Restart Jupyter, then run this again.',
  tlsFailed: (reason: string) =>
    `A certificate is configured, but no https connection comes about (${reason}).`,
  tlsFailedFix: 'Check that keyfile names the key of this very certificate and that Jupyter may read it.',
  tlsOther: (file: string) => `It shows another certificate than the one in ${file}.`,
  tlsOtherFix: 'Restart Jupyter: it reads a renewed certificate only when it starts.',

  closed: 'Nobody gets in without a password.',
  open: 'Whoever reaches it gets in, without any password.',
  openWhy: 'They can run programs on this computer as you.',
  get openFix() {
    return `Set a password: ${cmd('init')}`;
  },
  closedUnknown: (status: number) => `Whether strangers are kept out could not be told (HTTP ${status}).`,
  wrongRefused: 'A wrong password is refused.',
  wrongAccepted: 'A made-up password was accepted.',
  get wrongAcceptedFix() {
    return `Set a password anew with “${cmd('init')}”, and restart Jupyter.`;
  },
  guessesRefused: 'Common tokens and passwords, and cookies made by others, are refused.',
  tokenWeak: (key: string) => `The weak token of ${key} lets in whoever tries it.`,
  tokenGuessed: (count: number) => `One of the ${count} most common tokens lets in whoever tries it.`,
  tokenFix: (key: string) =>
    `Take ${key} away, or set a token of 48 random hex digits; then restart Jupyter.`,
  passwordGuessed: 'The password is one of the first that a stranger would try.',
  cookieForged: (key: string) =>
    `A login cookie made with the secret in ${key} lets in, without any password: whoever has read the file can make one.`,
  cookieForgedFix: (key: string) =>
    `Remove ${key}, so that Jupyter makes a secret of its own, and restart Jupyter.`,
  routesClosed: (count: number) => `None of its ${count} other routes answers without a login.`,
  routesUnknown: 'Which routes it has could not be found out, so whether extensions open one was not tried.',
  routeOpen: (name: string, routes: string) =>
    `Routes of ${name} answer whoever reaches Jupyter, without any login: ${routes}`,
  routeOpenWhy: 'Strangers see what they show, and may do what they do.',
  routeOpenFix: (name: string, isAll: boolean) =>
    isAll
      ? `Set ${glued('allow_unauthenticated_access = False')} and restart Jupyter; if they stay open, remove ${name}.`
      : `Set ${glued('allow_unauthenticated_access = False')}, which closes those of Jupyter’s own kind; for the others remove or configure ${name}. Then restart Jupyter.`,
  routeRemove: (name: string) => `Remove or configure the extension ${name}, then restart Jupyter.`,
  accepted: 'Your password is accepted.',
  noPassword: 'Login and kernel were not tried: your password is not at hand.',
  get noPasswordFix() {
    return `Try them with “${cmd('doctor', '--live')}”, which asks for it.`;
  },
  plainHttp: 'Login and kernel were not tried: the password would travel over plain http.',
  get plainHttpFix() {
    return `Set up TLS, or allow it once with “${cmd('doctor', '--live', '--password-over-http')}”.`;
  },
  loginCrashes: 'The login ends in an error inside Jupyter: the stored password hash is damaged.',
  get loginCrashesFix() {
    return `Set the password anew with “${cmd('init')}”.`;
  },
  passwordWrong: 'Jupyter refuses this password: it is not the one that is set.',
  get passwordWrongFix() {
    return `Type it again, or set a new one with “${cmd('init')}”.`;
  },
  hashNever: 'Jupyter refuses every password: the stored hash can match none.',
  hashUnread: 'This is the password that is set, but this Jupyter does not understand its hash.',
  get hashFix() {
    return `Set the password anew with “${cmd('init')}”: it writes the form that this Jupyter reads.`;
  },
  cookieLost: (url: string, attribute: string) =>
    `The login succeeds, but a browser at ${url} keeps no cookie of it: ${attribute} forbids it there.`,
  cookieLostWhy: 'Every page after the login answers 403, for ever.',
  cookieLostFix: (key: string, attribute: string) =>
    attribute === 'Secure'
      ? `Take Secure (and SameSite=None) out of ${key}, or set up TLS; then restart Jupyter.`
      : `Take ${attribute} out of ${key}, then restart Jupyter.`,
  refusedAnyway: (reason: string) =>
    `This is the password that is set, but the login does not succeed (${reason}).`,
  refusedAnywayFix: 'Restart Jupyter, then run this again.',

  pageFine: 'The page after the login opens, with every script and style that it names.',
  pageElsewhere: (url: string) => `After the login the browser is sent elsewhere: ${url}`,
  pageElsewhereFix: 'Take default_url (or what else sends it there) out, and restart Jupyter.',
  pageMissing: (path: string, status: number) =>
    `The login succeeds, and the page after it, ${path}, is an error (HTTP ${status}).`,
  pageMissingFix: (key: string) =>
    `Take ${key} out, or name a page there that is installed; then restart Jupyter.`,
  pageEmpty: 'The page after the login has none of its scripts: JupyterLab finds no assets.',
  pageEmptyFix: `Take JUPYTERLAB_DIR and app_dir out, or install JupyterLab again: ${glued('pip install --force-reinstall jupyterlab')}`,
  pageAsks: (hosts: string) => `The page loads scripts from other computers, which are asked now: ${hosts}`,
  partsMissing: (count: number, url: string) =>
    `${count === 1 ? 'One script or style' : `${count} scripts and styles`} of the page cannot be loaded, so it stays empty or works in part: ${url}`,
  extensionPartsMissing: (count: number, url: string) =>
    `${count === 1 ? 'One extension' : `${count} extensions`} of the page cannot be loaded: ${url}`,
  partFix: `Install that package again, then restart Jupyter: ${glued('pip install --force-reinstall jupyterlab notebook')}`,
  partForeignFix: (origin: string) =>
    `Take the setting that names ${origin} out (static_url_prefix), and restart Jupyter: it has its scripts itself.`,
  filesFine: 'Jupyter lists its files and can save them.',
  filesClosed: (directory: string) => `Jupyter cannot list the files that it should show (${directory}).`,
  filesKept: (directory: string) => `Jupyter shows its files and can save none in ${directory}.`,
  filesFix: 'Let the user that Jupyter runs as read that directory, or name another one in root_dir.',
  kernelStarts: 'A kernel starts.',
  kernelConnects: 'Its connection (WebSocket) opens.',
  kernelAnswers: 'It computes: 1+1 is 2.',
  kernelRemoved: 'The kernel is removed again.',
  kernelNone: 'Jupyter has no kernel that could run anything.',
  kernelNoneFix: `Install one: ${glued('pip install ipykernel')}, in the environment of Jupyter.`,
  kernelSpecBroken: (name: string, program: string) =>
    `The kernel ${name} cannot start: its program ${program} does not exist.`,
  kernelSpecBrokenFix: (name: string) =>
    `Remove it with “${glued(`jupyter kernelspec remove ${name}`)}”, or make it anew: ${glued('python -m ipykernel install --user')}`,
  kernelModuleMissing: (name: string, module: string) =>
    `The kernel ${name} dies at once: its Python has no ${module}.`,
  kernelModuleMissingFix: (python: string) =>
    `Install it there: ${glued(`${python} -m pip install ipykernel`)}`,
  kernelDies: (reason: string) => `The kernel does not run (${reason}).`,
  kernelDiesFix: 'Start a kernel in the browser and read what Jupyter says meanwhile.',
  kernelWrong: (answer: string) => `The kernel answers something else than 2: ${answer}`,
  socketRefused: (reason: string) => `The kernel runs, but its connection does not open (${reason}).`,
  socketRefusedFix: 'Look at what Jupyter says where it was started.',
  kernelLeft: (reason: string) => `The kernel could not be removed (${reason}).`,
  kernelLeftFix: 'Shut it down in the browser, under “Running”.',

  /** The names of the checks, for those that were skipped. */
  names: {
    listens: 'the port',
    'loopback-answers': 'the answer on this computer',
    'lan-answers': 'the answer in the network',
    'tls-as-configured': 'the certificate',
    'no-anonymous': 'no entry without a password',
    'wrong-password-refused': 'no entry with a wrong password',
    'guesses-refused': 'no entry by guessing',
    'routes-closed': 'no route without a login',
    'password-accepted': 'the login',
    'page-loads': 'the page after the login',
    'files-shown': 'the files',
    'kernel-starts': 'the start of a kernel',
    'kernel-connects': 'the connection to the kernel',
    'kernel-answers': '1+1 is 2',
    'kernel-removed': 'the removal of the kernel',
  } as Record<string, string>,
  notReached: (hop: string) => `Not reached: ${hop}.`,
};
