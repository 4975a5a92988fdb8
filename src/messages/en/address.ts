/** The step `address`: ip, port, open_browser. */
export const address = {
  ipLabel: 'Address',
  ipMessage: 'Which address should Jupyter listen on?',
  ipWhy: '* lets in every device that can reach this computer, localhost only this one.',
  ipEmpty: 'The address is empty.',
  ipName: (text: string) => `'${text}' is a name, not an address of this computer.`,
  ipForeign: (text: string) =>
    `${text} is not an address of this computer, so Jupyter could not listen on it (a router's or a public address belongs to the router).`,
  ipHint:
    "Answer * (every address), localhost (this computer only), or one of this computer's own addresses.",
  ipFixed: (ip: string) =>
    `If the router gives this computer another address one day, Jupyter will not start on ${ip}. '*' has no such trouble.`,
  portLabel: 'Port',
  portMessage: 'Which port?',
  portWhy: 'The number after the colon in the URL; the router will need the same one.',
  portInvalid: (text: string) => `'${text}' is not a port.`,
  portHint: 'A port is a whole number from 1 to 65535, for example 8888.',
  portLow: (port: number) =>
    `Ports below 1024 belong to root: as an ordinary user Jupyter will not get ${port}. The router can forward ${port} to a higher one.`,
  portBusy: (port: number, who: string) =>
    `Port ${port} is in use right now by ${who}. Jupyter will not start on it until that has ended.`,
  someProcess: 'another process',
  process: (name: string, pid: number) => `${name} (process ${pid})`,
  browserLabel: 'Open a browser',
  browserMessage: 'Open a browser on this computer when Jupyter starts?',
  browserWhy: 'No is right for a computer that you use from elsewhere.',
  yes: 'yes',
  no: 'no',
  wrongType: (value: string) => `${value} has the wrong type.`,
  plainHttp: 'Other devices reach Jupyter over plain http: whoever is in between can read the password.',
  plainHttpFix:
    'Until TLS is set up, stay inside your own network, or come in through a VPN or an SSH tunnel.',
  root: 'This runs as root, and so would every notebook.',
  rootFix: 'Use an ordinary user for Jupyter; as root it starts only with --allow-root.',
};
