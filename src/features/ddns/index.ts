import { changing, json } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';
import { ddnsStatusFlags, ddnsUpdateFlags } from './flags.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'ddns status': true;
    'ddns update': true;
  }
}

/** A DNS name that follows the public IP address. */
export const ddns: Feature = {
  id: 'ddns',
  questions: async () => [],
  commands: [
    {
      name: 'ddns',
      summary: () => t().ddns.summary,
      children: [
        {
          name: 'status',
          summary: () => t().ddns.statusSummary,
          declare: (command) => json(ddnsStatusFlags(command)),
          load: async () => (await import('./status-command.ts')).ddnsStatus,
        },
        {
          name: 'update',
          summary: () => t().ddns.updateSummary,
          declare: (command) => changing(ddnsUpdateFlags(command)),
          examples: () => t().ddns.examples,
          load: async () => (await import('./update-command.ts')).ddnsUpdate,
        },
      ],
    },
  ],
  load: async () => ({
    checks: async () => [(await import('./checks.ts')).ddnsChecks],
    renewer: async () => (await import('./renew.ts')).ddnsRenewer,
    outsideName: async (situation) => (await import('./record.ts')).keptName(situation),
  }),
};
