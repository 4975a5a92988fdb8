import { cmd, type Examples } from '../command-line.ts';

/** cert issue: certificates from an ACME authority. */
export const acme = {
  summary: 'get a certificate from Let’s Encrypt',
  flags: {
    domain: 'the public name (several: repeat it, or use commas)',
    email: 'where the authority can write to you',
    challenge: 'how the name is proved: http-01, tls-alpn-01 or dns-01',
    challengePort: 'port of this computer that answers the authority (8080; tls-alpn-01: 8443)',
    challengeAddress: 'answer on this address of the computer only',
    dns: 'who holds the name, for dns-01: duckdns, desec or cloudflare',
    dnsTokenFile: 'file with the token of the DNS provider',
    dnsTokenStdin: 'read that token from standard input',
    staging: 'try it with the test service: browsers do not accept its certificates',
    acmeServer: 'directory URL of another ACME authority',
    acmeCa: 'PEM file of the authority that signed its server’s certificate',
  },
  get examples(): Examples {
    return [
      [cmd('cert issue', '--domain', 'home.duckdns.org', '--staging'), 'a rehearsal'],
      [
        cmd(
          'cert issue',
          '--domain',
          '"*.home.duckdns.org"',
          '--dns',
          'duckdns',
          '--dns-token-file',
          'token.txt',
        ),
        '',
      ],
    ];
  },
  announce: (names: string, host: string) => `A certificate for ${names} will be asked for at ${host}.`,
  terms: (host: string) => `With your yes you agree to the terms of service of ${host}.`,
  publicLog: 'The names will stand in public lists for ever, as those of every public certificate do.',
  staging:
    'This is the test service: browsers will not accept the certificate. For a real one, run it again without --staging.',
  forwardHttp: (address: string, port: number) =>
    `In the router, forward port 80 from outside (WAN, TCP) to ${address} port ${port}. Nothing else may use port ${port} of this computer, and its firewall must let it through.`,
  forwardTls: (address: string, port: number) =>
    `In the router, forward port 443 from outside (WAN, TCP) to ${address} port ${port}. Nothing else may use port ${port} of this computer, and its firewall must let it through.`,
  dnsHint: 'Check that the name belongs to this account at the DNS provider, and try again in some minutes.',
  shared: (suffix: string) =>
    `All names below ${suffix} share one allowance at Let’s Encrypt, and it is mostly used up. This will probably be refused.`,
  get sharedHint() {
    return `The way out: a free name at duckdns.org or dedyn.io, or a certificate of your own authority (${cmd('cert create')}).`;
  },
  wouldWrite: (file: string) => `write ${file} (once the certificate has been issued)`,
  confirmLabel: 'Go ahead',
  confirm: 'Ask for the certificate now?',
  waiting: (host: string) => `Waiting for ${host}`,
  proving: (names: string) => `Proving that ${names} is yours.`,
  get noRecord() {
    return `How the certificate is to be issued is not known. Run: ${cmd('cert issue', '--domain', 'NAME')}`;
  },
  noDomain: 'The name for the certificate is missing.',
  noDomainHint: 'Give it with --domain NAME.',
  noSuchChallenge: (text: string) => `There is no way called ${text}: choose http-01, tls-alpn-01 or dns-01.`,
  wildcard: (name: string) => `A certificate for ${name} is given over dns-01 only.`,
  wildcardHint: 'Use --challenge dns-01 with --dns duckdns, desec or cloudflare, or leave the * out.',
  notPublic: (name: string) => `${name} is no public name, and no public authority signs for it.`,
  get notPublicHint() {
    return `Give the DDNS name of the router, or use your own authority: ${cmd('cert create')}`;
  },
  noPort: (text: string) => `${text} is no port. A port is a number from 1 to 65535.`,
  noAddress: (text: string) => `${text} is no address of this computer, such as 192.168.0.10.`,
  noServer: (text: string) => `${text} is no directory URL: it must begin with https://.`,
  noCa: (path: string) => `There is no file ${path}, and without it the authority’s server is not trusted.`,
  notOffered: (name: string, way: string, offered: string) =>
    `For ${name} the authority does not offer ${way}, only ${offered}.`,
  unreachable: (host: string, why: string) => `${host} was not reached (${why}). Nothing was changed.`,
  unreachableHint: 'Check the connection to the internet, and try again later.',
  notAcme: (host: string) => `${host} answers, but not as an ACME service. Nothing was changed.`,
  notAcmeHint: 'Check the directory URL, and whether this network wants you to log in on a page first.',
  issuedWithout: (host: string, names: string) =>
    `${host} issued a certificate that does not name ${names}. Nothing was changed.`,
  issuedUnfit: (host: string) =>
    `${host} issued a certificate that may not prove who a server is. Nothing was changed.`,
  issuedUnfitHint: 'Use another authority: without --acme-server it is Let’s Encrypt.',
  issuedDates: (host: string, from: string, to: string) =>
    `${host} issued a certificate that holds from ${from} to ${to}, and so not now. Nothing was changed.`,
  issuedDatesHint: 'Check the clock of this computer.',
  untrustedHint:
    'Its certificate is not trusted here. Name its authority with --acme-ca FILE, or check the clock.',
  tooLong: 'The authority took too long, so it was given up. Nothing was changed.',
  theirWords: (host: string, words: string) => `${host} says: ${words}`,
  portTaken: (port: number) => `Port ${port} of this computer is in use by another program.`,
  portForbidden: (port: number) => `You may not listen on port ${port} of this computer.`,
  portProblem: (port: number, why: string) => `Port ${port} of this computer cannot be used (${why}).`,
  portHint: 'Choose another with --challenge-port, and let the router’s forward lead there.',
  problems: {
    rateLimited: (until: string | undefined) =>
      until === undefined
        ? 'The authority has issued too much for this name or account, and asks to wait. Nothing was changed.'
        : `The authority has issued too much for this name or account. It can work again from ${until}. Nothing was changed.`,
    rateLimitedHint: 'Until then Jupyter keeps the certificate that it has. For rehearsals use --staging.',
    connection: 'The authority could not connect to this computer from outside. Nothing was changed.',
    unauthorized:
      'The authority did not find the answer that it expected under the name. Nothing was changed.',
    tls: 'The authority reached a TLS server under the name, but not ours. Nothing was changed.',
    dns: 'The authority could not look the name up. Nothing was changed.',
    dnsHint: 'Check that the name is written correctly and leads to your public address.',
    caa: 'The DNS of the name forbids this authority to sign for it (CAA record). Nothing was changed.',
    caaHint: 'Allow it with a CAA record at the DNS provider, or use another name.',
    rejectedIdentifier: 'The authority does not sign for this name. Nothing was changed.',
    get rejectedIdentifierHint() {
      return `Use a public DDNS name, or your own authority: ${cmd('cert create')}`;
    },
    badCSR: 'The authority refused the request for the certificate. Nothing was changed.',
    contact: 'The authority does not accept the e-mail address. Nothing was changed.',
    contactHint: 'Give another one with --email, or leave it out.',
    terms: 'The authority wants you to agree to something in a browser first. Nothing was changed.',
    termsHint: 'Open the address in its words, agree, and run the command again.',
    external:
      'This authority gives certificates to accounts of its own customers only, which is not supported.',
    account: 'The authority does not know the account. Nothing was changed.',
    server: 'The authority has trouble of its own. Nothing was changed.',
    again: 'Try again in some minutes.',
    other: (type: string) => `The authority refused (${type}). Nothing was changed.`,
  },
  dns: {
    announce: (provider: string) =>
      `The name is proved by a TXT record that is put at ${provider} and taken away again. No port has to be open.`,
    which: (name: string) => `Who holds ${name} is not known.`,
    whichHint: 'Name the DNS provider with --dns duckdns, --dns desec or --dns cloudflare.',
    noToken: (provider: string) => `The token of ${provider} is missing.`,
    noTokenHint:
      'Give it with --dns-token-file FILE or --dns-token-stdin. It is kept for renewals, readable by you alone.',
    badToken: (place: string) => `What ${place} holds is no token: it must be one word.`,
    putting: (provider: string, host: string) => `Putting a TXT record for ${host} at ${provider}.`,
    left: (provider: string, host: string) =>
      `The TXT record of ${host} could not be taken away at ${provider}. It does no harm; remove it there.`,
    unreachable: (provider: string, why: string) =>
      `${provider} was not reached (${why}). Nothing was changed.`,
    unreachableHint: 'Check the connection to the internet, and try again later.',
    refused: (provider: string, words: string) => `${provider} did not take the TXT record: ${words}`,
    refusedHint: 'Check the token, and that the name belongs to this account.',
  },
};
