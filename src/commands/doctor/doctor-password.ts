import { givenPassword } from '../../command/given-password.ts';
import { passwordQuestion } from '../../command/password-question.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { openAsker } from '../../prompt/open.ts';
import type { Secret } from '../../system/secret.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { DoctorFlags } from './flags.ts';

/**
 * The password for --live: from a file or standard input where one is named, else a prompt. Throws ExposeError('usage')
 * where nobody can be asked.
 */
export async function livePassword(context: CommandContext, flags: DoctorFlags): Promise<Secret> {
  const given = await givenPassword(context, flags);
  if (given) return given;
  const question = passwordQuestion({ message: t().doctor.askPassword, once: true, piped: false });
  const asked = await onTerminal(context, (asker) => asker.ask(question));
  if (!asked) throw new ExposeError('usage', t().doctor.noPassword, t().doctor.noPasswordHint);
  return asked.value;
}

/** Is a password named, or is there a person to be asked for it? Throws ExposeError('usage') where neither is so. */
export function requirePasswordSource({ system }: CommandContext, flags: DoctorFlags): void {
  const named = flags.passwordStdin || flags.passwordFile !== undefined;
  if (named || system.env.JUPYTER_EXPOSE_PASSWORD_FILE || canAsk(system.env)) return;
  throw new ExposeError('usage', t().doctor.noPassword, t().doctor.noPasswordHint);
}

/** A yes or no from the person at the terminal, by default no; undefined where there is none. */
export async function agreed(context: CommandContext, message: string): Promise<boolean | undefined> {
  return onTerminal(context, (asker) =>
    asker.confirm({ label: message, message, fallback: false, flag: '' }),
  );
}

function canAsk(env: Readonly<NodeJS.ProcessEnv>): boolean {
  const { stdin, stdout, stderr } = readTerminal(env);
  return stdin && (stdout || stderr);
}

async function onTerminal<T>(
  { system, talk }: CommandContext,
  ask: (asker: Awaited<ReturnType<typeof openAsker>>) => Promise<T | undefined>,
): Promise<T | undefined> {
  if (!canAsk(system.env)) return undefined;
  const asker = await openAsker({
    terminal: readTerminal(system.env),
    env: system.env,
    noInput: false,
    stdinTaken: false,
    yes: false,
    say: talk.say,
  });
  try {
    return await ask(asker);
  } finally {
    asker.close();
  }
}
