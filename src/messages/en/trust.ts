import { cmd, type Examples, glued } from '../command-line.ts';

/** cert trust. */
export const trust = {
  summary: 'make devices trust the certificate',
  flags: {
    store: 'only these stores, by the names that the list shows',
    export: 'write the certificate of the authority there, in the formats that devices want',
    serve: 'a small page in the house network for at most 10 minutes, from which phones fetch it',
    port: 'the port of that page (default: one that is free)',
    host: 'the address of that page (default: every address in the house network)',
  },
  get examples(): Examples {
    return [
      [cmd('cert trust'), 'show the steps and ask for each store'],
      [cmd('cert trust', '--yes'), 'every store of this computer'],
      [cmd('cert trust', '--serve'), 'hand it to a phone, with a QR code'],
      [cmd('cert trust', '--export', '~/ca'), 'as files'],
    ];
  },
  nothing: {
    none: 'There is no certificate authority of this program yet, so there is nothing to trust.',
    own: 'Jupyter uses a certificate of your own: devices trust it when they trust whoever issued it, and there is nothing to do here.',
    letsencrypt:
      "Jupyter uses a certificate of Let's Encrypt, which devices trust already; there is nothing to do here.",
    'self-signed':
      'The authority in expose/ca.pem is missing, unreadable or expired, so there is nothing to trust.',
  },
  get nothingHint() {
    return `Make one with: ${cmd('cert create')}`;
  },
  authority: (path: string) => `Our own certificate authority: ${path}`,
  fingerprint: (hash: string) => `SHA-256 fingerprint: ${hash}`,
  stores: {
    system: 'programs of this system (curl, Python, git)',
    chromium: 'Chromium, Chrome and Edge of this account',
    firefox: (profile: string) => `Firefox, profile ${profile}`,
    keychain: 'login keychain of this account (Safari, Chrome)',
    windows: 'certificates of this Windows account (Edge, Chrome)',
  },
  state: {
    trusted: 'trusts it already',
    'not-trusted': 'does not trust it yet',
    'no-tool': 'cannot be looked at',
  },
  store: (id: string, name: string, state: string) => `${name} [${id}]: ${state}`,
  notVerified: 'not verified on this system',
  noTool: (program: string, install: string) =>
    `The program ${program} is missing. Install it with: ${glued(install)}`,
  noStores: 'No store of certificates was found on this computer.',
  unknownStore: (id: string, known: string) => `There is no store ${id} here. Known: ${known}.`,
  get storeHint() {
    return `Run ${cmd('cert trust')} without flags to see the stores of this computer.`;
  },
  needsSudo: 'sudo wants a password, which this program never asks for: type these lines yourself.',
  wsl: (path: string) =>
    `Browsers of Windows look into Windows' own store. In this WSL window: ${glued(`certutil.exe -user -addstore Root "$(wslpath -w ${path})"`)}`,
  get phones() {
    return `Phones and tablets: ${cmd('cert trust', '--serve')} shows a QR code; --export DIR writes the files.`;
  },
  restartBrowser: 'Close and open the browser once, so that it reads its store anew.',
  askLabel: 'Trust',
  ask: (name: string) => `Shall it be trusted by: ${name}?`,
  declinedAll: 'Nothing was changed.',
  howToRun: 'Nothing was changed. Add --yes to have these steps done, or type them yourself.',
  already: 'Every store trusts it already. There is nothing to do.',
  title: (name: string) => `Trust our certificate authority: ${name}`,
  trusts: (name: string) => `Trusts it now: ${name}`,
  notTaken: (name: string) => `The steps ran, but the certificate is still not trusted by: ${name}.`,
  notTakenFix: 'Type the steps yourself; what they answer says why.',
  exported: (path: string) => `Written: ${path}`,
  exportedAlready: 'The files are there already and hold this certificate.',
  serveWhat: (hosts: string) =>
    `A small page will be open for at most 10 minutes on ${hosts}. It hands out the certificate of the authority and nothing else: no key, no password.`,
  servePlain:
    'It is plain http, so somebody in the same network could put another certificate in its place: compare the fingerprint on the device before you trust it.',
  serveLabel: 'Open the page',
  serveAsk: 'Open the page?',
  serveDeclined: 'The page was not opened.',
  serving: 'The page is open. Ctrl-C closes it. Open on the phone:',
  served: 'The page is closed.',
  noLan: 'This computer has no address in a house network.',
  noLanHint: 'Connect it to the network of the phone, or name an address with --host.',
  badPort: (text: string) => `${text} is no port.`,
  badPortHint: 'Name a number from 1 to 65535.',
  badHost: (text: string) => `${text} is no address.`,
  badHostHint: 'Name an address of this computer, such as 127.0.0.1.',
  cannotListen: (host: string, port: number, code: string) =>
    `The page cannot be opened on ${host}, port ${port} (${code}).`,
  cannotListenHint: 'Choose another port with --port, or another address with --host.',
  page: {
    title: 'Trust your Jupyter',
    what: (host: string) =>
      `This page hands out the certificate of ${host}. A device that trusts it opens your Jupyter without a warning.`,
    compare: 'Compare this fingerprint with the one on the screen of the computer before you trust it:',
    certificate: 'Certificate (Android, computers)',
    profile: 'Profile (iPhone, iPad)',
  },
  devices: {
    ios: {
      name: 'iPhone, iPad',
      steps: [
        'Open the profile in Safari and allow the download.',
        'Settings > Profile Downloaded (or General > VPN & Device Management): compare the fingerprint under More Details, then install.',
        'Settings > General > About > Certificate Trust Settings: switch it on. Without this no kernel connects.',
      ],
    },
    android: {
      name: 'Android',
      steps: [
        'Download the certificate.',
        'Settings > Security > More security settings > Encryption & credentials > Install a certificate > CA certificate, and choose the file. (The names differ a little between makers.)',
        'Under Trusted credentials > User, compare the fingerprint. Chrome trusts it; Firefox only after "Use third party CA certificates" was switched on in its secret settings.',
      ],
    },
  },
};
