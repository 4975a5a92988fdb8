import { cmd, type Examples, glued } from '../command-line.ts';

/** cert create, import, show, renew. */
export const cert = {
  summary: 'certificates for https: make, import, show, renew',
  create: 'make a certificate of your own, and let Jupyter use it',
  import: 'use a certificate that you have already',
  show: 'which certificate Jupyter shows, and how long it holds',
  renew: 'make the certificate new where it is due',
  renewAll: 'renew everything that is due',
  flags: {
    name: 'one more name or address that the certificate is for (may be repeated)',
    renew: 'make a new certificate now, from the same authority',
    newAuthority: 'make a new authority as well, which every device must import again',
    cert: 'PEM file with the certificate; chain and key may be in it as well',
    key: 'PEM file with its private key, where it is a file of its own',
    all: 'also what is not due yet',
    scheduled: 'this is the run of the schedule: undo leaves it alone, and a report is kept',
    target: 'which Jupyter: notebook, lab or server',
  },
  get createExamples(): Examples {
    return [
      [cmd('cert create'), 'for the names of this computer'],
      [cmd('cert create', '--name', 'home.example.org'), 'and for one more'],
    ];
  },
  get importExamples(): Examples {
    return [[cmd('cert import', '--cert', 'fullchain.pem', '--key', 'privkey.pem'), '']];
  },
  needsCert: 'The file with the certificate is missing. Name it with --cert FILE.',
  noFile: (path: string) => `There is no file ${path}.`,
  noFileHint: 'Check the path, or write it from the root on.',
  directoryHint: 'Name the PEM file itself, such as fullchain.pem or privkey.pem.',
  mismatched: 'The certificate and the private key do not belong together, so nothing was written.',
  mismatchedHint:
    'With such a pair Jupyter starts, but answers no connection. Get both anew, from the same place.',
  noneRuns: 'No Jupyter runs on the configured port now. It will show this certificate when it is started.',
  servesIt: (port: number) =>
    `The Jupyter on port ${port} shows this certificate now. It was not restarted, and its kernels go on.`,
  servesPlain: (port: number) =>
    `The Jupyter on port ${port} still speaks plain http: it was started before.`,
  servesOther: (port: number) =>
    `The Jupyter on port ${port} shows another certificate: it was started with other settings.`,
  restartFix: 'Restart it once, when nothing runs in it. Later renewals need no restart.',
  noHandshake: (port: number, why: string) =>
    `The Jupyter on port ${port} showed no certificate when it was asked${why === '' ? '' : ` (${why})`}.`,
  get noHandshakeFix() {
    return `Look with: ${cmd('doctor', '--live')}`;
  },
  confirmLabel: 'Go ahead',
  confirm: 'Put this certificate in place?',
  declined: 'Cancelled. Nothing was changed.',
  alreadySo: 'This certificate is in place already. Nothing to change.',
  done: (path: string) => `The certificate is in place: ${path}`,
  authorityNew: (path: string) =>
    `A new authority will be made. Import ${path} once on every device, then it trusts this and every later certificate. Until then an iPhone or iPad opens notebooks but cannot run them.`,
  get hostNameLeft() {
    return (name: string) =>
      `${name}, the name of this computer, is left out: it is a whole domain, and the authority could sign for all of it. If it is yours: ${cmd('cert create', '--name', name)}`;
  },
  hostNameSigned: (name: string) =>
    `The new authority may sign for ${name}, because this computer is called so. If that name is somebody else's, rename the computer first.`,
  addressesLeft: (addresses: string) =>
    `${addresses} is not named: your authority may not sign for it, and an address that the provider can change is no reason to make a new one. To have it all the same: --name ADDRESS`,
  authorityReplaced: (path: string, why: string) =>
    `The authority may not sign for ${why}, so a new one will be made. Every device that trusted the old one must import ${path} anew.`,
  /** The local CA is not valid at this time. */
  clock: {
    behind: (now: string, from: string) =>
      `The clock of this computer says ${now}, but its certificate authority begins on ${from}: the clock is behind. Nothing was changed.`,
    impossible: (now: string) =>
      `The clock of this computer says ${now}, so no certificate made now would be valid. Nothing was changed.`,
    behindHint: 'Set date and time first (on Linux: sudo timedatectl set-ntp true), then run this again.',
    ending: (now: string, to: string) =>
      `The clock of this computer says ${now}, and its certificate authority ends on ${to}, before a new certificate would. Nothing was changed.`,
    get endingHint() {
      return `If the clock is wrong, set it and run this again. If it is right, make a new authority, which every device has to import once: ${cmd('cert create', '--new-authority')}`;
    },
  },
  recordUnreadable: (path: string) =>
    `${path} cannot be read, so it is not known how the certificate was made, and nothing renews it.`,
  get recordUnreadableFix() {
    return `Put it in place anew with: ${cmd('cert create')}, ${cmd('cert import', '--cert', 'FILE')} or ${cmd('cert issue', '--domain', 'NAME')}`;
  },
  shown: {
    none: 'There is no certificate. Jupyter speaks plain http.',
    get noneHint() {
      return `Make one with: ${cmd('cert create')}`;
    },
    unreadable: (path: string) => `${path} holds no certificate that can be read.`,
    file: 'File',
    kind: 'Kind',
    names: 'Names',
    issuer: 'Issuer',
    holds: 'Holds',
    trusted: 'Trusted by',
    inUse: 'In use',
    kinds: {
      'self-signed': 'made here, by your own authority',
      own: 'imported',
      letsencrypt: "Let's Encrypt or another ACME service",
      unknown: 'not made by jupyter-expose',
    },
    noNames: 'none; no browser accepts that',
    fromTo: (from: string, to: string, days: number) =>
      days < 0
        ? `${from} to ${to}: it has expired`
        : `${from} to ${to}, ${days} ${days === 1 ? 'day' : 'days'} left`,
    get due() {
      return `It is due to be renewed: ${cmd('cert renew')}`;
    },
    yes: "yes, Jupyter's config names it",
    no: (file: string) =>
      file === '' ? "no, Jupyter's config names no certificate" : `no, Jupyter's config names ${file}`,
    keyMissing: (path: string) =>
      `${path} holds no private key that fits. Jupyter would answer no connection.`,
    openMode: (path: string, mode: string, wanted: string) =>
      `${path} has mode ${mode}, so others can read a private key. Close it with: ${glued(`chmod ${wanted} ${path}`)}`,
    trust: {
      devices: (path: string) => `the devices on which ${path} was imported`,
      system: 'this computer',
      everybody: 'every usual browser',
      nobody: 'nobody by itself: its authority is not one that browsers know',
    },
  },
  renewing: {
    nothing: 'There is no certificate of jupyter-expose here, so nothing is to be renewed.',
    notDue: (to: string, days: number) =>
      `The certificate holds until ${to} (${days} ${days === 1 ? 'day' : 'days'}). It is not due yet.`,
    get notDueHint() {
      return `To renew it all the same: ${cmd('cert renew', '--all')}`;
    },
    renewed: (to: string) => `The certificate is renewed. It holds until ${to}.`,
    will: 'The certificate will be renewed.',
    willAsk: (server: string) => `A new certificate will be asked for at ${server}.`,
    leftOut: (names: string) =>
      `Left out: ${names}. The authority may not sign for that; "${cmd('cert create')}" makes a new one.`,
    importedSame: (path: string, to: string) =>
      `The imported certificate holds until ${to} only, and ${path} holds no newer one yet. Put the new one there.`,
    importedGone: (path: string, to: string) =>
      `The imported certificate holds until ${to} only, and ${path} is not there any more. Import the new one with: ${cmd('cert import', '--cert', 'FILE')}`,
    importedOlder: (path: string) =>
      `${path} holds an older certificate than the one in use, so it was left alone.`,
    importedWaits: (path: string) => `It is read again from ${path} when that file holds a newer one.`,
    get noAcme() {
      return `It is not known how this certificate was issued. Issue it anew with: ${cmd('cert issue', '--domain', 'NAME')}`;
    },
    waits: (when: string) => `The certificate service asked to wait until ${when}. It is not asked before.`,
    confirm: 'Renew now?',
  },
  notAName: (text: string) => `${JSON.stringify(text)} is neither a host name nor an address.`,
  notANameHint: 'A name is like jupyter.example.org, an address like 203.0.113.7.',
  nameOfOthers: (name: string) =>
    `${name} is not a name of one computer: other people have names below it, and a certificate for it would be good for theirs.`,
  nameOfOthersHint: 'Give the whole name of this computer, such as home.example.org or min.iptime.org.',
  imported: {
    binary: (path: string) => `${path} is binary, not text (PEM).`,
    fromDer: (path: string) =>
      `Turn it into text: ${glued(`openssl x509 -inform der -in '${path}' -out cert.pem`)}`,
    fromPkcs12: (path: string) =>
      `Turn it into text, then name that file for both: ${glued(`(umask 077; openssl pkcs12 -in '${path}' -nodes -out combined.pem)`)}`,
    keyFromDer: (path: string) =>
      `Turn it into text: ${glued(`(umask 077; openssl pkey -inform der -in '${path}' -out key.pem)`)}`,
    broken: (path: string) => `${path} is cut off or damaged: not everything in it can be read.`,
    brokenHint: 'Copy it once more, whole, from the first -----BEGIN to the last -----END line.',
    noCertificate: (path: string) => `${path} holds no certificate.`,
    onlyKeyHint: 'It holds a private key. Name the file with the certificate, often fullchain.pem or *.crt.',
    pemHint: 'A certificate is a text that begins with -----BEGIN CERTIFICATE-----.',
    locked: (path: string) =>
      `The private key ${path} is locked with a pass phrase, which nobody could type for Jupyter.`,
    lockedHint: (path: string) =>
      `Make a copy without one, and name that: ${glued(`(umask 077; openssl pkey -in '${path}' -out open.key)`)}`,
    noKey: (path: string) => `${path} holds no private key.`,
    noKeyHint: 'Name the file with the key (--key), often privkey.pem or *.key.',
    mismatched: (key: string, cert: string) =>
      `The private key in ${key} does not belong to the certificate in ${cert}.`,
    mismatchedHint: 'Name the key with which this certificate was requested.',
    expired: (path: string, date: string) => `The certificate in ${path} has expired on ${date}.`,
    renewHint: 'Get a new one from where it came from.',
    notYet: (path: string, date: string) => `The certificate in ${path} holds only from ${date} on.`,
    clockHint: 'Check the clock of this computer; if it is right, wait or get another.',
    noNames: (path: string) =>
      `The certificate in ${path} names no host (it has no subjectAltName), so browsers refuse it.`,
    noNamesHint: 'Get one that is made for a server and names it.',
    notForServers: (path: string) => `The certificate in ${path} is not meant for servers.`,
    authority: (path: string) =>
      `The key in hand is that of an authority: ${path} holds no certificate of a server for it.`,
    signsToo: (path: string) =>
      `The certificate in ${path} is an authority as well, as ${glued('openssl req -x509')} makes it: devices that trust it believe whatever its key signs, for every web site. ${cmd('cert create')} makes one that may sign for this computer only.`,
    weak: (path: string, weakness: string) =>
      `The certificate in ${path} is too weak for browsers: ${weakness}.`,
    chainExpired: (path: string, name: string, date: string) =>
      `In ${path} the certificate of the authority "${name}" has expired on ${date}.`,
    chainGap: (path: string) =>
      `A certificate of the authority between is missing in ${path}, so phones and programs would refuse it.`,
    chainHint: 'Use the file with the whole chain, often fullchain.pem, or get the chain from the authority.',
  },
};
