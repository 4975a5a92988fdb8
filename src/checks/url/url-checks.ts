import type { Network } from '../../net/network.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Secret } from '../../system/secret.ts';
import { type LiveReport, type RunOptions, runLiveChecks } from '../live/live-checks.ts';
import { anonymousChecks, closedStep } from './anonymous-checks.ts';
import { answerCheck } from './answer-check.ts';
import { loginSteps } from './login-steps.ts';
import { parseUrl, type UrlContext } from './named-url.ts';
import { reachChecks } from './reach-checks.ts';

/** The live checks of a server of which only the URL is known: from the name in the URL to the kernel. */
const URL_REPORT: LiveReport<UrlContext> = {
  reaching: [...reachChecks, answerCheck],
  closed: closedStep,
  beforeLogin: anonymousChecks,
  afterLogin: [],
  ...loginSteps,
};

interface UrlOptions extends Omit<RunOptions, 'leaveOut'> {
  readonly network: Network;
  /** As the user gave it. */
  readonly url: string;
  /** PEM of a CA that is trusted as well. */
  readonly ca?: string | undefined;
  /** Only with --live: then a kernel is started, used and removed. */
  readonly password?: Secret | undefined;
  /** The user explicitly agreed to send the password over plain http to another computer. */
  readonly allowPlainHttp: boolean;
}

/** Checks a server from the client's side. Throws ExposeError('usage') if the URL is not a server's. */
export async function inspectUrl(options: UrlOptions): Promise<Finding[]> {
  const { network, ca, password, allowPlainHttp, signal, onResult } = options;
  const named = parseUrl(options.url);
  const { openSession } = await import('../../jupyter/client/server-session.ts');
  const destination = (url: string) => ({
    url,
    plainPassword: allowPlainHttp,
    ...(ca !== undefined && { ca }),
  });
  const session = openSession({ network, locate: async () => destination(named.url) });
  const context = { session, named, password, clientAt: (url: string) => session.open(destination(url)) };
  return runLiveChecks(URL_REPORT, context, { signal, onResult });
}
