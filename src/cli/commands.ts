import type { Command } from 'commander';
import { accepting, type CommandSpec, changing, json, renewFlags } from '../command/command.ts';
import { doctorFlags } from '../commands/doctor/flags.ts';
import { initFlags } from '../commands/init/flags.ts';
import { FEATURES } from '../features/index.ts';
import { t } from '../messages/index.ts';

declare module '../messages/command-line.ts' {
  interface CommandNames {
    init: true;
    doctor: true;
    status: true;
    close: true;
    renew: true;
    hash: true;
    undo: true;
    'config get': true;
    'config set': true;
    'config unset': true;
    'config show': true;
  }
}

/** Every command: the general ones, and between them those of the features, in the order of the features' list. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'init',
    summary: () => t().cli.commands.init,
    declare: initFlags,
    examples: () => t().init.examples,
    load: async () => (await import('../commands/init/command.ts')).init,
  },
  {
    name: 'doctor',
    summary: () => t().cli.commands.doctor,
    declare: doctorFlags,
    examples: () => t().doctor.examples,
    load: async () => (await import('../commands/doctor/command.ts')).doctor,
  },
  {
    name: 'status',
    summary: () => t().status.summary,
    declare: (command) =>
      json(
        command
          .option('--target <app[@version]>', t().init.flags.target)
          .option('--config <file>', t().doctor.flags.config),
      ),
    load: async () => (await import('../commands/status/command.ts')).status,
  },
  {
    name: 'config',
    summary: () => t().cli.commands.config,
    examples: () => t().config.examples,
    more: () => `${t().config.values}\n${t().cli.pythonQuoting}`,
    children: [
      {
        name: 'get',
        summary: () => t().config.get,
        declare: (command) => json(onFile(command.argument('<NAME>', t().config.name))),
        load: async () => (await import('../commands/config/get.ts')).configGet,
      },
      {
        name: 'set',
        summary: () => t().config.set,
        declare: (command) =>
          changing(
            accepting(onFile(command.argument('<NAME=VALUE...>', t().config.nameValue))).option(
              '--value-stdin',
              t().config.valueStdinFlag,
            ),
          ),
        more: () => `${t().config.values}\n${t().cli.pythonQuoting}`,
        load: async () => (await import('../commands/config/set.ts')).configSet,
      },
      {
        name: 'unset',
        summary: () => t().config.unset,
        declare: (command) => changing(onFile(command.argument('<NAME...>', t().config.name))),
        load: async () => (await import('../commands/config/set.ts')).configUnset,
      },
      {
        name: 'show',
        summary: () => t().config.show,
        declare: (command) => json(onFile(command)),
        load: async () => (await import('../commands/config/show.ts')).configShow,
      },
    ],
  },
  {
    name: 'renew',
    summary: () => t().cert.renewAll,
    declare: (command) => changing(renewFlags(command)),
    load: async () => (await import('../commands/renew.ts')).renew,
  },
  ...FEATURES.flatMap(({ commands }) => commands),
  {
    name: 'close',
    summary: () => t().close.summary,
    declare: changing,
    load: async () => (await import('../commands/close.ts')).close,
  },
  {
    name: 'hash',
    summary: () => t().cli.commands.hash,
    declare: (command) =>
      json(
        command
          .option('--algorithm <name>', t().hash.flags.algorithm)
          .option('--check <HASH>', t().hash.flags.check)
          .option('--password-stdin', t().init.flags.passwordStdin)
          .option('--password-file <file>', t().init.flags.passwordFile),
      ),
    examples: () => t().hash.examples,
    more: () => t().hash.more,
    load: async () => (await import('../commands/hash.ts')).hash,
  },
  {
    name: 'undo',
    summary: () => t().cli.commands.undo,
    declare: (command) =>
      changing(
        command
          .option('--list', t().undo.flags.list)
          .option('--all', t().undo.flags.all)
          .option('--force', t().undo.flags.force)
          .addOption(command.createOption('--purge', t().undo.flags.purge).conflicts(['list', 'force'])),
      ),
    examples: () => t().undo.examples,
    load: async () => (await import('../commands/undo.ts')).undo,
  },
];

function onFile(command: Command): Command {
  const { flags } = t().config;
  return command.option('--file <file>', flags.file).option('--target <app[@version]>', flags.target);
}
