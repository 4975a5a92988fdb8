import type { Check } from '../check.ts';

/** What the doctor looks at. */
export const passwordChecks: readonly Check[] = [];
