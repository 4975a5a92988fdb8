import { changing, json } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';
import { sshFlags } from './flags.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'ssh show': true;
    'ssh add-key': true;
    'ssh remove-key': true;
    'ssh status': true;
  }
}

/** Access through SSH by a key that opens Jupyter's port and nothing else. */
export const ssh: Feature = {
  id: 'ssh',
  questions: async () => (await import('./questions.ts')).sshQuestions(),
  commands: [
    {
      name: 'ssh',
      summary: () => t().ssh.summary,
      children: [
        {
          name: 'show',
          summary: () => t().ssh.showSummary,
          declare: (command) => json(sshFlags(command)),
          load: async () => (await import('./commands.ts')).sshShow,
        },
        {
          name: 'add-key',
          summary: () => t().ssh.addSummary,
          declare: (command) => changing(sshFlags(command.argument('<FILE>', t().ssh.flags.key))),
          examples: () => t().ssh.examples,
          load: async () => (await import('./commands.ts')).sshAddKey,
        },
        {
          name: 'remove-key',
          summary: () => t().ssh.removeSummary,
          declare: (command) => changing(sshFlags(command.argument('[FILE]', t().ssh.flags.only))),
          load: async () => (await import('./commands.ts')).sshRemoveKey,
        },
        {
          name: 'status',
          summary: () => t().ssh.statusSummary,
          declare: (command) => json(sshFlags(command)),
          load: async () => (await import('./commands.ts')).sshStatus,
        },
      ],
    },
  ],
  load: async () => ({
    step: (await import('./step.ts')).sshStep,
    checks: async () => [(await import('./checks.ts')).sshChecks],
    nextSteps: async (run) => (await import('./step.ts')).sshNextSteps(run),
  }),
};
