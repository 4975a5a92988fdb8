import type { Secret } from '../../system/secret.ts';
import type { NamedUrl } from './parse-url.ts';

/** One look at one server. */
export interface Visit {
  readonly named: NamedUrl;
  /** Only with --live: log in and start a kernel. */
  readonly password: Secret | undefined;
  /** The password may travel over plain http. */
  readonly allowPlainHttp: boolean;
}
