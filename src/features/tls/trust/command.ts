import { recoverFirst } from '../../../command/change-command.ts';
import { refuseSudo } from '../../../command/refuse-sudo.ts';
import { t } from '../../../messages/index.ts';
import type { CommandContext } from '../../../output/context.ts';
import { Situation } from '../../../situation/situation.ts';
import { readOwnAuthority } from './authority.ts';
import type { TrustFlags, TrustWork } from './flags.ts';

/** `cert trust`: this computer's stores; `--export DIR` and `--serve`: other devices. */
export async function certTrust(
  context: CommandContext,
  _args: string[],
  flags: TrustFlags,
): Promise<number> {
  const { system, talk } = context;
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  const { hostName } = await situation.get('person');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const authority = await readOwnAuthority(system, exposeDir);
  const work: TrustWork = { context, flags, authority, exposeDir, hostName };
  talk.say(t().trust.authority(authority.path));
  talk.say(t().trust.fingerprint(authority.fingerprint256));
  if (flags.serve) return (await import('./share.ts')).serveAuthority(work);
  if (flags.export !== undefined) return (await import('./cert-trust-export.ts')).exportAuthority(work);
  return (await import('./cert-trust-stores.ts')).trustInStores(work);
}
