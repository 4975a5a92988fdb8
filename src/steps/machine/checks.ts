import type { Check } from '../check.ts';

/** The computer Jupyter runs on: address, ports, processes, users. */
export const machineChecks: readonly Check[] = [];
