import { type CommandRow, changing, json } from '../command/command.ts';
import { ddnsStatusFlags, ddnsUpdateFlags } from '../features/ddns/flags.ts';
import { firewallOpenFlags, firewallPortFlag } from '../features/firewall/flags.ts';
import { routerMapFlags, routerShowFlags, routerStatusFlags } from '../features/router/flags.ts';
import { tunnelStartFlags } from '../features/tunnel/flags.ts';
import { t } from '../messages/index.ts';

/** The commands about the way from this computer to the internet. */
export const NETWORK_COMMANDS: readonly CommandRow[] = [
  {
    name: 'firewall',
    summary: () => t().firewall.summary,
    children: [
      {
        name: 'status',
        summary: () => t().firewall.statusSummary,
        declare: (command) => json(firewallPortFlag(command)),
        load: async () => (await import('../features/firewall/firewall-status.ts')).firewallStatus,
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
        load: async () => (await import('../features/firewall/firewall-close.ts')).firewallClose,
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
        load: async () => (await import('../features/router/router-unmap.ts')).routerUnmap,
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
