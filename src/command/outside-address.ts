import { t } from '../messages/index.ts';
import { askPublicAddress, ECHO_SERVICES, hostsOf } from '../net/public-address.ts';
import { userAgent } from '../net/user-agent.ts';
import type { CommandContext } from '../output/output.ts';
import { wrappedTalk } from '../output/output.ts';
import { waiting } from '../output/spinner.ts';
import type { OutsideFlags } from './outside-flags.ts';

/**
 * The public IPv4 address, asked from services on the internet: only with --outside, which is the yes to it. Says whom it asks,
 * and what became of it where nobody told. Undefined: not asked, or not told.
 */
export async function seenFromOutside(
  context: CommandContext,
  { outside, echo = ECHO_SERVICES[4] }: OutsideFlags,
): Promise<string | undefined> {
  if (!outside) return undefined;
  const { say, warn } = await wrappedTalk(context);
  const s = t().ddns.address;
  say(t().ddns.asksOutside(hostsOf(echo)));
  const said = await context.interruptions.critical((signal) =>
    waiting(context, t().ddns.waiting(hostsOf(echo)), () =>
      askPublicAddress(4, echo, { network: context.network, userAgent: userAgent(), signal }),
    ),
  );
  if (said.kind === 'known') return said.address;
  const all = said.said
    .map((one) => `${one.host}: ${'address' in one ? one.address : one.trouble}`)
    .join(', ');
  warn(said.kind === 'differ' ? s.differ(all) : s.silent(all));
  return undefined;
}
