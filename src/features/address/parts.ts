import type { FeatureParts } from '../feature.ts';
import { addressStep } from './step.ts';

export const parts: FeatureParts = {
  step: addressStep,
  checks: async () => (await import('./port-checks.ts')).addressChecks,
};
