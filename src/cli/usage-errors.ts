import type { CommanderError } from 'commander';
import { ExposeError } from '../errors.ts';
import { commandLine } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';

/** commander's complaint as ours: its sentence in the person's language, exit code 2. */
export function usageError(error: CommanderError, path: readonly string[]): ExposeError {
  const named = error.message.match(/'([^']*)'/)?.[1] ?? '';
  const suggested = error.message.match(/Did you mean (?:one of )?([^?]+)\?/)?.[1];
  if (named === '--password')
    return new ExposeError('usage', t().cli.unknownOption(named), t().cli.noPasswordFlag);
  const hints = [
    suggested && t().cli.didYouMean(suggested),
    t().cli.seeHelp(commandLine([...path, '--help'])),
  ];
  return new ExposeError('usage', sentence(error.code, named), hints.filter(Boolean).join(' '));
}

function sentence(code: string, named: string): string {
  const messages = t().cli;
  switch (code) {
    case 'commander.unknownOption':
      return messages.unknownOption(named);
    case 'commander.unknownCommand':
      return messages.unknownCommand(named);
    case 'commander.missingArgument':
      return messages.missingArgument(named);
    case 'commander.optionMissingArgument':
      return messages.missingValue(named);
    default:
      return messages.tooMany;
  }
}
