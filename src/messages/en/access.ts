import { cmd, glued } from '../command-line.ts';

/** Password, token and access control. */
export const access = {
  loginFine: 'Nobody gets in without a password or a token.',
  open: 'There is neither a password nor a token: everybody who reaches this server gets in.',
  openHere: 'There is neither a password nor a token: every user and every program of this computer gets in.',
  openWhy: 'Whoever is in can run any program as you, and read and delete your files.',
  get openFix() {
    return `Set a password with ${cmd('init')}, and take the empty token out.`;
  },
  empty: 'The password is empty: whoever presses Enter on the login page gets in.',
  get emptyFix() {
    return `Set a password: ${cmd('init')}`;
  },
  originsFine: 'Other web sites may not talk to Jupyter.',
  anyOrigin: (trait: string) => `With ${trait} as it is, every web site may talk to Jupyter.`,
  anyOriginWhy:
    'A page that you open in the browser in which you are logged in could run code on this computer.',
  anyOriginFix:
    "Take the line out, or name the one site that needs it, such as 'https://jupyter.example.com'.",
  xsrfFine: 'Jupyter checks that requests come from its own pages.',
  xsrfOff: 'disable_check_xsrf is on: Jupyter does not check that a request comes from its own pages.',
  xsrfOffWhy: 'A page that you open in the browser in which you are logged in could act in your name.',
  xsrfOffFix: 'Take the line out; a script that needs it can log in with a token instead.',
  headersFine: 'Only this computer, and so only a proxy on it, can say from where a visitor comes.',
  xheaders:
    'trust_xheaders is on while other devices reach Jupyter directly: whoever connects can pretend to come from any address, also in the log.',
  xheadersFix:
    'Take the line out, or let Jupyter listen on 127.0.0.1 and others come in through the proxy only.',
  rootConfigFine: 'Jupyter does not start as root by mistake.',
  allowRoot: 'allow_root is on: started with sudo, Jupyter runs every notebook as root without asking.',
  allowRootFix: 'Take the line out; who really needs it once can add --allow-root to the command.',
  /** Settings beside the password that decide who gets in. */
  doors: {
    token: (key: string, withPassword: boolean) => ({
      message: withPassword
        ? `The token ${key} is easy to guess, and whoever has it gets in without the password.`
        : `The token ${key} is easy to guess, and whoever has it gets in.`,
      fix: `Take ${key} out: with a password no token is needed.`,
    }),
    loginCode: (key: string) => ({
      message: `${key} lets other code decide who gets in, whatever the password is. This program cannot judge it.`,
      fix: 'Take it out, or make sure yourself that this code lets nobody else in.',
    }),
    authorizer: (key: string) => ({
      message: `${key} lets other code decide what those who are logged in may do.`,
    }),
    cookieSecret: (key: string) => ({
      message: `${key} stands in the config file: whoever has seen it can forge a login and needs no password.`,
      fix: 'Take it out: Jupyter makes a secret of its own and keeps it in a file that only you can read.',
    }),
    files: (key: string, path: string) => ({
      message: `${key} gives the files in ${path} to everybody, without a login.`,
      fix: 'Take it out, or name a directory with nothing but files for web pages.',
    }),
    originPattern: (key: string) => ({
      message: `${key} is a pattern that this program cannot judge: it may let every web site talk to Jupyter.`,
      fix: 'Write a plain pattern that ends with $, or name the one site in allow_origin.',
    }),
    routeCode: (key: string) => ({
      message: `${key} adds pages of other code, which may ask for no login. This program cannot judge them.`,
      fix: 'Take it out, or make sure yourself that each of these pages asks for a login.',
    }),
    xsrf: (key: string) =>
      `${key} is set so that Jupyter does not check whether a request comes from its own pages.`,
    unauthenticated: (key: string) => ({
      message: `${key} is on: pages that extensions add are open to everybody unless they ask for a login themselves.`,
      fix: 'Take it out, or set it to False.',
    }),
    metrics: (key: string) => ({
      message: `${key} is off: everybody can read how many kernels, terminals and requests there are.`,
      fix: 'Take it out; a monitoring program can log in with a token.',
    }),
    remoteAccess: (key: string) => ({
      message: `${key} is off: Jupyter refuses every request that does not name localhost.`,
      fix: 'Take it out.',
    }),
    socket: (key: string) => ({
      message: `${key} makes Jupyter listen on a file instead of the network, so no other device can connect.`,
      fix: 'Take it out.',
    }),
    kernelPorts: (key: string) => ({
      message: `${key} makes the kernels themselves listen on the network, past the login and unencrypted.`,
      fix: 'Take it out: kernels need no address but 127.0.0.1.',
    }),
    kernelAddress: (key: string, isAddress: boolean) => ({
      message: isAddress
        ? `No kernel starts: ${key} is not an address of this computer that kernels can use.`
        : `No kernel starts: ${key} is a name, and kernels take an address of this computer only.`,
      fix: 'Take it out: kernels need no address but 127.0.0.1.',
    }),
    kernelUnsigned: (key: string) => ({
      message: `${key} is empty or easy to guess: kernels take commands from every program that can connect to them.`,
      fix: 'Take it out: Jupyter makes a new key for each kernel.',
    }),
    extensions: (key: string, names: readonly string[]) => ({
      message: `${key} loads ${names.join(', ')}: its pages ask for a login only if its author wrote so.`,
      fix: `Ask the running server which of its pages are open: ${cmd('doctor', '--live')}`,
    }),
    extensionCode: (key: string, names: readonly string[]) => ({
      message: `${key} loads ${names.join(', ')}, whose pages may ask for no login. This program does not know them.`,
      fix: `Take it out, or make sure yourself that each of its pages asks for a login: ${cmd('doctor', '--live')} names those that do not.`,
    }),
    framed: (key: string) => ({
      message: `${key} lets every web site show Jupyter inside its own page, and trick you into clicking there.`,
      fix: 'Name the one site that needs it instead of *, or take it out: "frame-ancestors \'self\'".',
    }),
    webServer: (key: string) => ({
      message: `${key} overrides a setting of the web server that this program does not know.`,
      fix: 'Take it out, or make sure yourself that it lets nobody else in.',
    }),
    startedOpen: (where: string, exposed: boolean) =>
      `Jupyter is started with an empty token and without a password (${where}): ${exposed ? 'everybody who reaches it' : 'every program of this computer'} gets in.`,
    startedOpenFix: 'Take the empty token and the empty password out of the command, and start it again.',
    process: (pid: number) => `process ${pid}`,
    otherConfig: (key: string) => ({
      message: `${key} makes Jupyter read other config files than those that this program looks at.`,
      fix: 'Take it out; a file beside the usual ones can be named with --config.',
    }),
    unseen: (key: string) => ({
      message: `${key} is set by code, and there is no Jupyter here that could tell the result.`,
      fix: 'Write the value itself, or run this where Jupyter is on the PATH.',
    }),
    unseenStart: (key: string, code: string) => ({
      message: `The value of ${key} comes from ${code}, which this program cannot see.`,
      fix: 'Write the value itself, or make sure yourself that nobody else knows it.',
    }),
    untilRestart: (key: string, where: string) =>
      `A config file outweighs ${key}, but ${where} was started before that and still takes it.`,
    untilRestartFix: 'Restart that server.',
    get knownPassword() {
      return {
        message: 'The password is one that guessers try first.',
        why: 'Programs try the most common passwords and the names of user and computer within seconds.',
        fix: `Set another one with ${cmd('init', '--password-file', 'FILE')}`,
      };
    },
    closed: (where: string, message: string) => `Closed (${where}): ${message}`,
    at: (where: string, message: string) => `${message} (${where})`,
    leaveSo: 'Leave it as it is all the same?',
    refusedHint: (fix: string, id: string) =>
      `${fix} To leave it as it is all the same, add to the command: --accept ${id}`,
    acceptFlag: 'leave this way in open (the refusal names it)',
    acceptUnknown: (id: string) => `Nothing here is called ${id}, so it cannot be accepted.`,
  },
  cookieSecretFine: 'Only you have the secret with which a login can be forged.',
  /** The file with the secret that signs the login cookies. */
  cookieSecret: {
    unreadable: (file: string) =>
      `This user may not read ${file}, so Jupyter stops at its start with "Permission denied".`,
    unreadableWhy: 'It belongs to root, mostly since Jupyter was started with sudo once.',
    unreadableFix: (file: string) => `Remove it, Jupyter makes a new one: ${glued(`sudo rm '${file}'`)}`,
    readable: (file: string, mode: string) => `Other users of this computer may read ${file} (mode ${mode}).`,
    why: 'It holds the secret that signs the login cookies: whoever has it is in without a password.',
    fix: (file: string) =>
      `Remove it and restart Jupyter, which makes a new one; everybody logs in again: ${glued(`rm '${file}'`)}`,
  },
  doorsFine: 'Nothing but password and token lets anybody in.',
  encryptionFine: 'What goes over the network is encrypted.',
};
