import { ExposeError } from '../errors.ts';
import type { CommandContext } from '../output/output.ts';
import { openPrompter } from '../prompt/open-prompter.ts';
import type { Confirmation, Prompter } from '../prompt/prompter.ts';
import { createResolver, type Resolver } from '../prompt/resolver.ts';
import { readTerminal } from '../system/terminal.ts';

/** A required confirmation. */
export interface Confirm extends Pick<Confirmation, 'label' | 'message'> {
  /** What Enter means; by default yes. */
  readonly fallback?: boolean;
  /** The sentence printed for a no. */
  readonly declined: string;
}

/**
 * Asks for confirmation before a change; --yes gives it. Throws ExposeError('cancelled') with the sentence of the
 * first no. `open`: the resolver of a command that has already asked questions.
 */
export async function requireYes(
  context: CommandContext,
  yes: boolean,
  questions: readonly Confirm[],
  open?: Resolver,
): Promise<void> {
  const ask = async (resolver: Resolver) => {
    for (const { declined, ...words } of questions)
      if (!(await confirm(resolver, words))) {
        await resolver.finish();
        throw new ExposeError('cancelled', declined);
      }
    await resolver.finish();
  };
  if (open) await ask(open);
  else if (!yes && questions.length > 0) await withResolver(context, ask);
}

/** Asks each question for a yes or a no; --yes answers yes to all. */
export async function confirmEach(
  context: CommandContext,
  yes: boolean,
  questions: readonly Omit<Confirm, 'declined'>[],
): Promise<boolean[]> {
  if (yes) return questions.map(() => true);
  return withResolver(context, async (resolver) => {
    const answers: boolean[] = [];
    for (const words of questions) answers.push(await confirm(resolver, words));
    await resolver.finish();
    return answers;
  });
}

function confirm(resolver: Resolver, words: Omit<Confirm, 'declined'>): Promise<boolean> {
  return resolver.confirm({ fallback: true, ...words, flag: '--yes' });
}

/** Runs the work with a prompter that reads the user's terminal or a pipe, and closes it. */
export async function withAsker<T>(
  { system, output }: CommandContext,
  work: (prompter: Prompter) => Promise<T>,
): Promise<T> {
  const terminal = readTerminal(system.env);
  const prompter = await openPrompter({ terminal, env: system.env, print: output.print });
  try {
    return await work(prompter);
  } finally {
    prompter.close();
  }
}

/** The same for questions that no flag and no file has answered. */
export function withResolver<T>(
  context: CommandContext,
  work: (resolver: Resolver) => Promise<T>,
): Promise<T> {
  const { print } = context.output;
  return withAsker(context, (prompter) =>
    work(createResolver({ flags: new Map(), env: {}, prompter, yes: false, noInput: false, print })),
  );
}
