import type { CommanderError } from 'commander';
import { ExposeError } from '../errors.ts';
import { commandLine } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';

/** Converts commander's error to ours: a sentence in the user's language, exit code 2. */
export function usageError(error: CommanderError, path: readonly string[]): ExposeError {
  const [named = '', other = ''] = [...error.message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
  const suggested = error.message.match(/Did you mean (?:one of )?([^?]+)\?/)?.[1];
  if (named === '--password')
    return new ExposeError('usage', t().cli.unknownOption(named), t().cli.noPasswordFlag);
  if (error.code === 'commander.conflictingOption')
    return new ExposeError('usage', t().cli.conflict(longFlag(named), longFlag(other)));
  if (error.code === 'commander.invalidArgument') {
    const choices = error.message.match(/Allowed choices are (.+)\.$/)?.[1] ?? '';
    return new ExposeError('usage', t().cli.notOneOf(other, longFlag(named), choices));
  }
  const seeHelp = t().cli.seeHelp(commandLine([...path, '--help']));
  const hints = [suggested && t().cli.didYouMean(suggested), seeHelp];
  return new ExposeError('usage', sentence(error.code, named), hints.filter(Boolean).join(' '));
}

/** '-y, --yes <who>' → '--yes' */
function longFlag(flags: string): string {
  return flags.match(/--[\w-]+/)?.[0] ?? flags;
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
