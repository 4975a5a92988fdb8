import { changing, json } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';
import { tunnelStartFlags } from './flags.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'tunnel status': true;
    'tunnel start': true;
    'tunnel stop': true;
  }
}

/** Access from outside without a forwarded port. */
export const tunnel: Feature = {
  id: 'tunnel',
  questions: async () => [],
  commands: [
    {
      name: 'tunnel',
      summary: () => t().tunnel.summary,
      children: [
        {
          name: 'status',
          summary: () => t().tunnel.statusSummary,
          declare: json,
          load: async () => (await import('./status-command.ts')).tunnelStatus,
        },
        {
          name: 'start',
          summary: () => t().tunnel.startSummary,
          declare: (command) => changing(tunnelStartFlags(command)),
          examples: () => t().tunnel.examples,
          load: async () => (await import('./start-command.ts')).tunnelStart,
        },
        {
          name: 'stop',
          summary: () => t().tunnel.stopSummary,
          declare: changing,
          load: async () => (await import('./stop-command.ts')).tunnelStop,
        },
      ],
    },
  ],
  load: async () => ({
    ways: async (situation) => (await import('./plan.ts')).tunnelWays(situation),
    close: async (situation) => (await import('./plan.ts')).closeTunnel(situation),
    undoTask: async (task) => (await import('./plan.ts')).undoTunnel(task),
  }),
};
