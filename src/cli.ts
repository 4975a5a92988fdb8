import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import type { CommandContext, CommonFlags } from './commands/context.ts';
import { initFlags } from './commands/init-flags.ts';
import { ExposeError } from './errors.ts';
import { t } from './messages/index.ts';
import { usageError } from './usage-errors.ts';

type Run = (context: CommandContext, args: string[], flags: CommonFlags) => Promise<number>;
type MakeContext = (flags: CommonFlags) => Promise<CommandContext>;

/** Runs the command line; returns the exit code. Each command's code is loaded when it is chosen. */
export async function runCli(argv: readonly string[], makeContext: MakeContext): Promise<number> {
  const outcome = { code: 0 };
  const program = commandTree(makeContext, (code) => {
    outcome.code = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 || error.code === 'commander.help') return 0;
    throw usageError(error, commandNamed(argv, program));
  }
  return outcome.code;
}

function commandTree(makeContext: MakeContext, done: (code: number) => void): Command {
  const m = t().cli;
  const program = configured(new Command('jupyter-expose')).description(m.purpose);
  program.version(readVersion(), '-V, --version', m.everywhere.version);
  program.usage('COMMAND [OPTIONS]');
  program.helpCommand(false);
  addEverywhere(program);
  program.addHelpText('after', `\n${examples(m.examples)}\n\n${m.more}\n${m.exitCodes}`);
  const runs = (load: () => Promise<Run>) =>
    async function (this: Command, ...received: unknown[]) {
      const command = received.at(-1) as Command;
      const flags = command.optsWithGlobals<CommonFlags>();
      done(await (await load())(await makeContext(flags), command.args, flags));
    };

  const init = configured(program.command('init')).description(m.commands.init);
  initFlags(init);
  addEverywhere(init).action(runs(async () => (await import('./commands/init.ts')).init));

  const config = configured(program.command('config')).description(m.commands.config);
  config.usage('get|set|unset|show …').helpCommand(false);
  const c = t().configCommand;
  const onFile = (command: Command) =>
    command.option('--file <file>', c.flags.file).option('--target <app[@version]>', c.flags.target);
  const changing = (command: Command) =>
    command.option('--dry-run', m.everywhere.dryRun).option('--yes', m.everywhere.yes);
  const json = (command: Command) => addEverywhere(command.option('--json', m.everywhere.json));
  json(onFile(configured(config.command('get')).description(c.get).argument('<NAME>', c.name))).action(
    runs(async () => (await import('./commands/config-get.ts')).configGet),
  );
  json(
    changing(onFile(configured(config.command('set')).description(c.set))).argument(
      '<NAME=VALUE...>',
      c.nameValue,
    ),
  ).action(runs(async () => (await import('./commands/config-set.ts')).configSet));
  json(
    changing(onFile(configured(config.command('unset')).description(c.unset))).argument('<NAME...>', c.name),
  ).action(runs(async () => (await import('./commands/config-set.ts')).configUnset));
  json(onFile(configured(config.command('show')).description(c.show))).action(
    runs(async () => (await import('./commands/config-show.ts')).configShow),
  );
  addEverywhere(config).addHelpText('after', `\n${examples(c.examples)}\n\n${c.values} ${m.pythonQuoting}`);

  const h = t().hashCommand;
  const hash = configured(program.command('hash')).description(m.commands.hash);
  hash
    .option('--algorithm <argon2|sha1|sha256|bcrypt>', h.flags.algorithm)
    .option('--check <HASH>', h.flags.check)
    .option('--password-stdin', t().init.flags.passwordStdin)
    .option('--password-file <file>', t().init.flags.passwordFile);
  json(hash).addHelpText('after', `\n${examples(h.examples)}\n\n${h.more}`);
  hash.action(runs(async () => (await import('./commands/hash.ts')).hash));

  const u = t().undo;
  const undo = configured(program.command('undo')).description(m.commands.undo);
  undo
    .option('--list', u.flags.list)
    .option('--all', u.flags.all)
    .option('--force', u.flags.force)
    .option('--dry-run', m.everywhere.dryRun)
    .option('--yes', m.everywhere.yes);
  json(undo).addHelpText('after', `\n${examples(u.examples)}`);
  undo.action(runs(async () => (await import('./commands/undo.ts')).undo));
  return program;
}

/** Our manners for one command: errors are thrown, headings are in the person's language. */
function configured(command: Command): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', t().cli.everywhere.help)
    .configureOutput({ outputError: () => undefined })
    .showHelpAfterError(false)
    .configureHelp({ styleTitle: (title) => t().cli.titles[title] ?? title, helpWidth: 80 });
}

function addEverywhere(command: Command): Command {
  const m = t().cli.everywhere;
  return command
    .optionsGroup(t().cli.groups.everywhere)
    .addOption(new Option('--lang <en|ko>', m.lang))
    .option('--no-color', m.color)
    .option('-q, --quiet', m.quiet)
    .option('-v, --verbose', m.verbose);
}

function examples(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([command]) => command.length));
  return [
    t().cli.examplesTitle,
    ...rows.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`),
  ].join('\n');
}

function commandNamed(argv: readonly string[], program: Command): string {
  const names: string[] = [program.name()];
  let here: Command | undefined = program;
  for (const word of argv) {
    here = here?.commands.find((command) => command.name() === word);
    if (!here) break;
    names.push(word);
  }
  return names.join(' ');
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version?: unknown };
  if (typeof version !== 'string') throw new ExposeError('internal', 'package.json has no version');
  return version;
}
