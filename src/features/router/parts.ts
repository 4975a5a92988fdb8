import type { FeatureParts } from '../feature.ts';
import { routerStep } from './step.ts';

export const parts: FeatureParts = { step: routerStep };
