import type { FeatureParts } from '../feature.ts';

export const parts: FeatureParts = {};
