import type { FeatureParts } from '../feature.ts';
import { routerStep } from './step.ts';

export const parts: FeatureParts = {
  step: routerStep,
  checks: async () => [(await import('./checks.ts')).routerChecks],
  renewer: async () => (await import('./renew.ts')).mappingRenewer,
  close: async (situation) => (await import('./mapping.ts')).closeMapping(situation),
  nextSteps: async (run, urls) => (await import('./init-report.ts')).internetSteps(run, urls),
  hops: async (run, gateway) => (await import('./init-report.ts')).routerHops(run, gateway),
  byHand: async (run) => (await import('./init-report.ts')).routerMenu(run),
  outsideName: async (situation) => (await import('./init-report.ts')).mappedPort(situation),
};
