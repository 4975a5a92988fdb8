import { cmd, glued } from '../command-line.ts';

/** Certificates and keys. */
export const tlsChecks = {
  filesFine: 'The files of the certificate are there and can be read.',
  contentsFine: 'The key belongs to the certificate.',
  strengthFine: 'Key and signature of the certificate are strong enough.',
  optionsFine: 'Jupyter speaks a TLS that browsers speak.',
  clientCaFine: 'Nobody needs a certificate of their own to get in.',
  datesFine: 'The certificate is in date.',
  namesFine: 'The certificate names who it is for.',
  chainFine: 'The certificate comes with all that a browser needs to trust it.',
  keyModeFine: 'No other user of this computer can read the private key.',
  endsAtStart: 'Jupyter ends at its start.',
  everyHandshake: 'Jupyter starts and says that it runs, but every https connection hangs or is cut.',
  refused: 'Browsers and programs refuse the connection or warn of it.',
  withoutCertificate: (setting: string) => `${setting} is set, but no certificate (certfile).`,
  withoutCertificateFix: (setting: string) =>
    `Set certfile to your certificate, or take ${setting} out if you do not want https.`,
  tilde: (setting: string, given: string) =>
    `${setting} is '${given}', and Jupyter does not take ~ for your home directory.`,
  noFileFix: (setting: string, path: string) =>
    `Write the whole path of the file in ${setting}; there is none at ${path}.`,
  absoluteFix: (setting: string, path: string) => `Set ${setting} to '${path}'.`,
  relative: (setting: string, given: string, directory: string) =>
    `${setting} is '${given}', and there is no such file in ${directory}.`,
  relativeWhy: 'Jupyter looks in the directory in which it is started; anywhere else it ends at its start.',
  relativeFix: (setting: string) => `Write the whole path of the file in ${setting}, from / on.`,
  missing: (setting: string, path: string) => `${setting} is '${path}', and there is no such file.`,
  missingFix: (setting: string) =>
    `Put the file there, or set ${setting} to where it is. (Without certfile and keyfile Jupyter speaks plain http.)`,
  notReadable: (setting: string, path: string) => `You may not read ${path}, which is ${setting}.`,
  notReadableWhy:
    'Jupyter reads it as you: it starts and says that it runs, but every https connection is cut (or it does not start at all).',
  closedAbove: (setting: string, path: string, directory: string) =>
    `You may not look into ${directory}, so Jupyter cannot read ${path}, which is ${setting}.`,
  closedAboveWhy:
    'Jupyter says that the file does not exist, and ends. A new owner of the file alone changes nothing, and may break its renewal.',
  closedAboveFix: (files: string, to: string) =>
    `Copy the files to yourself, now and after each renewal (certbot runs what lies in /etc/letsencrypt/renewal-hooks/deploy): ${glued(`sudo install -o "$(id -un)" -m 600 -t '${to}' ${files}`)} Name the copies in certfile and keyfile. Or let a group in that you are a member of, on every directory of the way: chgrp and chmod g+rx.`,
  ownedBy: (uid: number) => `belongs to user number ${uid}`,
  ownFix: (path: string) =>
    `Make it yours: ${glued(`sudo chown "$USER" '${path}' && chmod 600 '${path}'`)} (it was probably made with sudo).`,
  readFix: (path: string) => `Let yourself read it: ${glued(`chmod 600 '${path}'`)}`,
  holds: {
    directory: 'no file, but a directory or something larger than any certificate',
    der: 'binary (DER), not text (PEM)',
    pkcs12: 'a PKCS#12 store (.p12, .pfx), not text (PEM)',
    empty: 'nothing',
    text: 'text without a BEGIN line',
    broken: 'a part that is cut off or damaged',
    key: 'a private key and no certificate',
    certificates: (count: number) =>
      count === 1 ? 'a certificate and no private key' : `${count} certificates and no private key`,
  },
  notPem: (setting: string, path: string, holds: string) =>
    `Jupyter cannot read ${path}, which is ${setting}: it holds ${holds}.`,
  notPemFix: (setting: string) =>
    `Set ${setting} to a file in PEM form, which begins with -----BEGIN, or make that file anew.`,
  toPem: {
    certificate: {
      der: (path: string) =>
        `Turn it into PEM: ${glued(`openssl x509 -inform der -in '${path}' -out cert.pem`)}`,
      pkcs12: (path: string) =>
        `Turn it into PEM: ${glued(`openssl pkcs12 -in '${path}' -nodes -out combined.pem`)}`,
    },
    key: {
      der: (path: string) =>
        `Turn it into PEM: ${glued(`openssl pkey -inform der -in '${path}' -out key.pem`)}`,
      pkcs12: (path: string) =>
        `Turn it into PEM: ${glued(`openssl pkcs12 -in '${path}' -nodes -out combined.pem`)}`,
    },
  },
  swapped: 'certfile is the private key, and keyfile is the certificate: the two are exchanged.',
  swappedFix: 'Exchange the values of certfile and keyfile.',
  keyMissing: (path: string) => `There is no private key for the certificate: ${path} holds none.`,
  keyLocked: (path: string) => `The private key ${path} is locked with a pass phrase.`,
  keyLockedWhy:
    'Jupyter asks for the pass phrase on its terminal at every single connection; without a terminal every connection is cut.',
  keyLockedFix: (path: string) =>
    `Make a copy without a pass phrase, ${glued(`(umask 077; openssl pkey -in '${path}' -out open.key)`)}, and set keyfile to it.`,
  order: (path: string) =>
    `In ${path} the certificate of this server does not come first, so Jupyter takes another for its own.`,
  orderFix: (path: string) =>
    `Move the server’s own certificate to the beginning of ${path}, before those of its issuers.`,
  pair: (key: string, certificate: string) =>
    `The private key in ${key} does not belong to the certificate in ${certificate}.`,
  keyFix: 'Set keyfile to the key with which the certificate was requested, or make both anew.',
  keyFoundFix: (path: string) => `Set keyfile to '${path}': that key belongs to the certificate.`,
  subject: (name: string) => `CN=${name}`,
  weak: (path: string, weakness: string) => `The certificate in ${path} is too weak: ${weakness}.`,
  shortKey: (bits: number) => `RSA key of ${bits} bits, below 2048`,
  oldSignature: (hash: string) => `signed with ${hash}`,
  weakWhy:
    'OpenSSL does not take it: Jupyter starts and says that it runs, but every https connection hangs or is cut.',
  makeNewFix: 'Make a new certificate.',
  expired: (path: string, date: string) => `The certificate in ${path} has expired on ${date}.`,
  notYet: (path: string, date: string) => `The certificate in ${path} holds only from ${date} on.`,
  soon: (path: string, date: string, days: number) =>
    `The certificate in ${path} expires on ${date}, in ${days === 1 ? '1 day' : `${days} days`}.`,
  inDate: (date: string) => `The certificate holds until ${date}.`,
  holdsFromTo: (from: string, to: string) => `holds from ${from} to ${to}`,
  renewFix: 'Renew it; Jupyter takes the new file without a restart.',
  soonWhy: 'After that day browsers and programs refuse the connection or warn of it.',
  clockFix: 'Check the clock of this computer; if it is right, make a new certificate.',
  noNames: (path: string) => `The certificate in ${path} names no host (it has no subjectAltName).`,
  noNamesWhy: 'Browsers no longer look at its CN, so it fits no address, also where it is trusted.',
  purpose: (path: string) => `The certificate in ${path} is not meant for servers.`,
  named: (names: string) => `The certificate is for ${names}.`,
  chain: (path: string) => `${path} holds only the server’s own certificate; that of its issuer is missing.`,
  issuer: (name: string) => `issuer: ${name}`,
  chainWhy:
    'Browsers may fetch it or know it; programs, phones and the kernel’s connection then do not trust the server.',
  chainFix: 'Set certfile to the file with the whole chain; certbot calls it fullchain.pem.',
  chainFoundFix: (path: string) => `Set certfile to '${path}', which holds both.`,
  badOption: (names: string) => `ssl_options has entries that Jupyter does not know: ${names}.`,
  badOptionFix: (known: string) => `Take them out; known are ${known}.`,
  oldProtocol: (name: string) => `Jupyter speaks ${name} only, which browsers no longer speak.`,
  oldNotebook: (version: string) =>
    `Notebook ${version} asks for it where ssl_options does not say otherwise.`,
  oldOption: 'ssl_version in ssl_options says so.',
  oldProtocolFix: `Let it speak TLS 1.2: ${glued("ssl_options = {'ssl_version': 5}")}`,
  clientCa: (path: string) =>
    `Only browsers with a certificate of their own, signed by ${path}, get in (client_ca).`,
  clientCaWhy: 'Every other browser is refused before it sees the login page.',
  clientCaUnusable: (path: string) => `client_ca is ${path}, which is no readable certificate.`,
  clientCaFix: 'Take client_ca out, unless everybody who shall get in has such a certificate.',
  keyMode: (path: string, mode: string) =>
    `Every user of this computer may read the private key ${path} (mode ${mode}).`,
  ourKeyMode: (path: string, mode: string) =>
    `The private key in ${path} is not for you alone (mode ${mode}).`,
  keyModeWhy: 'Whoever has it can pose as this server and read what goes over the line.',
  keyModeFix: (path: string) => `Let only yourself read it: ${glued(`chmod 600 '${path}'`)}`,
  get renewOursFix() {
    return `Run: ${cmd('cert renew')} (Jupyter takes the new one without a restart).`;
  },
  authorityKeyFine: 'Nobody but you can read the key of your own certificate authority.',
  authorityKeyMode: (path: string, mode: string) =>
    `The key of your own certificate authority, ${path}, is not for you alone (mode ${mode}).`,
  authorityKeyModeWhy:
    'Whoever has it can pose as this server, and as any of its names, to every device that trusts your authority.',
  authorityFine: 'The certificate is signed by your own authority, whose key is there.',
  notSigned: (path: string, authority: string) =>
    `The certificate in ${path} is not signed by your own authority, ${authority}.`,
  notSignedWhy: 'Devices were given that authority: browsers refuse the connection or warn of it.',
  get renewSignedFix() {
    return `Let your authority sign a new one: ${cmd('cert renew')}`;
  },
  authorityGone: (path: string) => `The certificate of your own authority, ${path}, is gone or damaged.`,
  authorityGoneWhy:
    'The next renewal makes a new authority, and devices that trust the present one then refuse this server.',
  authorityBackFix: (path: string) => `Put ${path} back: server.pem holds a copy.`,
  authorityKeyGone: (path: string) =>
    `The key of your own certificate authority, ${path}, is gone or damaged.`,
  authorityPair: (key: string, authority: string) =>
    `The key ${key} does not belong to your own certificate authority, ${authority}.`,
  get newAuthorityFix() {
    return `Put the file back if you have a copy; else make a new authority, which your devices must trust once more: ${cmd('cert create')}`;
  },
  authorityWide: (path: string, name: string | undefined) =>
    name === undefined
      ? `Your own certificate authority, ${path}, may sign for any name on the internet.`
      : `Your own certificate authority, ${path}, may sign for everything below ${name}, which other people have.`,
  authorityWideWhy: 'Whoever gets hold of its key could pose as those sites to every device that trusts it.',
  get authorityWideFix() {
    return `Make a new one, which may sign for this computer alone; remove the old one from your devices and import the new one: ${cmd('cert create', '--new-authority')}`;
  },
  namesHereFine: 'The certificate names all the names and addresses of this computer.',
  namesMissing: (names: string) => `The certificate does not name ${names}, which this computer has by now.`,
  namesMissingWhy: 'At such an address browsers warn of the certificate, also on devices that trust it.',
  get renewNamesFix() {
    return `Run: ${cmd('cert renew')} (the same authority signs, so devices stay trusted; no restart needed).`;
  },
  get newNamesFix() {
    return `Your authority may not sign for all of them. A new one may, and your devices must trust it once more: ${cmd('cert create')}`;
  },
  timerFine: 'This computer renews the certificate by itself.',
  noTimerYet: 'The certificate needs no renewal for a good while.',
  noTimer: (date: string, days: number) =>
    `Nothing renews the certificate, which ends on ${date}, in ${days === 1 ? '1 day' : `${days} days`}.`,
  noTimerBefore: (date: string) => `Nothing renewed the certificate before it ended on ${date}.`,
  get timerFix() {
    return `Let this computer renew it: ${cmd('schedule install')}`;
  },
  timerProgramGone: (path: string) =>
    `The renewal is installed, but the program that it runs is gone: ${path}.`,
  timerNodeGone: (path: string) =>
    `The renewal is installed, but the Node.js that it runs with is gone: ${path}.`,
  timerOff: (scheduler: string) =>
    `The renewal was installed, but it is switched off or gone from the scheduler (${scheduler}).`,
  timerBrokenWhy: 'The certificate is not renewed any more.',
  renewalFailed: (when: string) => `The last renewal by itself failed (${when}).`,
  renewalFailedWhy: 'It is tried again twice a day; if it never works, the certificate ends.',
  get renewNowFix() {
    return `Mend what it says, then try it yourself: ${cmd('renew')}`;
  },
  timerVersion: (installed: string, own: string) =>
    `This computer renews the certificate by itself, with version ${installed}; this is ${own}. To bring it up to date: ${cmd('schedule install')}`,
};
