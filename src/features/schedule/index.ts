import { changing, json } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'schedule install': true;
    'schedule remove': true;
    'schedule status': true;
  }
}

/** Automatic renewal. */
export const schedule: Feature = {
  id: 'schedule',
  questions: async () => [],
  commands: [
    {
      name: 'schedule',
      summary: () => t().schedule.summary,
      children: [
        {
          name: 'install',
          summary: () => t().schedule.install,
          declare: changing,
          load: async () => (await import('./commands.ts')).scheduleInstall,
        },
        {
          name: 'remove',
          summary: () => t().schedule.remove,
          declare: changing,
          load: async () => (await import('./commands.ts')).scheduleRemove,
        },
        {
          name: 'status',
          summary: () => t().schedule.statusSummary,
          declare: json,
          load: async () => (await import('./commands.ts')).scheduleStatus,
        },
      ],
    },
  ],
  load: async () => ({
    undoTask: async (task, place) => (await import('./undo-task.ts')).undoSchedule(task, place),
  }),
};
