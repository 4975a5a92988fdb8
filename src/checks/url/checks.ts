import type { Check } from '../../situation/check.ts';
import { strangerChecks } from './anonymous.ts';
import { answerCheck } from './answer.ts';
import { liveChecks } from './login.ts';
import { reachChecks } from './reach.ts';
import type { UrlContext } from './url-context.ts';

/** A server seen from the client's side, from the name in its address to a kernel that answers. */
export const URL_CHECKS: readonly Check<UrlContext>[] = [
  ...reachChecks,
  answerCheck,
  ...strangerChecks,
  ...liveChecks,
];
