import type { FeatureParts } from '../feature.ts';
import { certifiedName, isSignedHere } from './record.ts';
import { tlsStep } from './step.ts';

export const parts: FeatureParts = {
  step: tlsStep,
  checks: async () => [(await import('./checks/index.ts')).tlsChecks],
  renewer: async () => (await import('./renew.ts')).certificateRenewer,
  afterApply: async (run) => (await import('./issue-after-init.ts')).issueAfterInit(run),
  nextSteps: async (run) => (await import('./issue-after-init.ts')).certificateSteps(run),
  outsideName: certifiedName,
  isSignedHere,
};
