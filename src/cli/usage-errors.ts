import type { CommanderError, Option } from 'commander';
import { ExposeError } from '../errors.ts';
import { commandLine } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';

/** Converts commander's error to ours: a sentence in the user's language, exit code 2. */
export function usageError(error: CommanderError, path: readonly string[]): ExposeError {
  const [quoted = '', other = ''] = [...error.message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
  const named = error.code === 'commander.unknownOption' ? withoutValue(quoted) : quoted;
  const suggested = error.message.match(/Did you mean (?:one of )?([^?]+)\?/)?.[1];
  if (named === '--password')
    return new ExposeError('usage', t().cli.unknownOption(named), t().cli.noPasswordFlag);
  if (error.code === 'commander.conflictingOption')
    return new ExposeError('usage', t().cli.conflict(longFlag(named), longFlag(other)));
  if (error.code === 'commander.invalidArgument') {
    const choices = error.message.match(/Allowed choices are (.+)\.$/)?.[1] ?? '';
    return new ExposeError('usage', t().cli.notOneOf(other, longFlag(named), choices));
  }
  const hints = [suggested && t().cli.didYouMean(suggested), seeHelp(path)];
  return new ExposeError('usage', sentence(error.code, named), hints.filter(Boolean).join(' '));
}

/**
 * Throws ExposeError('usage') where commander would take an option for the value of another (`--check --json`), or
 * would deny that an option exists (`--yes=maybe`). `options`: those of the command, and the general ones.
 */
export function assertOptionValues(
  argv: readonly string[],
  options: readonly Option[],
  path: readonly string[],
): void {
  const find = (word: string) => options.find(({ long, short }) => word === long || word === short);
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const option = find(word);
    const named = find(withoutValue(word));
    if (option?.required) {
      at += 1; // its value
      if (find((words[at] ?? '').replace(/=.*/s, '')))
        throw new ExposeError('usage', t().cli.missingValue(option.flags), seeHelp(path));
    } else if (option === undefined && named && word.startsWith('--') && !named.required && !named.optional)
      throw new ExposeError('usage', t().cli.takesNoValue(withoutValue(word)), seeHelp(path));
  }
}

/** The name of an option that the user typed. Its value may be a secret: `--password=…`, `-p…`. */
function withoutValue(word: string): string {
  return word.startsWith('--') ? word.replace(/=.*/s, '') : word.slice(0, 2);
}

function seeHelp(path: readonly string[]): string {
  return t().cli.seeHelp(commandLine([...path, '--help']));
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
