import { ExposeError } from '../../errors.ts';
import { formatOf } from '../../jupyter/settings/config-file.ts';
import { keyOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { parseBrowserPort, parsePort } from '../../net/parse-port.ts';
import type { Change } from '../../plan/change.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { effectiveSetting, isSet } from '../../situation/effective-setting.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import type { Situation } from '../../situation/situation.ts';
import type { TunnelFlags } from './flags.ts';
import type { TunnelTarget } from './tunnels.ts';

/** Where Jupyter listens if it is started with the current settings. */
export async function tunnelTarget(situation: Situation, flags: TunnelFlags): Promise<TunnelTarget> {
  const [port, certfile] = await Promise.all([
    effectiveSetting(situation, 'port'),
    effectiveSetting(situation, 'certfile'),
  ]);
  const { remote, remotePort } = flags;
  if (remote !== undefined && !/^(?!-)[\w.-]+(?:@[\w.:-]+)?$/.test(remote))
    throw new ExposeError('answer', t().tunnel.badRemote(remote), t().tunnel.badRemoteHint);
  return {
    port: flags.port === undefined ? Number(port.value) : parsePort(flags.port),
    secure: isSet(certfile.value),
    ...(remote !== undefined && { remote }),
    ...(remotePort !== undefined && { remotePort: parseBrowserPort(remotePort) }),
  };
}

/**
 * The settings that make Jupyter answer under the tunnel's name: if it listens on loopback only, it refuses all other
 * names. Empty if it already accepts every name.
 */
export async function hostSettings(situation: Situation, name: string): Promise<Change[]> {
  const [ip, remote, names] = await Promise.all([
    effectiveSetting(situation, 'ip'),
    effectiveSetting(situation, 'allow_remote_access'),
    effectiveSetting(situation, 'local_hostnames'),
  ]);
  if (remote.value === true || !(await listensHereOnly(situation, ip.value ?? 'localhost'))) return [];
  const known = Array.isArray(names.value)
    ? names.value.filter((one) => typeof one === 'string')
    : ['localhost'];
  const key = keyOf(await situation.get('target'), 'local_hostnames');
  if (key === undefined || known.includes(name)) return [];
  const { path } = await situation.get('configFile');
  const value: PythonValue = [...known, name];
  const format = formatOf(path);
  return [{ kind: 'edit-settings', path, format, settings: { [key]: value }, secret: [] }];
}
