/** Port mappings: what routers answer. */
export const mapping = {
  stranger: (sender: string) =>
    `${sender} in your network says that it is a router, but it is not your gateway. It was not believed.`,
  doubts: {
    elsewhere: 'The router’s answer named another host as the place of its description. It was not believed.',
    unreachable: 'The router answered UPnP, but its description could not be fetched.',
    'no-description': 'The router answered UPnP, but what it sent as its description is none.',
    'no-router': 'What answered UPnP at the gateway’s address is no router.',
  },
  silent: (gateway: string, words: string) => `The router at ${gateway} did not answer (${words}).`,
  silentHint:
    'Is its UPnP switched on? Try again, or forward the port in its menu: jupyter-expose router show',
  byHand: 'Forward the port in its menu: jupyter-expose router show',
  refused: (port: number, said: string) => `The router refuses to pass port ${port} on (${said}).`,
  denied: (port: number) => `The router’s rules do not allow port ${port} to be passed on.`,
  deniedLow: 'Many refuse ports below 1024. Take a higher one: --external-port 8443',
  taken: (port: number) => `Port ${port} of the router is taken by another device.`,
  takenBy: (port: number, holder: string) => `Port ${port} of the router leads to ${holder} already.`,
  takenHint: 'It was left alone. Take another one: --external-port 8443',
  noWayOut:
    'The router itself has no public address, so it passes no port on: another router or the provider stands in front of it.',
  noWayOutHint: 'What works all the same: jupyter-expose tunnel status',
  full: 'The router passes on as many ports as it can.',
  notKept: (port: number) => `The router said yes to port ${port}, but its list does not show it.`,
  unread: (port: number) => `The router does not tell whose port ${port} is, so it was left alone.`,
  lookByHand: 'Look in its menu, and take it away there if it is ours: jupyter-expose router show',
};
