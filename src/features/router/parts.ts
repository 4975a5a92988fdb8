import type { FeatureParts } from '../feature.ts';
import { routerStep } from './step.ts';

export const parts: FeatureParts = {
  step: routerStep,
  checks: async () => [(await import('./checks.ts')).routerChecks],
  renewer: async () => (await import('./renew.ts')).mappingRenewer,
  close: async (situation) => (await import('./mapping.ts')).closeMapping(situation),
};
