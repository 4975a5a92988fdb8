import { cmd, type Examples, glued } from '../command-line.ts';

/** The feature ssh: a key that opens Jupyter's port and nothing else. */
export const ssh = {
  summary: 'let yourself in through SSH, and nobody else',
  showSummary: 'say what to type on the other device',
  addSummary: 'let a key open the port of Jupyter, and nothing else',
  removeSummary: 'take keys away that were added here',
  statusSummary: 'the SSH server of this computer, and what the keys open',
  flags: {
    key: 'the public key of the other device: FILE.pub, or - for standard input',
    only: 'only the keys in this file',
    authorizedKeys: 'another file than ~/.ssh/authorized_keys',
    sshdPort: 'the port of the SSH server',
    initKey: 'a public key that may come in through SSH',
  },
  get examples(): Examples {
    return [
      [cmd('ssh add-key', 'laptop.pub'), 'a key that you copied here'],
      [cmd('ssh add-key', '-'), 'paste it, then Ctrl-D'],
    ];
  },
  question: {
    label: 'SSH key',
    message: 'Which public key may come in through SSH?',
    wrongType: 'The SSH key must be the path of a file, as text.',
  },
  key: {
    noName: 'Which key? Name the file with the public key.',
    none: (origin: string) => `${origin} holds no key.`,
    get noneHint() {
      return 'On the other device, “ssh-keygen -t ed25519” makes a key; its public half lies in ~/.ssh/id_ed25519.pub.';
    },
    notAKey: (origin: string) => `${origin} holds a line that is no public key of OpenSSH.`,
    private: (origin: string) => `${origin} is a private key. It must stay on the device that uses it.`,
    privateHint: 'Give the public half: the file beside it that ends in .pub.',
    short: (origin: string, bits: number) =>
      `The RSA key in ${origin} has ${bits} bits only. OpenSSH refuses keys below 2048.`,
    shortHint: 'Make a new one on that device: ssh-keygen -t ed25519',
    wider: (file: string) =>
      `This key may already do more than open Jupyter: it has a line of its own in ${file}.`,
    widerHint:
      'It can be used as it is. For a key that opens Jupyter only, make another one: ssh-keygen -t ed25519 -f ~/.ssh/jupyter',
  },
  opens: (port: number) =>
    `The key opens port ${port} of this computer, and nothing else: no shell, no files.`,
  confirmAdd: {
    label: 'Let the key in',
    message: 'Let this key in?',
    declined: 'Not confirmed. Nothing was changed.',
  },
  confirmRemove: {
    label: 'Take the keys away',
    message: 'Take these keys away?',
    declined: 'Not confirmed. Nothing was changed.',
  },
  alreadySo: 'The key is there already. Nothing was changed.',
  added: (command: string) => `The key may come in. What to type on the other device: ${command}`,
  removed: 'The keys are gone. A connection that stands goes on until it ends.',
  nothing: (file: string) => `There is no key of jupyter-expose in ${file}.`,
  next: 'Through SSH',
  show: {
    command: 'On the other device (Linux, macOS, Windows), in a terminal that stays open:',
    thenOpen: 'Then open there:',
    config: 'Or once in ~/.ssh/config there; after that, “ssh -N jupyter” is enough:',
    phone: 'In an app on a phone (Termius, Blink, …), a local forwarding with:',
    taken: 'If the port is taken there, change the first of the two numbers, in the URL as well.',
    fields: { host: 'Host', port: 'Port', user: 'User', forward: 'Forward' },
  },
  status: {
    runs: (port: number) => `An SSH server listens at port ${port}.`,
    silent: (port: number) => `No SSH server listens at port ${port}.`,
    key: (fingerprint: string, comment: string, ports: string) =>
      `${fingerprint} (${comment}) opens port ${ports}`,
    noKey: (command: string) => `No key was added yet: ${command}`,
  },
  checks: {
    fine: 'SSH lets the keys in, and they open only Jupyter.',
    silent: (port: number) => `No SSH server listens at port ${port} of this computer.`,
    get silentFix() {
      const debian = glued('sudo apt install openssh-server');
      const fedora = glued('sudo dnf install openssh-server && sudo systemctl enable --now sshd');
      return `Install and start one: ${debian} (Debian, Ubuntu), ${fedora} (Fedora), System Settings > Sharing > Remote Login (macOS).`;
    },
    hereOnly: (port: number) => `The SSH server listens at port ${port} for this computer only.`,
    hereOnlyFix: 'Take ListenAddress out of /etc/ssh/sshd_config, and restart the SSH server.',
    forbidden: (setting: string) => `The SSH server lets no key open a port: ${setting}.`,
    forbiddenFix: 'Change that in /etc/ssh/sshd_config, and restart the SSH server.',
    wide: (key: string) => `The key ${key} was added for Jupyter, but its line lets it do more.`,
    wideFix: (command: string) => `Add it again, which restores the line: ${command}`,
    otherPort: (key: string, ports: string, port: number) =>
      `The key ${key} opens port ${ports}, but Jupyter is set to ${port}.`,
    noKey: 'You wanted to come in through SSH, and no key was added yet.',
    noKeyFix: (command: string) => `Add the public key of the other device: ${command}`,
    writable: (file: string) =>
      `Others may write ${file} or a directory above it, so the SSH server ignores it.`,
    writableFix: (file: string) => `See who owns it: ${glued(`ls -ld ${file}`)}`,
  },
};
