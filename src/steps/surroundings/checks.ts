import type { Check } from '../check.ts';

/** What is no mistake but has to be known: root, WSL, a container. */
export const surroundingsChecks: readonly Check[] = [];
