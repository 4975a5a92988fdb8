import { cmd, type Examples, glued } from '../command-line.ts';

/** tunnel: alternatives when no port can be forwarded. */
export const tunnel = {
  summary: 'a way out where the router cannot pass a port on',
  statusSummary: 'the ways out, the best one first, with the line for each',
  startSummary: 'start one',
  stopSummary: 'switch ours off',
  flags: {
    name: 'tailscale-serve, tailscale-funnel, cloudflared, ngrok, zrok or ssh',
    port: 'the port of this computer (the one of Jupyter)',
    remote: 'for ssh: your own server',
    remotePort: 'for ssh: the port there (the same)',
  },
  get examples(): Examples {
    return [
      [cmd('tunnel start', 'tailscale-serve'), 'for your own devices only'],
      [cmd('tunnel start', 'cloudflared'), 'a public address, until Ctrl-C'],
      [cmd('tunnel start', 'ssh', '--remote', 'me@my.server'), ''],
    ];
  },
  intro:
    'A tunnel goes out to somebody else’s server, and visitors come in through it: no port of your router is needed. The best one for Jupyter first.',
  opensTo: {
    'own-devices': 'for your own devices only',
    internet: 'for everybody on the internet who knows the address',
    'own-server': 'for whoever your own server lets in',
  },
  about: {
    'tailscale-serve': 'Free for a person, a name that stays, real TLS; every device needs Tailscale.',
    'tailscale-funnel': 'The same open to everybody: a name that stays; limited in speed.',
    cloudflared: 'No account, but another address at every start, and no promise that it stays up.',
    ngrok: 'An account; free up to 1 GB a month, with a page in between.',
    zrok: 'An account; open source, can run on a server of your own.',
    ssh: 'Nothing new to install, but a server of your own, with a web server in front of the port there.',
  },
  installed: 'Its program is here:',
  notInstalled: (home: string) => `Not installed: ${home} Then:`,
  notSignedIn: 'Tailscale is here, but not signed in (or its names are switched off).',
  signInHint: `Run: ${glued('sudo tailscale up')}`,
  unverified: 'Not verified here with a real account: written from the documentation of these programs.',
  ours: (id: string, url: string) => `Switched on by jupyter-expose: ${id}, ${url}`,
  noSuch: (text: string) => `There is no tunnel called ${text}.`,
  noSuchHint: 'Choose one of tailscale-serve, tailscale-funnel, cloudflared, ngrok, zrok and ssh.',
  noRemote: 'For ssh the server is missing.',
  noRemoteHint: 'Give it with --remote USER@HOST.',
  badRemote: (text: string) => `${text} is no server, such as me@my.server.`,
  badRemoteHint: 'Give it as USER@HOST.',
  missing: (programs: string) => `The program is not installed: ${programs}.`,
  missingHint: (home: string) => `Install it: ${home}`,
  openDoor:
    'Jupyter has neither password nor token: everybody who finds the address could run programs on this computer.',
  get openDoorHint() {
    return `Run ${cmd('init')} first.`;
  },
  willStart: (line: string) => `This will be run: ${glued(line)}`,
  means: {
    'own-devices': 'Jupyter can be opened from your own devices with Tailscale, and from nowhere else.',
    internet:
      'Jupyter can be opened by everybody who knows the address, with your password as the only door. The company behind it carries all that you send.',
    'own-server': 'Jupyter can be reached at a port of your own server.',
  },
  confirm: { label: 'Start it', message: 'Start it?', declined: 'Not confirmed. Nothing was started.' },
  confirmStop: {
    label: 'Switch it off',
    message: 'Switch it off?',
    declined: 'Not confirmed. Nothing was changed.',
  },
  starting: (program: string) => `Waiting for ${program}`,
  trying: (url: string) => `Opening ${url}`,
  switchesOn: (id: string) => `switch on ${id}`,
  switchesOff: (id: string) => `switch off ${id}`,
  noUrl: (program: string) => `${program} did not say its address in time, so it was stopped.`,
  ended: (program: string) => `${program} has ended by itself.`,
  reached: (url: string) => `Jupyter answers at ${url}`,
  refusesName:
    'Jupyter refuses this name: it listens for this computer alone and was started before it was told.',
  refusesNameFix: 'Restart Jupyter; the setting is written.',
  notReached: (url: string, why: string) => `${url} was not reached (${why}).`,
  otherAnswer: (url: string, status: number) =>
    `At ${url} something else than Jupyter answers (HTTP ${status}).`,
  notReachedFix: 'Does Jupyter run? A new name can take a minute until everybody knows it.',
  restart: 'Restart Jupyter, so that it knows this name.',
  get goesOn() {
    return `It stays on until: ${cmd('tunnel stop')}`;
  },
  untilCtrlC: 'It stays open until you press Ctrl-C here.',
  sshRuns: (remote: string, port: number) =>
    `On ${remote}, 127.0.0.1:${port} leads to Jupyter now. Put a web server with TLS in front of it, or open it with ${glued('ssh -L')} from elsewhere.`,
  stopped: 'The tunnel is closed.',
  nothingOurs:
    'jupyter-expose has switched on no tunnel. One that runs in a terminal ends with Ctrl-C there.',
};
