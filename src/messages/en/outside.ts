/** What is seen from the internet: doctor --outside, the picture of the path. */
export const outside = {
  picture: 'The path',
  hops: {
    internet: 'the internet',
    tryIt: 'only a try from outside proves it: a phone with Wi-Fi switched off',
    publicAddress: 'your public address',
    notAsked: 'not asked for yet (jupyter-expose router status)',
    routerSays: 'the router says that this is its address',
    router: (address: string) => `the router ${address}`,
    passesOn: (port: number) => `passes port ${port} on`,
    byHand: (port: number) => `you forward port ${port} in its menu, see below`,
    notPassed: 'passes nothing on yet (jupyter-expose router map, or router show)',
    computer: (place: string) => `this computer ${place}`,
    noFirewall: 'no firewall here',
    firewallLets: 'the firewall lets it in',
    firewallLan:
      'the firewall lets in devices of your network only (jupyter-expose firewall open --everywhere)',
    firewallDenies: 'the firewall keeps it out (jupyter-expose firewall open)',
    firewallUnknown: 'whether a firewall keeps it out is not known (jupyter-expose firewall status)',
    jupyterHttps: 'Jupyter (https)',
    jupyterHttp: 'Jupyter (http)',
    seeAbove: 'see above',
    tried: 'was started and tried',
    startIt: 'set up; start it',
  },
  changeByHand: (before: string, after: string) =>
    `In the router’s menu, change the rule: ${before} becomes ${after}.`,
  whatToType: 'What to type in the router’s menu',
};
