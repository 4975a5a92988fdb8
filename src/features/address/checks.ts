import type { Check } from '../../situation/check.ts';
import { ipChecks } from './ip-checks.ts';
import { portChecks } from './port-checks.ts';

/** Where the server listens. */
export const addressChecks: readonly Check[] = [...ipChecks, ...portChecks];
