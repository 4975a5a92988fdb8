import { openClient } from '../../jupyter/client/open.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { waiting } from '../../output/waiting.ts';
import type { Finding } from '../../situation/finding.ts';

/** Does Jupyter's own door open under the tunnel's name? Asks through the tunnel, as anybody outside would. */
export async function tryTunnel(context: CommandContext, url: string): Promise<Finding> {
  const s = t().tunnel;
  const id = 'tunnel-reached';
  const client = openClient({ url });
  try {
    const reply = await waiting(context, s.trying(url), () => client.request('GET', 'login'));
    if ('trouble' in reply)
      return { id, status: 'unknown', message: s.notReached(url, reply.trouble.text), fix: s.notReachedFix };
    const { status, text } = reply.value;
    const isJupyter = /jupyter/i.test(text) || status === 302;
    if (status === 403 || /allow_remote_access|local_hostnames/.test(text))
      return { id, status: 'warn', message: s.refusesName, fix: s.refusesNameFix };
    return status < 400 && isJupyter
      ? { id, status: 'ok', message: s.reached(url) }
      : { id, status: 'unknown', message: s.otherAnswer(url, status), fix: s.notReachedFix };
  } finally {
    client.close();
  }
}
