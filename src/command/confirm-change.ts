import { ExposeError } from '../errors.ts';
import type { CommandContext } from '../output/context.ts';
import { openAsker } from '../prompt/open.ts';
import type { Confirmation } from '../prompt/prompter.ts';
import { createResolver } from '../prompt/resolve.ts';
import { readTerminal } from '../system/terminal.ts';

type Words = Pick<Confirmation, 'label' | 'message'> & { readonly fallback?: boolean };

/** The one yes before something is changed; --yes gives it. Throws ExposeError('cancelled') with `declined` for a no. */
export async function confirmChange(
  context: CommandContext,
  yes: boolean,
  words: Words & { readonly declined: string },
): Promise<void> {
  const [agreed = false] = await confirmEach(context, yes, [words]);
  if (!agreed) throw new ExposeError('cancelled', words.declined);
}

/** A yes or a no to each of these; --yes gives every yes. */
export async function confirmEach(
  { system, talk }: CommandContext,
  yes: boolean,
  questions: readonly Words[],
): Promise<boolean[]> {
  if (yes) return questions.map(() => true);
  const say = (line: string) => talk.say(line);
  const terminal = readTerminal(system.env);
  const asker = await openAsker({ terminal, env: system.env, noInput: false, stdinTaken: false, yes, say });
  const resolver = createResolver({ flags: new Map(), env: {}, asker, yes, noInput: false, say });
  const answers: boolean[] = [];
  try {
    for (const { label, message, fallback = true } of questions)
      answers.push(await resolver.confirm({ label, message, fallback, flag: '--yes' }));
    await resolver.finish();
    return answers;
  } finally {
    resolver.close();
  }
}
