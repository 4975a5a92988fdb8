/** How certificates are made, and what may be wrong with those that people bring. */
export const certificates = {
  notAName: (text: string) => `${JSON.stringify(text)} is neither a host name nor an address.`,
  notANameHint: 'A name is like jupyter.example.org, an address like 203.0.113.7.',
  own: {
    binary: (path: string) => `${path} is binary, not text (PEM).`,
    fromDer: (path: string) => `Turn it into text: openssl x509 -inform der -in '${path}' -out cert.pem`,
    fromPkcs12: (path: string) =>
      `Turn it into text, then name that file for both: (umask 077; openssl pkcs12 -in '${path}' -nodes -out combined.pem)`,
    keyFromDer: (path: string) =>
      `Turn it into text: (umask 077; openssl pkey -inform der -in '${path}' -out key.pem)`,
    broken: (path: string) => `${path} is cut off or damaged: not everything in it can be read.`,
    brokenHint: 'Copy it once more, whole, from the first -----BEGIN to the last -----END line.',
    noCertificate: (path: string) => `${path} holds no certificate.`,
    onlyKeyHint: 'It holds a private key. Name the file with the certificate, often fullchain.pem or *.crt.',
    pemHint: 'A certificate is a text that begins with -----BEGIN CERTIFICATE-----.',
    locked: (path: string) =>
      `The private key ${path} is locked with a pass phrase, which nobody could type for Jupyter.`,
    lockedHint: (path: string) =>
      `Make a copy without one, and name that: (umask 077; openssl pkey -in '${path}' -out open.key)`,
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
      `The certificate in ${path} is an authority as well, as openssl req -x509 makes it: devices that trust it believe whatever its key signs, for every web site. cert create makes one that may sign for this computer only.`,
    weak: (path: string, weakness: string) =>
      `The certificate in ${path} is too weak for browsers: ${weakness}.`,
    chainExpired: (path: string, name: string, date: string) =>
      `In ${path} the certificate of the authority "${name}" has expired on ${date}.`,
    chainGap: (path: string) =>
      `A certificate of the authority between is missing in ${path}, so phones and programs would refuse it.`,
    chainHint: 'Use the file with the whole chain, often fullchain.pem, or get the chain from the authority.',
  },
};
