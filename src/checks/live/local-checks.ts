import { configFileChecks } from '../config-files/checks.ts';
import { answersHere, answersLan, tlsAsConfigured } from './answers.ts';
import { kernelSteps } from './kernel.ts';
import { listens } from './listening.ts';
import type { LiveReport } from './live-checks.ts';
import type { LocalContext } from './local-context.ts';
import { loginSteps } from './login.ts';
import { filesShown, pageLoads } from './page.ts';

/** The live checks of a server on this computer, whose settings are known: from the config file to the kernel. */
export const LOCAL_REPORT: LiveReport<LocalContext> = {
  reaching: [
    ...configFileChecks.filter(({ id }) => id === 'config-loads'),
    listens,
    answersHere,
    answersLan,
    tlsAsConfigured,
  ],
  ...loginSteps,
  afterLogin: [pageLoads, filesShown],
  ...kernelSteps,
};
