import type { Check } from '../check.ts';
import { answerCheck } from './answer-check.ts';
import { liveChecks } from './live-checks.ts';
import { reachChecks } from './reach-checks.ts';
import { strangerChecks } from './stranger-checks.ts';
import type { UrlContext } from './url-context.ts';

/** A server seen from the client's side, from the name in its address to a kernel that answers. */
export const URL_CHECKS: readonly Check<UrlContext>[] = [
  ...reachChecks,
  answerCheck,
  ...strangerChecks,
  ...liveChecks,
];
