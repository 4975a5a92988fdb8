import { t } from '../messages/index.ts';
import { askPublicAddress, ECHO_SERVICES, hostsOf } from '../net/public-address.ts';
import { userAgent } from '../net/user-agent.ts';
import type { CommandContext } from '../output/output.ts';
import type { OutsideFlags } from './outside-flags.ts';

/**
 * The public IPv4 address as reported by services on the internet, queried only with --outside, which is the consent.
 * Announces the services, and warns if none answers. Undefined: not queried, or no answer.
 */
export async function seenFromOutside(
  { network, output, interruptions }: CommandContext,
  { outside, echo = ECHO_SERVICES[4] }: OutsideFlags,
): Promise<string | undefined> {
  if (!outside) return undefined;
  const s = t().ddns.address;
  output.print(t().ddns.asksOutside(hostsOf(echo)));
  const answer = await interruptions.abortable((signal) =>
    output.wait(t().ddns.waiting(hostsOf(echo)), () =>
      askPublicAddress(4, echo, { network, userAgent: userAgent(), signal }),
    ),
  );
  if (answer.kind === 'known') return answer.address;
  const all = answer.answers
    .map((one) => `${one.host}: ${'address' in one ? one.address : one.problem}`)
    .join(', ');
  output.warn(answer.kind === 'differ' ? s.differ(all) : s.silent(all));
  return undefined;
}
