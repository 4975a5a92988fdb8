import { ExposeError } from '../errors.ts';
import { readTerminal } from '../system/terminal.ts';
import type { Confirmation } from '../wizard/asker.ts';
import { openAsker } from '../wizard/open-asker.ts';
import { createResolver } from '../wizard/resolve.ts';
import type { CommandContext } from './context.ts';

/** The one yes before something is changed; --yes gives it. Throws ExposeError('cancelled') with `declined` for a no. */
export async function confirmChange(
  { system, talk }: CommandContext,
  yes: boolean,
  words: Pick<Confirmation, 'label' | 'message'> & { readonly declined: string },
): Promise<void> {
  if (yes) return;
  const say = (line: string) => talk.say(line);
  const terminal = readTerminal(system.env);
  const asker = await openAsker({ terminal, env: system.env, noInput: false, stdinTaken: false, yes, say });
  const resolver = createResolver({ flags: new Map(), env: {}, asker, yes, noInput: false, say });
  try {
    const { label, message } = words;
    const agreed = await resolver.confirm({ label, message, fallback: true, flag: '--yes' });
    await resolver.finish();
    if (!agreed) throw new ExposeError('cancelled', words.declined);
  } finally {
    resolver.close();
  }
}
