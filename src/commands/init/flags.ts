import type { Command } from 'commander';
import { accepting } from '../../command/command.ts';
import { loadQuestions } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import type { Flag } from '../../prompt/question.ts';

/** Declares the flags of `init`, in the groups its help shows: its own, and those of the questions. */
export async function initFlags(command: Command): Promise<void> {
  const { flags } = t().init;
  const { groups, everywhere } = t().cli;
  const questions = await loadQuestions();
  const [open, secret] = [false, true].map((isSecret) =>
    questions.filter(({ kind }) => (kind === 'secret') === isSecret),
  );
  const flagsOf = (asked: typeof questions = []) =>
    asked.flatMap((one) => [...one.flags, ...(one.beside ?? [])]);
  command
    .optionsGroup(groups.what)
    .option('--target <app[@version]>', flags.target)
    .option('--config <file>', flags.config);
  declare(command.optionsGroup(groups.answers), flagsOf(open)).option('--answers <file>', flags.answers);
  declare(command.optionsGroup(groups.secrets), flagsOf(secret));
  command
    .optionsGroup(groups.run)
    .option('--questions', flags.questions)
    .option('--yes', everywhere.yes)
    .option('--no-input', flags.noInput)
    .option('--verify', t().live.flags.verify);
  accepting(command).option('--dry-run', everywhere.dryRun).option('--json', everywhere.json);
}

function declare(command: Command, flags: readonly Flag[]): Command {
  for (const { declared, help, hidden } of flags)
    command.addOption(command.createOption(declared, help).hideHelp(hidden === true));
  return command;
}
