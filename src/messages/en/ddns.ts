import { cmd, type Examples } from '../command-line.ts';

/** ddns: a name for a changing address. */
export const ddns = {
  summary: 'a name that follows your address',
  statusSummary: 'does the name lead to this house?',
  updateSummary: 'tell the name service the address of today',
  flags: {
    name: 'the name, such as home.duckdns.org',
    service: 'who keeps it: duckdns, desec, cloudflare, noip, dynu or dyndns2',
    server: 'URL of the service, for dyndns2 or a server of your own',
    user: 'user name at the service (noip, dynu, dyndns2)',
    tokenFile: 'file with the token or password',
    tokenStdin: 'read the token or password from standard input',
    address: 'the public IPv4 address; without it the router is asked for its own',
    ipv6: 'an IPv6 address that the name shall lead to as well',
    outside: 'ask services on the internet for the public address (they see it)',
    echo: 'which services to ask, instead of api.ipify.org and checkipv4.dedyn.io',
    emit: 'print the same as a configuration of another program: inadyn',
  },
  get examples(): Examples {
    return [
      [
        cmd('ddns update', '--name', 'home.duckdns.org', '--token-file', 'token.txt'),
        'ask the router, tell DuckDNS',
      ],
      [cmd('ddns update', '--outside'), 'again, with the address that the internet sees'],
      [cmd('ddns status', '--outside'), 'does the name lead here?'],
    ];
  },
  noService: (text: string) => `There is no name service called ${text}.`,
  servicesHint: 'Choose one of duckdns, desec, cloudflare, noip, dynu and dyndns2 with --service.',
  whichService: (name: string) => `Who keeps ${name} cannot be told from the name.`,
  noName: 'The name is missing.',
  noNameHint: 'Give it with --name, for example --name home.duckdns.org.',
  notAName: (text: string) => `${text} is no public name, such as home.duckdns.org.`,
  routerKept: (name: string, brand: string) =>
    `${name} is kept by the ${brand} router itself; no program can update it.`,
  get routerKeptHint() {
    return `Register it in the router’s own menu (${cmd('router show')} says where), or take a free name at duckdns.org or dedyn.io.`;
  },
  noServer: (service: string) => `For ${service} the URL of the service is missing.`,
  noServerHint: 'Give it with --server https://…',
  badServer: (text: string) => `${text} is no URL that begins with https://.`,
  noUser: (service: string) => `${service} wants a user name.`,
  noUserHint: 'Give it with --user NAME.',
  noToken: (service: string) => `The token or password for ${service} is missing.`,
  noTokenHint:
    'Put it into a file and give that with --token-file FILE, or pipe it in with --token-stdin. Never type it as a flag.',
  badAddress: (text: string) => `${text} is no public IPv4 address.`,
  badIpv6: (text: string) => `${text} is no global IPv6 address.`,
  addressHint: 'Give the address that the internet knows you by, or leave it out.',
  emitHint:
    'The secret is not printed: put it where PUT-THE-SECRET-HERE stands, and give the file mode 0600.',
  emitUnverified:
    'inadyn speaks to this service as it does to any of the dyndns2 family; that was not tried.',
  asksRouter: (gateway: string) => `Asks your router (${gateway}) for its public address.`,
  asksOutside: (hosts: string) => `Asks ${hosts} from which address they see this computer.`,
  asksDns: (name: string) => `Looks ${name} up in the DNS.`,
  willTell: (service: string, host: string, name: string, address: string) =>
    `${service} (${host}) will be told that ${name} leads to ${address}.`,
  unverified: (service: string) =>
    `Written from the documentation of ${service}; it was not tried with a real account.`,
  confirm: {
    label: 'Tell the service',
    message: 'Tell it now?',
    declined: 'Not confirmed. Nothing was sent, and nothing was changed.',
  },
  waiting: (host: string) => `Waiting for ${host}`,
  same: (name: string, address: string) =>
    `${name} was told ${address} last, and that is still your address. Nothing was sent: services block whoever repeats himself.`,
  updated: (name: string, address: string) =>
    `${name} leads to ${address} now. It can take some minutes until everybody knows.`,
  unchanged: (name: string, address: string) => `${name} led to ${address} already.`,
  get next() {
    return `To keep it up to date by itself: ${cmd('schedule install')}`;
  },
  nextGiven:
    'An address that you gave yourself cannot be looked up again: leave --address out, and the schedule keeps the name up to date.',
  address: {
    noGateway: 'This computer has no router to ask: it has no default route.',
    routerSilent: (gateway: string) => `The router at ${gateway} does not tell its public address.`,
    notPublic: (address: string) =>
      `The router itself has no public address (${address}): another router or the provider stands in front of it.`,
    get notPublicHint() {
      return `A name would lead to the wrong place. ${cmd('router status')} explains it; with --outside the address that the internet sees is taken all the same.`;
    },
    otherWays: 'Add --outside to ask services on the internet, or give it with --address.',
    differ: (said: string) => `The services see different addresses (${said}), so none is believed.`,
    differHint: 'A VPN or a second way out may be on. Switch it off, or give the address with --address.',
    silent: (hosts: string) => `Nobody told the public address: ${hosts}.`,
    silentHint: 'Check the connection to the internet, or give the address with --address.',
  },
  answers: {
    badauth: (service: string, words: string) =>
      [`${service} does not accept the name or its secret (${words}).`, 'Check both on its site.'] as [
        string,
        string,
      ],
    badagent: (service: string, words: string) =>
      [`${service} does not want this program (${words}).`, 'Use the program that it recommends.'] as [
        string,
        string,
      ],
    nohost: (service: string, words: string) =>
      [
        `${service} does not know this name in your account (${words}).`,
        'Register it on its site first.',
      ] as [string, string],
    notfqdn: (service: string, words: string) =>
      [`${service} wants the whole name, with its dots (${words}).`, 'Give it with --name.'] as [
        string,
        string,
      ],
    numhost: (service: string, words: string) =>
      [`${service} was given too many names at once (${words}).`, 'Give one name.'] as [string, string],
    '!yours': (service: string, words: string) =>
      [`The name belongs to somebody else at ${service} (${words}).`, 'Register another one.'] as [
        string,
        string,
      ],
    '!donator': (service: string, words: string) =>
      [
        `${service} does this for paying customers only (${words}).`,
        'Use another service, such as duckdns.org.',
      ] as [string, string],
    abuse: (service: string, words: string) =>
      [`${service} has blocked the name for too many updates (${words}).`, 'Ask its support to free it.'] as [
        string,
        string,
      ],
    dnserr: (service: string, words: string) =>
      [`${service} has trouble with its DNS (${words}).`, ''] as [string, string],
    '911': (service: string, words: string) =>
      [`${service} is out of order (${words}).`, ''] as [string, string],
    busy: (service: string, words: string) =>
      [`${service} asks for a pause (${words}).`, ''] as [string, string],
    unreachable: (service: string, words: string) =>
      [`${service} was not reached (${words}).`, 'Check the connection to the internet.'] as [string, string],
    strange: (service: string, words: string) =>
      [`${service} gave an answer that is not known: ${words}`, 'Check the name and the service.'] as [
        string,
        string,
      ],
    get stopped() {
      return `Until you run ${cmd('ddns update')} again, nothing more is sent.`;
    },
    pausing: 'It is tried again in half an hour at the earliest.',
  },
  renewing: {
    given: (name: string) => `${name}: the address was given by hand, so it is not looked up again.`,
    stopped: (name: string) => `${name} is not updated: the service refused it.`,
    noToken: (service: string) =>
      `The token for ${service} is gone. Give it again: ${cmd('ddns update', '--token-file', 'FILE')}`,
    router: 'your router',
    willCheck: (name: string, whom: string) => `${name}: the public address will be asked from ${whom}.`,
    same: (name: string, address: string) => `${name} still leads to your address ${address}.`,
    updated: (name: string, service: string) => `${service} was told the new address of ${name}.`,
  },
  status: {
    none: 'No name is kept up to date here.',
    get noneHint() {
      return `A free name: register one at duckdns.org, then ${cmd('ddns update', '--name', 'NAME', '--token-file', 'FILE')}`;
    },
    kept: (name: string, service: string) => `${name} is kept up to date at ${service}.`,
    last: (address: string, at: string) => `Told last: ${address} (${at}).`,
    refused: (message: string) => `The last update failed: ${message}`,
    leads: (name: string, addresses: string) => `${name} leads to ${addresses}.`,
    unknown: (name: string, why: string) => `${name} leads nowhere (${why}).`,
    here: (address: string) => `That is your public address ${address}: the name leads to this house.`,
    elsewhere: (address: string) => `Your public address is ${address}: the name leads somewhere else.`,
    elsewhereRouter: (brand: string) =>
      `Open the ${brand} router’s DDNS page and register it anew; after a change it can take ten minutes.`,
    get elsewhereOwn() {
      return `Run ${cmd('ddns update')}`;
    },
    notCompared: 'Add --outside to compare it with the address that the internet sees.',
    privateName: (address: string) =>
      `The name leads to ${address}, which is no public address: nobody outside can reach it. The router stands behind another one.`,
    ipv6: (addresses: string) =>
      `It also has IPv6 addresses (${addresses}): devices with IPv6 try those first.`,
  },
  checks: {
    allFine: 'The name is kept up to date.',
    failing: (name: string, message: string) => `${name} is not kept up to date: ${message}`,
    get failingFix() {
      return `Run ${cmd('ddns update')}`;
    },
    unscheduled: (name: string) => `Nothing keeps ${name} up to date when your address changes.`,
    get unscheduledFix() {
      return `Run ${cmd('schedule install')}`;
    },
  },
};
