import { cmd } from '../command-line.ts';

/** The view from the internet: doctor --outside, and the diagram of the path. */
export const outside = {
  diagram: 'The path',
  hops: {
    internet: 'the internet',
    tryIt: 'only a try from outside proves it: a phone with Wi-Fi switched off',
    publicAddress: 'your public address',
    get notAsked() {
      return `not asked for yet (${cmd('router status')})`;
    },
    routerSays: 'the router says that this is its address',
    router: (address: string) => `the router ${address}`,
    passesOn: (port: number) => `passes port ${port} on`,
    byHand: (port: number) => `you forward port ${port} in its menu, see below`,
    get notPassed() {
      return `passes nothing on yet (${cmd('router map')}, or ${cmd('router show')})`;
    },
    computer: (place: string) => `this computer ${place}`,
    noFirewall: 'no firewall here',
    firewallLets: 'the firewall lets it in',
    get firewallLan() {
      return `the firewall lets in devices of your network only (${cmd('firewall open', '--everywhere')})`;
    },
    get firewallDenies() {
      return `the firewall keeps it out (${cmd('firewall open')})`;
    },
    get firewallUnknown() {
      return `whether a firewall keeps it out is not known (${cmd('firewall status')})`;
    },
    jupyterHttps: 'Jupyter (https)',
    jupyterHttp: 'Jupyter (http)',
    seeAbove: 'see above',
    tried: 'was started and tried',
    startIt: 'set up; start it',
  },
  changeByHand: (before: string, after: string) =>
    `In the router’s menu, change the rule: ${before} becomes ${after}.`,
  whatToType: 'What to type in the router’s menu',
  flags: {
    outside: 'have services on the internet try whether the port answers (they see your address)',
    externalPort: 'the port that the internet sees (the mapped one, else that of Jupyter)',
    checker: 'which services to have try it, in the form of ifconfig.co',
    echo: 'which services to ask for the public address',
  },
  check: {
    willAsk: (hosts: string, port: number) =>
      `Asks ${hosts}: they see your public address, and some of them try its port ${port}.`,
    unverified: 'Written from the documentation of these services.',
    ask: 'Ask them?',
    notAsked: 'Nobody was asked.',
    waiting: 'Waiting for the services',
    results: { reachable: 'reachable', unreachable: 'not reachable', unknown: 'no answer of use' },
    reachable: (port: number) => `Port ${port} answers the internet: two services reached it.`,
    unreachable: (port: number) => `Port ${port} does not answer the internet: two services tried in vain.`,
    get unreachableFix() {
      return `In this order: does Jupyter run? ${cmd('firewall status')}; ${cmd('router status')} (is the port passed on, is the router’s address a public one?); then ask your provider whether it blocks ports.`;
    },
    lowPort: (port: number) =>
      `Some providers block port ${port}: try 8443 (${cmd('router map', '--external-port', '8443')}).`,
    contradiction: (port: number) =>
      `The services contradict each other about port ${port}, so nothing is known.`,
    unclear: (port: number) =>
      `Fewer than two services said whether port ${port} answers, so nothing is known.`,
    noAddress: 'The public address is not known, so no port of it can be tried.',
    tryPhone: 'Open the address on a phone with Wi-Fi switched off.',
    phone: 'Open this on a phone with Wi-Fi switched off (mobile data):',
    whyNotInside:
      'A test from inside proves nothing: many routers do not lead their own address back into the house, and this computer reaches itself past its firewall.',
    nameHere: (name: string, address: string) => `${name} leads to your public address ${address}.`,
    nameElsewhere: (name: string, where: string, address: string) =>
      `${name} leads to ${where}, but your public address is ${address}.`,
    get nameFix() {
      return `Run ${cmd('ddns update')}, or look at the router’s DDNS page: ${cmd('ddns status')}`;
    },
    nowhere: 'nowhere',
    badChecker: (text: string) => `${text} is no URL of a service.`,
  },
  ipv6: {
    fine: 'Nobody comes in over IPv6 past the router.',
    exposed: (addresses: string) =>
      `Over IPv6 this computer is on the internet itself (${addresses}): Jupyter can be reached there without any port forwarding, unless a firewall of the router or of this computer keeps strangers out.`,
    get exposedFix() {
      return `If that is not wanted, let Jupyter listen on IPv4 only: ${cmd('init', '--ip', '0.0.0.0')}`;
    },
    dsLite:
      'Your line has IPv6 and no IPv4 of its own (DS-Lite): no port can be forwarded for IPv4. Open the port for IPv6 in the router’s menu, or use a tunnel.',
    get dsLiteFix() {
      return cmd('tunnel status');
    },
  },
};
