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
  load: async () => ({
    // The code that reads firewalls is loaded when its question is reached, after the first questions.
    step: {
      id: 'firewall',
      questions: async (context, answers) => (await step()).questions(context, answers),
      plan: async (context, answers) => (await step()).plan(context, answers),
    },
    checks: async () => [
      (await import('./loopback-check.ts')).loopbackChecks,
      (await import('./checks.ts')).firewallChecks,
    ],
    close: async (situation) => (await import('./changes.ts')).closeFirewall(situation),
    undoTask: async (task) => (await import('./changes.ts')).undoRule(task),
    ways: async (situation, port) => (await import('./facts.ts')).firewallWays(situation, port),
    hops: async (run, gateway) => (await import('./facts.ts')).firewallHops(run, gateway),
  }),
};

async function step() {
  return (await import('./step.ts')).firewallStep;
}
