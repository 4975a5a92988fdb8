import { cmd } from '../command-line.ts';

/** The tls question of init, and the consequences of its answer. */
export const tls = {
  label: 'Encryption',
  message: 'How shall it be encrypted (TLS)?',
  why: 'Without it, whoever is in between can read the password.',
  choices: {
    'self-signed': 'self-signed: each device must trust it once',
    own: 'own: a certificate and a key that you have',
    letsencrypt: 'letsencrypt: free, needs a public name',
    none: 'none: plain http',
  },
  wrongType: 'Choose one of: self-signed, own, letsencrypt, none.',
  noneMeans:
    'None means: the password and every notebook travel readable, and whoever sees them once can run programs on this computer.',

  certLabel: 'Certificate',
  certMessage: 'Where is the certificate (a PEM file)?',
  certWhy: 'Several certificates in one file are fine; its key may stand in it as well.',
  keyLabel: 'Private key',
  keyMessage: 'Where is its private key?',
  pathEmpty: 'That is no file name.',
  pathType: 'This must be the name of a file, as text.',
  noFile: (path: string) => `There is no file ${path}.`,
  unreadable: (path: string, reason: string) => `${path} cannot be read: ${reason}`,
  noFileHint: 'Give the full path of a PEM file.',

  domainLabel: 'Public name',
  domainMessage: 'Under which public name is this computer reached?',
  domainWhy: 'The DDNS name or domain, for example myhome.duckdns.org; it must lead to your router.',
  domainType: 'A name is text, for example myhome.duckdns.org.',
  domainPrivate: (name: string) =>
    `Let's Encrypt gives no certificate for '${name}': it is no name that everybody in the internet can look up.`,
  domainPrivateHint: 'Give a DDNS name or a domain, or take --tls self-signed.',
  noDomain: 'none',
  wildcard: (name: string) => `A certificate for ${name} needs --challenge dns-01.`,
  emailLabel: 'Email',
  emailMessage: "An email address for Let's Encrypt (may stay empty)?",
  emailInvalid: (text: string) => `'${text}' is not an email address.`,
  noEmail: 'none',
  challengeLabel: 'Proof',
  challengeMessage: 'How shall the name be proved?',
  challengeType: 'Choose one of: http-01, tls-alpn-01, dns-01.',
  challenges: {
    'http-01': 'http-01: forward port 80 in the router',
    'tls-alpn-01': 'tls-alpn-01: the router forwards port 443',
    'dns-01': 'dns-01: nothing is forwarded; DuckDNS, deSEC or Cloudflare',
  },

  notWith: (flag: string, tls: string) => `${flag} has no meaning with --tls ${tls}. Nothing was changed.`,
  notWithHint: (flag: string, tls: string) => `Leave ${flag} out, or give --tls ${tls}.`,
  trustAgain: (lost: string) =>
    `The certificate authority is made anew, because the old one may not sign for ${lost}. Every device that trusted the old one (phones, tablets, other computers) must trust the new one.`,

  newNames: (names: string) =>
    `The certificate is made anew because the present one does not name ${names}. Devices that trust its authority need nothing new.`,

  notIssued: (name: string, reason: string) =>
    `Let's Encrypt has not issued a certificate for ${name}: ${reason}`,
  notIssuedFix: (command: string) =>
    `Until then the self-signed certificate serves. Mend the cause, then try again: ${command}`,
  issuing: (name: string) => `Asking Let's Encrypt for a certificate for ${name} …`,
  get interrupted() {
    return `Cancelled. The settings stay as they are, and the self-signed certificate serves. To go on later: ${cmd('cert issue')}`;
  },
  get notAsked() {
    return `Let's Encrypt was not asked: --yes is no consent to that. Give --tls letsencrypt again, or run: ${cmd('cert issue')}`;
  },
  issued: (name: string) => `Let's Encrypt has issued the certificate for ${name}.`,

  flags: {
    tls: 'self-signed, own, letsencrypt, none',
    cert: 'your certificate, PEM (key apart: --key <file>)',
    domain: 'the public name, for example a DDNS name',
    email: "for Let's Encrypt (proof of the name: --challenge)",
    challenge: 'http-01, tls-alpn-01, dns-01',
  },
  next: {
    trust: 'Trust it',
    trustHow: (command: string) =>
      `${command}. Before that, an iPhone or iPad opens notebooks but cannot run them.`,
    issue: 'Get it issued',
    issueHow: (command: string) => `${command} (until then a self-signed certificate serves)`,
    renew: 'Keep it valid',
    renewHow: (command: string) => `${command} (renews the certificate in time)`,
  },
};
