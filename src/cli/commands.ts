import type { Command } from 'commander';
import { type CommandRow, changing, json } from '../command/command.ts';
import { doctorFlags } from '../commands/doctor/flags.ts';
import { initFlags } from '../commands/init/flags.ts';
import { issueFlags } from '../features/tls/cert-issue-flags.ts';
import { createFlags, importFlags, renewFlags } from '../features/tls/flags.ts';
import { trustFlags } from '../features/tls/trust/flags.ts';
import { t } from '../messages/index.ts';
import { NETWORK_COMMANDS } from './network-commands.ts';

export const COMMANDS: readonly CommandRow[] = [
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
    name: 'config',
    summary: () => t().cli.commands.config,
    examples: () => t().configCommand.examples,
    more: () => `${t().configCommand.values}\n${t().cli.pythonQuoting}`,
    children: [
      {
        name: 'get',
        summary: () => t().configCommand.get,
        declare: (command) => json(onFile(command.argument('<NAME>', t().configCommand.name))),
        load: async () => (await import('../commands/config/get.ts')).configGet,
      },
      {
        name: 'set',
        summary: () => t().configCommand.set,
        declare: (command) =>
          changing(onFile(command.argument('<NAME=VALUE...>', t().configCommand.nameValue))),
        more: () => `${t().configCommand.values}\n${t().cli.pythonQuoting}`,
        load: async () => (await import('../commands/config/set.ts')).configSet,
      },
      {
        name: 'unset',
        summary: () => t().configCommand.unset,
        declare: (command) => changing(onFile(command.argument('<NAME...>', t().configCommand.name))),
        load: async () => (await import('../commands/config/set.ts')).configUnset,
      },
      {
        name: 'show',
        summary: () => t().configCommand.show,
        declare: (command) => json(onFile(command)),
        load: async () => (await import('../commands/config/show.ts')).configShow,
      },
    ],
  },
  {
    name: 'cert',
    summary: () => t().certCommand.summary,
    children: [
      {
        name: 'create',
        summary: () => t().certCommand.create,
        declare: (command) => changing(createFlags(command)),
        examples: () => t().certCommand.createExamples,
        load: async () => (await import('../features/tls/create-command.ts')).certCreate,
      },
      {
        name: 'import',
        summary: () => t().certCommand.import,
        declare: (command) => changing(importFlags(command)),
        examples: () => t().certCommand.importExamples,
        load: async () => (await import('../features/tls/import-command.ts')).certImport,
      },
      {
        name: 'issue',
        summary: () => t().acme.summary,
        declare: (command) => changing(issueFlags(command)),
        examples: () => t().acme.examples,
        load: async () => (await import('../features/tls/issue-command.ts')).certIssue,
      },
      {
        name: 'renew',
        summary: () => t().certCommand.renew,
        declare: (command) => changing(renewFlags(command)),
        load: async () => (await import('../commands/cert-renew.ts')).certRenew,
      },
      {
        name: 'show',
        summary: () => t().certCommand.show,
        declare: json,
        load: async () => (await import('../features/tls/show-command.ts')).certShow,
      },
      {
        name: 'trust',
        summary: () => t().trust.summary,
        declare: (command) => changing(trustFlags(command)),
        examples: () => t().trust.examples,
        load: async () => (await import('../features/tls/trust/command.ts')).certTrust,
      },
    ],
  },
  {
    name: 'renew',
    summary: () => t().certCommand.renewAll,
    declare: (command) => changing(renewFlags(command)),
    load: async () => (await import('../commands/renew.ts')).renew,
  },
  {
    name: 'schedule',
    summary: () => t().schedule.summary,
    children: [
      {
        name: 'install',
        summary: () => t().schedule.install,
        declare: changing,
        load: async () => (await import('../features/schedule/commands.ts')).scheduleInstall,
      },
      {
        name: 'remove',
        summary: () => t().schedule.remove,
        declare: changing,
        load: async () => (await import('../features/schedule/commands.ts')).scheduleRemove,
      },
      {
        name: 'status',
        summary: () => t().schedule.statusSummary,
        declare: json,
        load: async () => (await import('../features/schedule/commands.ts')).scheduleStatus,
      },
    ],
  },
  ...NETWORK_COMMANDS,
  {
    name: 'hash',
    summary: () => t().cli.commands.hash,
    declare: (command) =>
      json(
        command
          .option('--algorithm <name>', t().hashCommand.flags.algorithm)
          .option('--check <HASH>', t().hashCommand.flags.check)
          .option('--password-stdin', t().init.flags.passwordStdin)
          .option('--password-file <file>', t().init.flags.passwordFile),
      ),
    examples: () => t().hashCommand.examples,
    more: () => t().hashCommand.more,
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
          .option('--force', t().undo.flags.force),
      ),
    examples: () => t().undo.examples,
    load: async () => (await import('../commands/undo.ts')).undo,
  },
];

function onFile(command: Command): Command {
  const { flags } = t().configCommand;
  return command.option('--file <file>', flags.file).option('--target <app[@version]>', flags.target);
}
