import type { Check } from '../check.ts';

/** Do the files load, and does each line do what it says? */
export const configFileChecks: readonly Check[] = [];
