import type { Step } from '../../wizard/step.ts';

/** The firewall of this computer. What it takes to read one is loaded when it is asked about, after the first questions. */
export const firewallStep: Step = {
  id: 'firewall',
  questions: async (context, answers) => (await load()).questions(context, answers),
  plan: async (context, answers) => (await load()).plan(context, answers),
  remarks: async (context, answers) => (await load()).remarks(context, answers),
};

async function load(): Promise<Step> {
  return (await import('./step.ts')).firewallStep;
}
