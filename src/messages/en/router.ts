import { cmd, type Examples } from '../command-line.ts';

/** Router detection and the router's menu. */
export const router = {
  summary: 'your router: which one it is, and what to type in its menu',
  showSummary: 'which router it is, where its menu lies, and what to type there',
  statusSummary: 'what the router says: its outer address, and which ports it passes on',
  mapSummary: 'have the router pass the port on',
  unmapSummary: 'have the router stop passing on the port that jupyter-expose asked for',
  flags: {
    model: 'which router it is (see --list), instead of finding out',
    list: 'the routers that are known',
    offline: 'ask nobody: go by the addresses alone',
  },
  get examples(): Examples {
    return [
      [cmd('router show'), 'which router, and what to type there'],
      [cmd('router show', '--router-model', 'iptime', '--external-port', '8443'), ''],
    ];
  },
  asks: (gateway: string) =>
    `Asks your router at ${gateway} what it is (UPnP, and the first page of its menu).`,
  known: (brand: string) => `This looks like ${brand}.`,
  get unsure() {
    return `Which router it is, is not clear, so general words follow. For the words of yours: ${cmd('router show', '--router-model', 'NAME')}`;
  },
  perhaps: (brands: string) => `It may be: ${brands}.`,
  noModel: (text: string) => `There is no router called ${text} in the list.`,
  get noModelHint() {
    return `The names: ${cmd('router show', '--list')}`;
  },
  question: 'Which router is it?',
  questionLabel: 'Router',
  other: 'another one, or I do not know',
  password:
    'The menu asks for the router’s own password. If it is still the one it was sold with, change it first: whoever comes in through it owns your network.',
  menu: {
    router: 'Router',
    open: 'Its menu',
    or: ' or ',
    app: (name: string) => `the app ${name}`,
    goals: {
      portForward: 'Forward a port',
      ddns: 'DDNS',
      dhcpReservation: 'Keep the address',
      upnp: 'UPnP switch',
      remoteAdmin: 'Remote admin',
    },
    fields: [
      { name: 'name', value: '{{rule}}' },
      { name: 'inner address (this computer)', value: '{{lanIp}}' },
      { name: 'protocol', value: 'TCP' },
      { name: 'outer port', value: '{{externalPort}}' },
      { name: 'inner port', value: '{{internalPort}}' },
    ],
    reserve: (address: string, mac: string) => `always give ${address} to the device ${mac}`,
    unknownMac: 'of this computer',
    ddnsSuffix: (suffix: string) => `gives a name such as YOURNAME.${suffix}`,
    alt: (path: string) => `or ${path}`,
    mayDiffer: 'The menu names may differ on yours.',
    unverified: 'Not verified: the menu names may differ on yours.',
    orType: 'Or type',
    mind: 'Mind',
  },
  /** Port mappings: the answers of routers. */
  mapping: {
    stranger: (sender: string) =>
      `${sender} in your network says that it is a router, but it is not your gateway. It was not believed.`,
    doubts: {
      elsewhere:
        'The router’s answer named another host as the place of its description. It was not believed.',
      unreachable: 'The router answered UPnP, but its description could not be fetched.',
      'no-description': 'The router answered UPnP, but what it sent as its description is none.',
      'no-router': 'What answered UPnP at the gateway’s address is no router.',
    },
    silent: (gateway: string, words: string) => `The router at ${gateway} did not answer (${words}).`,
    get silentHint() {
      return `Is its UPnP switched on? Try again, or forward the port in its menu: ${cmd('router show')}`;
    },
    get byHand() {
      return `Forward the port in its menu: ${cmd('router show')}`;
    },
    refused: (port: number, said: string) => `The router refuses to pass port ${port} on (${said}).`,
    denied: (port: number) => `The router’s rules do not allow port ${port} to be passed on.`,
    deniedLow: 'Many refuse ports below 1024. Take a higher one: --external-port 8443',
    taken: (port: number) => `Port ${port} of the router is taken by another device.`,
    takenBy: (port: number, holder: string) => `Port ${port} of the router leads to ${holder} already.`,
    takenHint: 'It was left alone. Take another one: --external-port 8443',
    noWayOut:
      'The router itself has no public address, so it passes no port on: another router or the provider stands in front of it.',
    get noWayOutHint() {
      return `What works all the same: ${cmd('tunnel status')}`;
    },
    full: 'The router passes on as many ports as it can.',
    notKept: (port: number) => `The router said yes to port ${port}, but its list does not show it.`,
    unread: (port: number) => `The router does not tell whose port ${port} is, so it was left alone.`,
    get checkByHand() {
      return `Look in its menu, and take it away there if it is ours: ${cmd('router show')}`;
    },
  },
  /** The router in the wizard, and the commands router map, unmap, status. */
  forward: {
    label: 'Router',
    message: 'Shall your router pass a port on to this computer?',
    why: 'Without that nobody outside your house can reach Jupyter.',
    choices: {
      leave: (_gateway: string) => 'leave the router alone',
      manual: (_gateway: string) => 'by hand: say what to type',
      map: (gateway: string) => `ask it${gateway === '' ? '' : ` at ${gateway}`} (UPnP)`,
    },
    externalLabel: 'Port outside',
    externalMessage: 'Under which port shall the internet see it?',
    externalWhy: 'It stands in the address; many routers and providers refuse ports below 1024.',
    externalLow: (port: number) =>
      `Many routers and providers refuse port ${port}; if it does not work, take 8443.`,
    wrongType: 'This must be leave, manual or map.',
    notWith: (flag: string) =>
      `${flag} makes no sense while the router is left alone, or Jupyter is for this computer only.`,
    notWithHint: 'Add --router map or --router manual, or leave it out.',
    plainHttp:
      'Without TLS everybody on the way can read your password, and a port that is open to the world is tried by strangers within minutes. Better choose self-signed above.',
    flags: {
      router: 'leave, manual (says what to type), map (by UPnP)',
      externalPort: 'the port that the internet sees (the same as inside)',
      port: 'the port of this computer (the one of Jupyter)',
    },
    get examples(): Examples {
      return [
        [cmd('router map', '--external-port', '8443'), 'have the router pass port 8443 on'],
        [cmd('router status'), 'what does the router pass on?'],
        [cmd('router unmap'), 'take it away again'],
      ];
    },
    asks: (gateway: string) => `Asks your router at ${gateway} (UPnP, NAT-PMP, PCP).`,
    waiting: (gateway: string) => `Waiting for ${gateway}`,
    opens: (port: number) => `have the router pass port ${port} on`,
    closes: (port: number) => `have the router stop passing port ${port} on`,
    leftOpen: (external: number, internal: number) =>
      `The router still passes port ${external} on to port ${internal} of this computer. To take that away: ${cmd('router unmap')}`,
    noGateway: 'This computer has no router: it has no default route for IPv4.',
    noGatewayHint: 'Connect it to your network and try again.',
    get instead() {
      return `A forwarded port cannot work here. What does: ${cmd('tunnel status')}`;
    },
    get byHand() {
      return `Switch UPnP on in its menu, or forward the port there: ${cmd('router show')}`;
    },
    verdicts: {
      public: (address: string) => `The router has the public address ${address}.`,
      publicSeen: (address: string) =>
        `The router has the public address ${address}, and the internet sees the same.`,
      doubleNat: (address: string) =>
        `The router’s outer address ${address} is a private one: another router stands in front of it (often the provider’s box). A port must be forwarded on both, or the first box set to bridge mode.`,
      cgnat: (address: string) =>
        `The router’s outer address ${address} belongs to the provider (CGNAT): many customers share one public address, and nobody outside can reach yours.`,
      noAddress:
        'The router has no public address of its own: another router or the provider’s CGNAT stands in front of it, so nobody outside can reach it.',
      otherWay: (address: string, seenAs: string) =>
        `The router says ${address}, but the internet sees ${seenAs}: a VPN, a second line or CGNAT lies between, so a forwarded port would not be reached.`,
      addressUnknown:
        'The router does not tell its public address, so it is not known whether a forwarded port can be reached.',
      silent:
        'The router does not answer UPnP, NAT-PMP or PCP: they are switched off, or it has none of them.',
    },
    plainWarning: (port: number) =>
      `Jupyter on port ${port} speaks plain http: your password would cross the internet unencrypted.`,
    get plainFix() {
      return `Run ${cmd('init', '--tls', 'self-signed')} first.`;
    },
    plainConfirm: { label: 'Open plain http', message: 'Open it all the same?' },
    onlyHere: (port: number) =>
      `Jupyter is set to listen for this computer only, so port ${port} would lead to nobody.`,
    get onlyHereFix() {
      return `Run ${cmd('init')} first, and choose who may reach it.`;
    },
    confirm: {
      label: 'Ask the router',
      message: 'Have the router do this?',
      declined: 'Not confirmed. Nothing was changed.',
    },
    alreadySo: (external: number, internal: number) =>
      `The router passes port ${external} on to port ${internal} of this computer already. Nothing to change.`,
    mapped: (external: number, address: string, internal: number) =>
      `The router passes port ${external} on to ${address}:${internal} now.`,
    mappedCheck: 'The router’s own list shows it.',
    mappedUnread: 'Whether it holds cannot be asked over this protocol.',
    mappedGone: 'The router said yes, but its list does not show it.',
    get mappedGoneFix() {
      return `Try again, or forward the port in its menu: ${cmd('router show')}`;
    },
    url: 'From outside',
    get leaseHint() {
      return `A router forgets this when it restarts or the lease ends. To have it asked again by itself: ${cmd('schedule install')}`;
    },
    testHint:
      'Try the address on a phone with Wi-Fi switched off. From inside the house it often fails although it works.',
    nothingOurs: 'The router passes on no port that jupyter-expose asked for.',
    unmapped: (external: number) => `The router no longer passes port ${external} on.`,
    status: {
      router: 'Router',
      ways: 'It answers',
      outside: 'Outer address',
      ours: 'Ours',
      list: 'Passed on',
      none: 'nothing',
      unnamed: 'no name told',
      unlisted: 'this router has no list to read',
      entry: (external: number, address: string, internal: number, what: string) =>
        `${external} → ${address}:${internal}${what === '' ? '' : ` (${what})`}`,
      oursMark: 'ours',
      ignored: 'Not believed',
      ignoredText: (what: string) => what,
      oursNone: 'no port',
      oursGone: (external: number) => `port ${external} is missing in the router’s list; run ${cmd('renew')}`,
      oursStands: (external: number, internal: number) =>
        `port ${external} leads to port ${internal} of this computer`,
    },
    renewing: {
      moved: (address: string) =>
        `This computer no longer has the address ${address} that the router passes the port on to. Reserve the address in the router’s DHCP settings (${cmd('router show')}), or run ${cmd('router map')}`,
      willAsk: (gateway: string, port: number) =>
        `The router at ${gateway} will be asked whether it still passes port ${port} on.`,
      stands: (port: number) => `The router still passes port ${port} on.`,
      renewed: (port: number) => `The router was asked again to pass port ${port} on.`,
    },
    checks: {
      fine: 'What the router passes on leads to Jupyter.',
      otherPort: (external: number, internal: number, port: number) =>
        `The router passes port ${external} on to port ${internal} of this computer, but Jupyter is set to port ${port}.`,
      get otherPortFix() {
        return `Run ${cmd('router map')}`;
      },
      moved: (external: number, address: string) =>
        `The router passes port ${external} on to ${address}, an address that this computer no longer has.`,
      get movedFix() {
        return `Run ${cmd('router map')}, and reserve the address in the router (${cmd('router show')}).`;
      },
      unscheduled: (external: number) =>
        `Nothing asks the router again for port ${external}; after its restart the way is closed.`,
      get unscheduledFix() {
        return `Run ${cmd('schedule install')}`;
      },
      failing: (message: string) => `The last renewal of the port failed: ${message}`,
      get failingFix() {
        return `Run ${cmd('router status')}`;
      },
    },
  },
};
