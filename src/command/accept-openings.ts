import { findOpenings } from '../checks/access/close-doors.ts';
import type { Opening } from '../checks/access/doors.ts';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/output.ts';
import type { Resolver } from '../prompt/resolver.ts';
import type { Situation } from '../situation/situation.ts';
import { withResolver } from './confirm.ts';

/** The flag of every command that opens something. */
export interface AcceptFlags {
  /** Ids of ways in that stay open. */
  readonly accept?: readonly string[];
}

/**
 * Asks for a yes to each way in that stays open. Throws ExposeError('environment') with the first one that gets none:
 * without a person, or after a no. `--yes` is no yes to it; `--accept ID` is.
 */
export async function requireAccepted(
  context: CommandContext,
  openings: readonly Opening[],
  { accept = [] }: AcceptFlags,
  resolver?: Resolver,
): Promise<void> {
  const asked = openings.filter(({ id }) => !accept.includes(id));
  if (asked.length === 0) return;
  if (resolver === undefined)
    return withResolver(context, (own) => requireAccepted(context, asked, { accept }, own));
  const m = t().access.doors;
  for (const { id, setting, words } of asked) {
    const message = m.at(setting.where, words.message);
    if (resolver.canAsk) {
      context.output.warn(message);
      if (await resolver.isCertain(m.leaveSo)) continue;
    }
    throw new ExposeError('environment', message, m.refusedHint(words.fix ?? '', id));
  }
}

/** The same before something lets others in: the firewall, the router, a tunnel. */
export async function requireNobodyElse(
  context: CommandContext,
  situation: Situation,
  flags: AcceptFlags,
): Promise<void> {
  const openings = await findOpenings(situation, {}, { exposed: true });
  await requireAccepted(
    context,
    openings.filter(({ status }) => status !== 'remark'),
    flags,
  );
}
