import type { Check } from '../check.ts';

/** Which line wins, and does it win by accident? */
export const precedenceChecks: readonly Check[] = [];
