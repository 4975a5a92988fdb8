import { lanAddresses } from '../../net/addresses.ts';
import { effectiveSetting, isSet } from '../../situation/effective-setting.ts';
import type { Situation } from '../../situation/situation.ts';
import { jupyterPort } from './keys-file.ts';
import type { Sshd } from './sshd.ts';

/** The usual port needs no option. */
const USUAL_PORT = 22;

/** What another computer needs to reach Jupyter through SSH. */
export interface ClientLines {
  /** One command, the same on Linux, macOS and Windows. */
  readonly command: string;
  /** A block for ~/.ssh/config, after which `ssh NAME` is enough. */
  readonly config: readonly string[];
  /** What to open there while it runs. */
  readonly url: string;
  /** The fields of an app on a phone. */
  readonly fields: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly forward: string;
  };
}

/** The alias in ~/.ssh/config. */
const ALIAS = 'jupyter';

/** The lines for a client. The host is the public name if there is one, else the address in this network. */
export async function clientLines(situation: Situation, sshd: Sshd): Promise<ClientLines> {
  const [port, user, addresses, { value: certfile }, last] = await Promise.all([
    jupyterPort(situation),
    situation.get('user'),
    situation.get('addresses'),
    effectiveSetting(situation, 'certfile'),
    situation.get('lastAnswers'),
  ]);
  const { domain } = last?.answers ?? {};
  const host = isSet(domain) ? domain : (lanAddresses(addresses)[0] ?? user.hostName);
  const forward = `${port}:127.0.0.1:${port}`;
  const at = sshd.port === USUAL_PORT ? '' : `-p ${sshd.port} `;
  return {
    command: `ssh -N -o ExitOnForwardFailure=yes ${at}-L ${forward} ${user.name}@${host}`,
    config: [
      `Host ${ALIAS}`,
      `  HostName ${host}`,
      `  Port ${sshd.port}`,
      `  User ${user.name}`,
      `  LocalForward ${port} 127.0.0.1:${port}`,
      '  ExitOnForwardFailure yes',
      '  ServerAliveInterval 30',
    ],
    url: `${isSet(certfile) ? 'https' : 'http'}://localhost:${port}/`,
    fields: { host, port: sshd.port, user: user.name, forward },
  };
}
