/** The router: recognising it, and its menu. */
export const router = {
  summary: 'your router: which one it is, and what to type in its menu',
  showSummary: 'which router it is, where its menu lies, and what to type there',
  statusSummary: 'what the router says: its outer address, and which ports it passes on',
  mapSummary: 'have the router pass the port on',
  unmapSummary: 'no longer',
  flags: {
    model: 'which router it is (see --list), instead of finding out',
    list: 'the routers that are known',
    offline: 'ask nobody: go by the addresses alone',
  },
  examples: [
    ['jupyter-expose router show', 'which router, and what to type there'],
    ['jupyter-expose router show --router-model iptime --external-port 8443', ''],
  ] as readonly (readonly [string, string])[],
  asks: (gateway: string) =>
    `Asks your router at ${gateway} what it is (UPnP, and the first page of its menu).`,
  known: (brand: string) => `This looks like ${brand}.`,
  unsure:
    'Which router it is, is not clear. General words follow; with --router-model NAME they become those of yours.',
  perhaps: (brands: string) => `It may be: ${brands}.`,
  noModel: (text: string) => `There is no router called ${text} in the list.`,
  noModelHint: 'The names: jupyter-expose router show --list',
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
};
