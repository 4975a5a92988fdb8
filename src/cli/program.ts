import type { CommandSpec } from '../command/command.ts';
import { type Examples, GLUE, unglued } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { displayable } from '../output/display.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import { ownVersion } from '../system/version.ts';
import { Command, CommanderError, Option } from './commander.ts';
import { COMMANDS } from './commands.ts';
import { argumentNames, fitsHelp, HELP_LAYOUT, inHelpWidth } from './help.ts';
import { assertOptionValues, usageError } from './usage-errors.ts';

type MakeContext = (flags: CommonFlags) => Promise<CommandContext>;

/** Runs the command line; returns the exit code. A command's code is loaded when it is chosen. */
export async function runCli(argv: readonly string[], makeContext: MakeContext): Promise<number> {
  const outcome = { code: 0 };
  const program = makeProgram();
  const chosenName = argv.find((word) => COMMANDS.some(({ name }) => name === word));
  const run = (row: CommandSpec) =>
    async function (this: Command, ...received: unknown[]) {
      const command = received.at(-1) as Command;
      const flags = command.optsWithGlobals<CommonFlags>();
      const code = await row.load?.();
      outcome.code = (await code?.(await makeContext(flags), flags, command.args)) ?? 0;
    };
  for (const row of COMMANDS) {
    const command = addCommand(program, row);
    // Only the chosen command declares its flags: declaring all of them slows every start.
    if (row.name !== chosenName) continue;
    await complete(command, row);
    if (row.load) command.action(run(row));
    for (const child of row.children ?? [])
      (await complete(addCommand(command, child), child)).action(run(child));
  }
  const chosen = commandsNamed(argv, program);
  const path = chosen.map((command) => command.name());
  try {
    const options = [program, ...chosen].flatMap((command) => command.options);
    assertOptionValues(argv, [...options, new Option('-h, --help')], path);
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Without a command, or with a group of commands alone, help is shown: nothing was asked for that failed.
    if (error.exitCode === 0 || error.code === 'commander.help') return 0;
    throw usageError(error, path);
  }
  return outcome.code;
}

function makeProgram(): Command {
  const m = t().cli;
  const program = withManners(new Command('jupyter-expose')).description(
    `${m.purpose}\n\n${shown(m.examples)}`,
  );
  program.usage(m.usage).helpCommand(false);
  addEverywhere(program).version(ownVersion(), '-V, --version', m.everywhere.version);
  return program.addHelpText('after', `\n${inHelpWidth(m.more)}\n${m.exitCodes.join('\n')}`);
}

function addCommand(parent: Command, row: CommandSpec): Command {
  return withManners(parent.command(row.name)).description(row.summary());
}

/** Adds everything that only the chosen command needs. */
async function complete(command: Command, row: CommandSpec): Promise<Command> {
  const examples = row.examples ? [shown(row.examples())] : [];
  command.description([row.summary(), ...examples].join('\n\n')).summary(row.summary());
  await row.declare?.(command);
  command.usage(usageOf(command, row)).helpCommand(false);
  addEverywhere(command);
  return row.more ? command.addHelpText('after', `\n${inHelpWidth(row.more())}`) : command;
}

function usageOf(command: Command, { children }: CommandSpec): string {
  if (children) return children.map(({ name }) => name).join('|');
  return [...argumentNames(command), `[${t().cli.options}]`].join(' ');
}

/** Our settings for one command: errors are thrown, headings are in the user's language. */
function withManners(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({
      outputError: () => undefined,
      writeOut: (text) => process.stdout.write(unglued(displayable(text))),
      writeErr: (text) => process.stderr.write(unglued(displayable(text))),
    })
    .showHelpAfterError(false)
    .configureHelp(HELP_LAYOUT);
}

function addEverywhere(command: Command): Command {
  const m = t().cli.everywhere;
  return command
    .optionsGroup(t().cli.groups.everywhere)
    .addOption(new Option('--lang <en|ko>', m.lang).choices(['en', 'ko']))
    .option('--no-color', m.color)
    .option('-q, --quiet', m.quiet)
    .option('-v, --verbose', m.verbose)
    .addHelpOption(new Option('-h, --help', m.help).helpGroup(t().cli.groups.everywhere));
}

/** Each example's explanation is next to it, or below it if the line would be too wide. */
function shown(given: Examples): string {
  // Glued into one word, so that commander does not break the line inside a command.
  const examples = given.map(([command, what]) => [command.replaceAll(' ', GLUE), what] as const);
  const beside = ([command, what]: (typeof examples)[number], width: number) =>
    `  ${command.padEnd(width)}  ${what}`.trimEnd();
  // The explanations start after the longest command for which all lines fit.
  const lengths = examples.map(([command]) => command.length).sort((a, b) => b - a);
  const column = lengths.find((width) =>
    examples.every((one) => one[0].length > width || fitsHelp(beside(one, width))),
  );
  const lines = examples.flatMap((one) => {
    const [command, what] = one;
    if (column !== undefined && command.length <= column) return [beside(one, column)];
    return what === '' ? [`  ${command}`] : [`  ${command}`, `      ${what}`];
  });
  return [t().cli.examplesTitle, ...lines].join('\n');
}

function commandsNamed(argv: readonly string[], program: Command): Command[] {
  const chosen: Command[] = [];
  for (const word of argv) {
    const child = (chosen.at(-1) ?? program).commands.find((command) => command.name() === word);
    if (child) chosen.push(child); // --lang ko comes before the command
  }
  return chosen;
}
