import type { Check } from '../check.ts';

/** Certificates and keys that the config names. */
export const tlsChecks: readonly Check[] = [];
