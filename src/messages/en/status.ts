import { cmd } from '../command-line.ts';

/** The command `status`, and the verdict that the doctor begins with. */
export const status = {
  summary: 'say who can reach your Jupyter now',
  flags: {
    reach: 'anywhere|network|tailnet|computer|ssh (--ssh-key)',
  },
  reach: {
    label: 'Reach',
    message: 'Where do you want to use your Jupyter?',
    why: 'Everything else follows from it.',
    choices: {
      anywhere: 'anywhere, over the internet',
      network: 'on the devices of this network',
      tailnet: 'on my own devices, over Tailscale',
      ssh: 'only I, through SSH',
      computer: 'on this computer only',
    },
    wrongType: 'The reach must be a text, such as "network".',
  },
  place: { computer: 'This computer', network: 'Your network', internet: 'The internet' },
  verdict: {
    get notSetUp() {
      return `Jupyter is not set up yet: ${cmd('init')}`;
    },
    notRunning: 'Jupyter is set up, but it is not running.',
    yes: {
      anywhere: 'You can use Jupyter from the internet.',
      network: 'You can use Jupyter from your network.',
      tailnet: 'Jupyter answers on this computer; Tailscale carries it to your devices.',
      ssh: 'Jupyter answers on this computer; SSH carries it to you.',
      computer: 'You can use Jupyter on this computer.',
    },
    no: {
      anywhere: (why: string) => `You cannot use Jupyter from the internet yet: ${why}.`,
      network: (why: string) => `You cannot use Jupyter from your network yet: ${why}.`,
      tailnet: (why: string) => `You cannot use Jupyter over Tailscale yet: ${why}.`,
      ssh: (why: string) => `You cannot use Jupyter through SSH yet: ${why}.`,
      computer: (why: string) => `You cannot use Jupyter on this computer yet: ${why}.`,
    },
    unknown: {
      anywhere: (why: string) => `Whether the internet reaches Jupyter is not known from here: ${why}.`,
      network: (why: string) => `Whether your network reaches Jupyter is not known from here: ${why}.`,
      tailnet: (why: string) => `Whether Tailscale reaches Jupyter is not known from here: ${why}.`,
      ssh: (why: string) => `Whether SSH reaches Jupyter is not known from here: ${why}.`,
      computer: (why: string) => `Whether Jupyter answers here is not known: ${why}.`,
    },
  },
  yes: 'yes',
  no: 'no',
  unknown: 'not seen',
  notRunning: 'Jupyter is not running',
  socket: (path: string) => `it listens on the socket ${path}, which no browser opens`,
  otherProgram: (port: number) => `another program answers at port ${port}`,
  noAnswer: 'it listens, but does not answer',
  hereOnly: 'Jupyter listens for this computer only',
  noNetwork: 'this computer has no network address',
  hostRefused: (address: string) => `Jupyter refuses visitors who ask for ${address}`,
  notSeenFromHere: 'only a look from outside can tell',
  firewall: {
    closed: 'the firewall of this computer keeps others out',
    unknown: 'only root can see whether a firewall keeps others out',
    networkOnly: 'the firewall lets in your network only',
  },
  router: {
    nothing: 'no port is forwarded by this program',
  },
  tunnel: (name: string) => `it goes through the tunnel ${name}`,
  rows: {
    who: 'Who gets in',
    whoPassword: 'whoever knows your password',
    whoToken: 'whoever has the token of the server',
    runs: 'Runs',
    runsAs: (name: string, pid: number) => `${name}, process ${pid}`,
    certificate: 'Certificate',
  },
  next: {
    start: (command: string) => `start it: ${command}`,
    run: (command: string) => `run ${command}`,
    get outside() {
      return `let somebody outside look: ${cmd('doctor', '--outside')}`;
    },
    get details() {
      return `${cmd('doctor')} says more`;
    },
  },
  nextIs: (what: string) => `Next: ${what}`,
  missed: {
    anywhere: 'You wanted to use Jupyter from anywhere, but it listens for this computer only.',
    network: 'You wanted to use Jupyter in your network, but it listens for this computer only.',
  },
  wider: 'Only you wanted to use Jupyter here, but it listens for other devices as well.',
  missedFix: (command: string) => `Set it up again: ${command}`,
  reachFine: 'Jupyter listens for those who shall reach it.',
};
