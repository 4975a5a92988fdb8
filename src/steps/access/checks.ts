import type { Check } from '../check.ts';

/** Who may get in, and who is kept out. */
export const accessChecks: readonly Check[] = [];
