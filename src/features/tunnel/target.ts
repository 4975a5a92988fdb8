import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { parsePort } from '../../net/port.ts';
import { inForce } from '../../situation/setting.ts';
import type { Situation } from '../../situation/situation.ts';
import type { TunnelFlags } from './flags.ts';
import type { TunnelTarget } from './tunnels.ts';

/** Where Jupyter will be when it is started with what is set now. */
export async function tunnelTarget(situation: Situation, flags: TunnelFlags): Promise<TunnelTarget> {
  const [port, certfile] = await Promise.all([inForce(situation, 'port'), inForce(situation, 'certfile')]);
  const { remote, remotePort } = flags;
  if (remote !== undefined && !/^(?!-)[\w.-]+(?:@[\w.:-]+)?$/.test(remote))
    throw new ExposeError('answer', t().tunnel.badRemote(remote), t().tunnel.badRemoteHint);
  return {
    port: flags.port === undefined ? Number(port.value) : parsePort(flags.port),
    secure: typeof certfile.value === 'string' && certfile.value !== '',
    ...(remote !== undefined && { remote }),
    ...(remotePort !== undefined && { remotePort: parsePort(remotePort) }),
  };
}
