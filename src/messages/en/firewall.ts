import { cmd, glued } from '../command-line.ts';

/** The firewall of this computer: the command, its step, its checks. */
export const firewall = {
  summary: 'the firewall of this computer',
  statusSummary: 'is there a firewall, and does it let the port in?',
  openSummary: 'let the port in',
  closeSummary: 'take our own rule away again',
  flags: {
    port: 'the port (default: the one that Jupyter listens on)',
    lan: 'for devices in the same network (default)',
    everywhere: 'for everybody: needed for access from the internet',
    firewall: 'let the port in: leave, lan, everywhere',
  },
  names: {
    ufw: 'ufw',
    firewalld: 'firewalld',
    nftables: 'nftables',
    iptables: 'iptables',
    oracle: 'iptables of the Oracle Cloud image',
    windows: 'Windows Defender Firewall',
    macos: 'the macOS application firewall',
    'wsl-nat': 'Windows around WSL (NAT)',
    'wsl-mirrored': 'Windows around WSL (mirrored network)',
    container: 'the host of this container',
  },
  titles: {
    lan: (port: number, name: string) => `let port ${port} in from the own network (${name})`,
    everywhere: (port: number, name: string) => `let port ${port} in from everywhere (${name})`,
    close: (port: number, name: string) => `take the rule of jupyter-expose for port ${port} away (${name})`,
  },
  status: {
    none: 'No firewall is active on this computer.',
    unknown: 'Only root may see the firewall of this computer, so whether one is active is unknown.',
    active: (name: string) => `The firewall of this computer is on: ${name}.`,
    maybe: (name: string) =>
      `What decides who gets in is ${name}; whether it is on cannot be seen from here.`,
    yes: (port: number) => `It lets port ${port} in from everywhere.`,
    lan: (port: number) => `It lets port ${port} in from the own network only.`,
    no: (port: number) => `It does not let port ${port} in.`,
    unknownToRoot: 'No firewall can be seen from here, so whether one is active is unknown.',
    cannotTellRoot: (port: number) => `Whether it lets port ${port} in cannot be seen from here.`,
    cannotTell: (port: number) => `Whether it lets port ${port} in cannot be seen without root.`,
    ours: (port: number, scope: string) => `jupyter-expose made a rule for port ${port} (${scope}).`,
    noneOfOurs: 'jupyter-expose made no rule.',
    get toOpen() {
      return `To let devices of the same network in (or: ${cmd('firewall open')}):`;
    },
  },
  scopes: { lan: 'the own network', everywhere: 'everywhere' },
  noSubnet: 'This computer is in no private network, so there is no “own network” to let in.',
  noSubnetHint: 'To let everybody in, choose everywhere (--everywhere, --firewall everywhere).',
  nothingToOpen: 'No firewall is active on this computer, so there is nothing to open.',
  unknownToOpen: 'Only root may see which firewall this computer has, so no rule can be made.',
  unknownToOpenHint: (lines: string) =>
    `Let sudo work without a question first (${glued('sudo -v')}) and run this again, or look at it yourself: ${glued(lines)}`,
  whyRoot:
    'Only root may change the rules of a firewall. sudo asks for your password; jupyter-expose never sees it.',
  notVerified: 'These commands come from the manuals; they were not tried on a system like this one.',
  forgets: (keep: string) => `This rule is gone after a restart of the computer. To keep it: ${keep}`,
  perProgram: 'This firewall lets in a program, from everywhere: it knows neither ports nor networks.',
  alreadyOpen: (port: number) => `Port ${port} is let in already. Nothing to change.`,
  opened: (port: number) => `Port ${port} is let in now. To take it back: ${cmd('firewall close')}`,
  closed: (port: number) => `The rule for port ${port} is gone.`,
  nothingOfOurs: 'jupyter-expose made no firewall rule, so there is none to take away.',
  question: {
    label: 'Firewall',
    message: 'Shall the firewall of this computer let the port in?',
    why: 'Without that, other devices may not get to Jupyter at all.',
    choices: {
      leave: 'leave: change nothing',
      lan: 'lan: devices in the same network only',
      everywhere: 'everywhere: also from the internet, through the router',
    },
    wrongType: 'Choose one of: leave, lan, everywhere.',
  },
  loopback: 'Jupyter listens for this computer only, so no firewall rule is needed.',
  loopbackHint: 'Leave --firewall out, or give --ip an address that others reach.',
  container: 'In a container no rule of ours would count: the host decides who gets in.',
  byHandTitle: 'Type this in a PowerShell of an administrator on Windows:',
  byHand: (lines: string) => `Type this in a PowerShell of an administrator on Windows: ${lines}`,
  checks: {
    fine: 'The firewall of this computer lets the port in.',
    none: 'No firewall is active on this computer.',
    closed: (name: string, port: number) =>
      `The firewall of this computer (${name}) does not let port ${port} in, so no other device gets to Jupyter.`,
    unseen: (name: string, port: number) =>
      `A firewall is on (${name}); whether it lets port ${port} in, only root can see.`,
    closedFix: (line: string) =>
      `Let devices of the same network in: ${glued(line)} (or: ${cmd('firewall open')})`,
    loopbackFine: 'This computer can connect to itself.',
    loopback:
      'The firewall drops connections of this computer to itself: the page of Jupyter may open, but no kernel ever connects.',
    loopbackRule: (name: string) => `The rule is in ${name}; loopback (lo) has no rule that allows it.`,
    loopbackFix: (line: string) => `Allow loopback: ${glued(line)}`,
    loopbackFixEither: (lines: readonly string[]) =>
      `Allow loopback: ${lines.map(glued).join(' or ')} (only root can see which of them has the rule).`,
    gone: (port: number) => `The firewall rule that jupyter-expose made for port ${port} is gone.`,
    get goneFix() {
      return `Make it again: ${cmd('firewall open')}`;
    },
    oracle: (port: number) =>
      `This image of Oracle Cloud refuses everything but port 22 by its own iptables rules, also port ${port}; ufw changes nothing there.`,
    get oracleFix() {
      return `Run ${cmd('firewall open')}, and add an ingress rule for the port to the network (VCN) in the Oracle console.`;
    },
    docker: (port: number) =>
      `In a container the firewall of the host does not count: a published port (${glued(`-p ${port}:${port}`)}) passes by ufw. To keep others out, publish it as 127.0.0.1:${port}:${port}.`,
  },
  confirmOpen: {
    label: 'Open the firewall',
    message: 'Do this?',
    declined: 'Not confirmed. Nothing was changed.',
  },
  confirmClose: {
    label: 'Close the firewall',
    message: 'Do this?',
    declined: 'Not confirmed. Nothing was changed.',
  },
};
