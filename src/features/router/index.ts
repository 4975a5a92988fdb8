import { changing, json } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';
import { routerMapFlags, routerShowFlags, routerStatusFlags } from './flags.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'router show': true;
    'router status': true;
    'router map': true;
    'router unmap': true;
  }
}

/** The way from the router to this computer. */
export const router: Feature = {
  id: 'router',
  questions: async () => (await import('./questions.ts')).routerQuestions(),
  commands: [
    {
      name: 'router',
      summary: () => t().router.summary,
      children: [
        {
          name: 'show',
          summary: () => t().router.showSummary,
          declare: (command) => json(routerShowFlags(command)),
          examples: () => t().router.examples,
          load: async () => (await import('./show-command.ts')).routerShow,
        },
        {
          name: 'status',
          summary: () => t().router.statusSummary,
          declare: (command) => json(routerStatusFlags(command)),
          load: async () => (await import('./status-command.ts')).routerStatus,
        },
        {
          name: 'map',
          summary: () => t().router.mapSummary,
          declare: (command) => changing(routerMapFlags(command)),
          examples: () => t().routerStep.examples,
          load: async () => (await import('./map-command.ts')).routerMap,
        },
        {
          name: 'unmap',
          summary: () => t().router.unmapSummary,
          declare: changing,
          load: async () => (await import('./map-command.ts')).routerUnmap,
        },
      ],
    },
  ],
  load: async () => (await import('./parts.ts')).parts,
};
