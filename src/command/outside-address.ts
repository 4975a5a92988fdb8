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
  { network, talk, interruptions }: CommandContext,
  { outside, echo = ECHO_SERVICES[4] }: OutsideFlags,
): Promise<string | undefined> {
  if (!outside) return undefined;
  const s = t().ddns.address;
  talk.say(t().ddns.asksOutside(hostsOf(echo)));
  const said = await interruptions.critical((signal) =>
    talk.wait(t().ddns.waiting(hostsOf(echo)), () =>
      askPublicAddress(4, echo, { network, userAgent: userAgent(), signal }),
    ),
  );
  if (said.kind === 'known') return said.address;
  const all = said.said
    .map((one) => `${one.host}: ${'address' in one ? one.address : one.trouble}`)
    .join(', ');
  talk.warn(said.kind === 'differ' ? s.differ(all) : s.silent(all));
  return undefined;
}
