import type { Feature } from '../feature.ts';

/** The listen address and port, and whether Jupyter opens a browser. */
export const address: Feature = {
  id: 'address',
  questions: async () => (await import('./question-specs.ts')).addressQuestions(),
  commands: [],
  load: async () => ({
    step: (await import('./step.ts')).addressStep,
    checks: async () => (await import('./port-checks.ts')).addressChecks,
  }),
};
