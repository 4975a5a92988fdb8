import type { Check } from '../../situation/check.ts';
import { type CheckResult, runChecks } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { unlessAborted } from '../../system/abort.ts';
import type { Secret } from '../../system/secret.ts';
import { strangerChecks } from './anonymous.ts';
import { answerCheck } from './answer.ts';
import { liveChecks } from './login.ts';
import { reachChecks } from './reach.ts';
import type { UrlContext } from './session.ts';
import { openVisit, parseUrl } from './session.ts';

/** A server seen from the client's side, from the name in its address to a kernel that answers. */
const URL_CHECKS: readonly Check<UrlContext>[] = [
  ...reachChecks,
  answerCheck,
  ...strangerChecks,
  ...liveChecks,
];

interface UrlOptions {
  /** As the person gave it. */
  readonly url: string;
  /** PEM of a CA that is trusted as well. */
  readonly ca?: string | undefined;
  /** Only with --live: then a kernel is started, asked and removed. */
  readonly password?: Secret | undefined;
  /** An explicit yes to a password over plain http to another computer. */
  readonly allowPlainHttp: boolean;
  /** Ends the look: the kernel is removed first, then the signal's reason thrown. */
  readonly signal?: AbortSignal | undefined;
  readonly onResult?: ((result: CheckResult) => void | Promise<void>) | undefined;
}

/** Looks at a server from the client's side. Throws ExposeError('usage') for an address that is none. */
export async function inspectUrl({ url, ca, signal, onResult, ...options }: UrlOptions): Promise<Finding[]> {
  const named = parseUrl(url);
  const { openClient } = await import('../../jupyter/client/open.ts');
  const visit = openVisit({ named, ca, password: options.password, ...options }, openClient);
  try {
    const looked = runChecks(URL_CHECKS, { visit }, onResult);
    return await (signal === undefined ? looked : unlessAborted(looked, signal));
  } finally {
    await visit.end();
  }
}
