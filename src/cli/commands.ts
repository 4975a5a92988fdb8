import type { Command } from 'commander';
import { type CommandRow, changing, json } from '../command/command.ts';
import { doctorFlags } from '../commands/doctor/flags.ts';
import { initFlags } from '../commands/init/flags.ts';
import { ddnsStatusFlags, ddnsUpdateFlags } from '../features/ddns/flags.ts';
import { firewallOpenFlags, firewallPortFlag } from '../features/firewall/flags.ts';
import { routerMapFlags, routerShowFlags, routerStatusFlags } from '../features/router/flags.ts';
import { createFlags, importFlags, issueFlags, renewFlags } from '../features/tls/flags.ts';
import { trustFlags } from '../features/tls/trust/flags.ts';
import { tunnelStartFlags } from '../features/tunnel/flags.ts';
import { t } from '../messages/index.ts';
import type {} from './command-names.ts';

/** The commands about the way from this computer to the internet. */
const NETWORK_COMMANDS: readonly CommandRow[] = [
  {
    name: 'firewall',
    summary: () => t().firewall.summary,
    children: [
      {
        name: 'status',
        summary: () => t().firewall.statusSummary,
        declare: (command) => json(firewallPortFlag(command)),
        load: async () => (await import('../features/firewall/commands.ts')).firewallStatus,
      },
      {
        name: 'open',
        summary: () => t().firewall.openSummary,
        declare: (command) => changing(firewallOpenFlags(command)),
        load: async () => (await import('../features/firewall/commands.ts')).firewallOpen,
      },
      {
        name: 'close',
        summary: () => t().firewall.closeSummary,
        declare: changing,
        load: async () => (await import('../features/firewall/commands.ts')).firewallClose,
      },
    ],
  },
  {
    name: 'router',
    summary: () => t().router.summary,
    children: [
      {
        name: 'show',
        summary: () => t().router.showSummary,
        declare: (command) => json(routerShowFlags(command)),
        examples: () => t().router.examples,
        load: async () => (await import('../features/router/show-command.ts')).routerShow,
      },
      {
        name: 'status',
        summary: () => t().router.statusSummary,
        declare: (command) => json(routerStatusFlags(command)),
        load: async () => (await import('../features/router/status-command.ts')).routerStatus,
      },
      {
        name: 'map',
        summary: () => t().router.mapSummary,
        declare: (command) => changing(routerMapFlags(command)),
        examples: () => t().routerStep.examples,
        load: async () => (await import('../features/router/map-command.ts')).routerMap,
      },
      {
        name: 'unmap',
        summary: () => t().router.unmapSummary,
        declare: changing,
        load: async () => (await import('../features/router/map-command.ts')).routerUnmap,
      },
    ],
  },
  {
    name: 'ddns',
    summary: () => t().ddns.summary,
    children: [
      {
        name: 'status',
        summary: () => t().ddns.statusSummary,
        declare: (command) => json(ddnsStatusFlags(command)),
        load: async () => (await import('../features/ddns/status-command.ts')).ddnsStatus,
      },
      {
        name: 'update',
        summary: () => t().ddns.updateSummary,
        declare: (command) => changing(ddnsUpdateFlags(command)),
        examples: () => t().ddns.examples,
        load: async () => (await import('../features/ddns/update-command.ts')).ddnsUpdate,
      },
    ],
  },
  {
    name: 'tunnel',
    summary: () => t().tunnel.summary,
    children: [
      {
        name: 'status',
        summary: () => t().tunnel.statusSummary,
        declare: json,
        load: async () => (await import('../features/tunnel/status-command.ts')).tunnelStatus,
      },
      {
        name: 'start',
        summary: () => t().tunnel.startSummary,
        declare: (command) => changing(tunnelStartFlags(command)),
        examples: () => t().tunnel.examples,
        load: async () => (await import('../features/tunnel/start-command.ts')).tunnelStart,
      },
      {
        name: 'stop',
        summary: () => t().tunnel.stopSummary,
        declare: changing,
        load: async () => (await import('../features/tunnel/stop-command.ts')).tunnelStop,
      },
    ],
  },
  {
    name: 'close',
    summary: () => t().closing.summary,
    declare: changing,
    load: async () => (await import('../commands/close.ts')).close,
  },
];

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
        load: async () => (await import('../commands/renew.ts')).certRenew,
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
