import type { Step } from '../../wizard/step.ts';
import type { FeatureParts } from '../feature.ts';

export const parts: FeatureParts = {
  // The code that reads firewalls is loaded when its question is reached, after the first questions.
  step: {
    id: 'firewall',
    questions: async (context, answers) => (await step()).questions(context, answers),
    plan: async (context, answers) => (await step()).plan(context, answers),
  },
  checks: async () => [(await import('./checks.ts')).firewallChecks],
  close: async (situation) => (await import('./changes.ts')).closeFirewall(situation),
  hops: async (run, gateway) => (await import('./facts.ts')).firewallHops(run, gateway),
};

async function step(): Promise<Step> {
  return (await import('./step.ts')).firewallStep;
}
