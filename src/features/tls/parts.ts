import type { FeatureParts } from '../feature.ts';
import { tlsStep } from './step.ts';

export const parts: FeatureParts = { step: tlsStep };
