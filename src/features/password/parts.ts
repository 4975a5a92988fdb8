import type { FeatureParts } from '../feature.ts';
import { passwordStep } from './step.ts';

export const parts: FeatureParts = {
  step: passwordStep,
  checks: async () => [(await import('./checks.ts')).passwordChecks],
};
