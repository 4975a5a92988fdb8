import type { Check } from '../check.ts';
import { configLoads } from './config-loads.ts';

/** Do the files load, and does each line do what it says? */
export const configFileChecks: readonly Check[] = [configLoads];
