import type { FeatureParts } from '../feature.ts';

export const parts: FeatureParts = {
  checks: async () => [(await import('./checks.ts')).ddnsChecks],
  renewer: async () => (await import('./renew.ts')).ddnsRenewer,
  outsideName: async (situation) => (await import('./record.ts')).keptName(situation),
};
