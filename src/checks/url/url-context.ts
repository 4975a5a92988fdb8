import type { Visit } from './session.ts';

/** What the checks of `doctor --url` look at. */
export interface UrlContext {
  readonly visit: Visit;
}
