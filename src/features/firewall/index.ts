import { changing, json } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';
import { firewallOpenFlags, firewallPortFlag } from './flags.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'firewall status': true;
    'firewall open': true;
    'firewall close': true;
  }
}

/** The firewall of this computer. */
export const firewall: Feature = {
  id: 'firewall',
  questions: async () => (await import('./questions.ts')).firewallQuestions(),
  commands: [
    {
      name: 'firewall',
      summary: () => t().firewall.summary,
      children: [
        {
          name: 'status',
          summary: () => t().firewall.statusSummary,
          declare: (command) => json(firewallPortFlag(command)),
          load: async () => (await import('./commands.ts')).firewallStatus,
        },
        {
          name: 'open',
          summary: () => t().firewall.openSummary,
          declare: (command) => changing(firewallOpenFlags(command)),
          load: async () => (await import('./commands.ts')).firewallOpen,
        },
        {
          name: 'close',
          summary: () => t().firewall.closeSummary,
          declare: changing,
          load: async () => (await import('./commands.ts')).firewallClose,
        },
      ],
    },
  ],
  load: async () => (await import('./parts.ts')).parts,
};
