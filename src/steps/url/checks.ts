import type { Check } from '../check.ts';
import type { Visit } from './visit.ts';

/** What the checks of `doctor --url` look at. */
export interface UrlContext {
  readonly visit: Visit;
}

/** A server seen from the client's side, from the name in its address to a kernel that answers. */
export const URL_CHECKS: readonly Check<UrlContext>[] = [];
