import { cmd, glued } from '../command-line.ts';

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
  portBlocked: (port: number) => `No browser opens a page at port ${port}: it belongs to another protocol.`,
  portBlockedHint: 'Take another port, for example 8888.',
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
  get plainHttpFix() {
    return `Set up TLS (${cmd('init', '--tls', 'self-signed')}); without it use Jupyter only through a VPN or an SSH tunnel.`;
  },
  root: 'This runs as root, and so would every notebook.',
  rootFix: 'Use an ordinary user for Jupyter; as root it starts only with --allow-root.',
  /** The doctor's checks. */
  checks: {
    ipFine: 'Jupyter can listen on the configured address.',
    foreign: (ip: string, present: string) =>
      `This computer does not have the address ${ip}, so Jupyter stops at its start with "Cannot assign requested address". ${present === '' ? 'It has no address in a network at the moment.' : `It has ${present}.`}`,
    foreignFix: (one: string | undefined) =>
      `${one === undefined ? "Listen on '*' (every address)" : `Listen on ${one}, or on '*' (every address)`}; a router can be told to give this computer always the same address.`,
    hostsFix: (name: string) =>
      `Correct the line for ${name} in /etc/hosts, or configure an address instead of the name.`,
    localhostFix: (wrong: string) =>
      `localhost must lead to 127.0.0.1: ${glued(`sudo sed -i 's/^${wrong}/127.0.0.1/' /etc/hosts`)}`,
    unresolvable: (name: string) =>
      `'${name}' is neither an address nor a name that can be found, so Jupyter stops at its start with "Name or service not known".`,
    unresolvableFix:
      "Set ip to '*' (every address), 'localhost' (this computer only), or one address such as 192.168.0.3.",
    nameUnanswered: (name: string) =>
      `The address is given by the name '${name}', and no answer came in time to the question where it leads.`,
    resolverAway: 'The name server of this network does not answer at the moment.',
    nameFine: (name: string, addresses: string) =>
      `'${name}' leads to ${addresses}, so Jupyter listens there and other devices reach it; http://localhost does not.`,
    nameOfLoopback: (name: string, addresses: string) =>
      `'${name}' leads to ${addresses} on this computer, so Jupyter listens on that address only: no other device reaches it, nor does anything that opens another address of this computer.`,
    nameInHosts: (place: string, line: string) => `That stands in ${place}: ${glued(line)}`,
    nameOfLoopbackFix:
      "Set ip to '*' if other devices should reach Jupyter, or to 'localhost' if only this computer should.",
    ipv6Only:
      "With the address '::' Jupyter listens on IPv6 only: devices and URLs with an IPv4 address, such as http://127.0.0.1, do not reach it.",
    ipv6OnlyFix: "Set ip to '*': that is every address, of IPv4 and IPv6.",
    rangeFine: 'The port is a number from 1 to 65535.',
    outOfRange: (port: number, real: number | undefined) =>
      real === undefined
        ? `${port} is no port, so Jupyter ends at its start.`
        : real === 0
          ? `${port} is no port: Jupyter prints it in its URL, but listens on any port that is free.`
          : `${port} is no port: Jupyter prints it in its URL, but listens on ${real}.`,
    outOfRangeFix: 'Set a port from 1 to 65535, for example 8888.',
    random:
      'With port 0 Jupyter takes another port at each start, which no bookmark and no port forwarding can name.',
    variable: (name: string, text: string) =>
      text.startsWith('tcp://')
        ? `The environment variable ${name} is ${text}, as Kubernetes sets it for a service called jupyter. Jupyter takes it for a number and ends at its start.`
        : `The environment variable ${name} is '${text}'. Jupyter takes it for a number and ends at its start.`,
    variableFix: (name: string, trait: string) =>
      `Set ${trait} in the config file: then Jupyter does not look at the variable. Or take it out where Jupyter is started: ${glued(`unset ${name}`)}`,
    socketFine: 'Jupyter listens on the network.',
    socket: (path: string) =>
      `Jupyter listens on the file ${path} (a Unix socket) and on no port, so no browser reaches it.`,
    socketAndPort: (path: string, port: number) =>
      `Jupyter is told to listen on the file ${path} (a Unix socket) and on port ${port}, and does not start with both.`,
    socketFix: (key: string) => `Take ${key} out.`,
    retriesNegative: (retries: number) =>
      `With ${glued(`port_retries = ${retries}`)} Jupyter tries no port at all, so it does not start.`,
    retriesNegativeFix: `Set ${glued('port_retries = 0')}`,
    starCrash: (version: string) =>
      `${version} looks the address '*' up as a name and stops at its start with "Name or service not known".`,
    starCrashFix: (ip: string, remote: string) =>
      `Set ${glued(`${ip} = '0.0.0.0'`)} and ${glued(`${remote} = True`)}: that means the same.`,
    reachFine: 'Jupyter listens where the last set-up wanted it to.',
    loopbackOnly: (ip: string, wanted: string) =>
      `The last set-up let other devices in (${wanted}), but now Jupyter listens on ${ip} only, which no other device reaches.`,
    get loopbackOnlyFix() {
      return `Set the address back, or run ${cmd('init')} again and answer localhost if it shall stay so.`;
    },
    portFine: 'Jupyter gets the configured port.',
    portNotSeen: 'Who holds the port cannot be seen on this system.',
    privileged: (port: number) =>
      `Only root may use port ${port} (ports below 1024), so Jupyter cannot listen on it: "Permission to listen on port ${port} denied".`,
    privilegedFix: (port: number) =>
      `Take a port from 1024 to 65535, for example 8888, and let the router or a proxy forward ${port} to it.`,
    blocked: (port: number) => `No browser opens a page at port ${port} (“ERR_UNSAFE_PORT”).`,
    blockedWhy:
      'Browsers keep certain ports for other protocols, such as mail, X11 and chat, and refuse them.',
    get blockedFix() {
      return `Take another port: ${cmd('init', '--port', '8888')}`;
    },
    stale: (pid: number, port: number) =>
      `Another Jupyter of yours (process ${pid}) still holds port ${port}; until it ends, the one that is configured here cannot use it.`,
    staleMoved: (pid: number, port: number, newer: number, at: number) =>
      `An older Jupyter (process ${pid}) still holds port ${port}, so the newer one (process ${newer}) went to port ${at}. Whoever opens ${port} meets the old one.`,
    staleFix: (pid: number) => `End the old one (${glued(`kill ${pid}`)}), then start Jupyter again.`,
    moved: (pid: number, at: number, port: number, who: string | undefined) =>
      who === undefined
        ? `Jupyter (process ${pid}) serves on port ${at} instead of ${port}: another program had that port when it started.`
        : `Jupyter (process ${pid}) serves on port ${at} instead of ${port}, because ${who} has that port.`,
    movedFix: (port: number, who: string | undefined) =>
      who === undefined
        ? `Start Jupyter again: port ${port} is free now.`
        : `End ${who} or choose another port, then start Jupyter again.`,
    held: (port: number, who: string) => `Port ${port} is in use by ${who}, so Jupyter cannot start.`,
    heldMoves: (port: number, who: string) =>
      `Port ${port} is in use by ${who}, so Jupyter would start on another port without a word.`,
    heldFix: 'End that program or choose another port.',
    retriesFine: 'Jupyter stays on its port or does not start.',
    retries: (port: number) =>
      `When port ${port} is taken, Jupyter moves to another one without a word, where no router forwards anything.`,
    retriesFix: `Set ${glued('port_retries = 0')}: then Jupyter says that the port is taken.`,
  },
};
