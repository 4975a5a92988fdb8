import { changing, json } from '../../command/command.ts';
import { outsideFlags } from '../../command/outside-flags.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';
import { routerMapFlags, routerShowFlags } from './flags.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'router show': true;
    'router status': true;
    'router map': true;
    'router unmap': true;
  }
}

/** Port forwarding from the router to this computer. */
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
          declare: (command) => json(outsideFlags(command)),
          load: async () => (await import('./status-command.ts')).routerStatus,
        },
        {
          name: 'map',
          summary: () => t().router.mapSummary,
          declare: (command) => changing(routerMapFlags(command)),
          examples: () => t().router.forward.examples,
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
  load: async () => ({
    step: (await import('./step.ts')).routerStep,
    checks: async () => [(await import('./checks.ts')).routerChecks],
    renewer: async () => (await import('./renew.ts')).mappingRenewer,
    close: async (situation) => (await import('./mapping.ts')).closeMapping(situation),
    nextSteps: async (run, urls) => (await import('./init-report.ts')).internetSteps(run, urls),
    ways: async (situation, port) => (await import('./init-report.ts')).routerWays(situation, port),
    hops: async (run, gateway) => (await import('./init-report.ts')).routerHops(run, gateway),
    byHand: async (run) => (await import('./init-report.ts')).routerMenu(run),
    outsideName: async (situation) => (await import('./init-report.ts')).mappedPort(situation),
  }),
};
