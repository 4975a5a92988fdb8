import type { Check } from '../../situation/check.ts';
import { configFileChecks } from '../config-files/checks.ts';
import { answersHere, answersLan, tlsAsConfigured } from './answers.ts';
import { kernelAnswers, kernelConnects, kernelRemoved, kernelStarts } from './kernel.ts';
import { listens } from './listens.ts';
import { noAnonymous, passwordAccepted, wrongPasswordRefused } from './login.ts';
import type { PathContext } from './session.ts';

/** The hops from the config file to a kernel that answers, each needing those before it. */
export const PATH_CHECKS: readonly Check<PathContext>[] = [
  ...configFileChecks.filter(({ id }) => id === 'config-loads'),
  listens,
  answersHere,
  answersLan,
  tlsAsConfigured,
  noAnonymous,
  wrongPasswordRefused,
  passwordAccepted,
  kernelStarts,
  kernelConnects,
  kernelAnswers,
  kernelRemoved,
];
