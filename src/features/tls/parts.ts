import type { FeatureParts } from '../feature.ts';
import { tlsStep } from './step.ts';

export const parts: FeatureParts = {
  step: tlsStep,
  checks: async () => [(await import('./checks/index.ts')).tlsChecks],
  renewer: async () => (await import('./renew.ts')).certificateRenewer,
};
