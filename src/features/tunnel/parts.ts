import type { FeatureParts } from '../feature.ts';

export const parts: FeatureParts = {
  close: async (situation) => (await import('./plan.ts')).closeTunnel(situation),
};
