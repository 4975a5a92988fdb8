import type { Check } from '../../situation/check.ts';
import { configLines } from './config-lines.ts';
import { configLoads } from './config-loads.ts';
import { misplacedValues } from './misplaced-values.ts';

/** Do the files load, and does each line do what it says? */
export const configFileChecks: readonly Check[] = [configLoads, configLines, misplacedValues];
