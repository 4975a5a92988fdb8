import type { Feature } from '../feature.ts';

/** The login password. */
export const password: Feature = {
  id: 'password',
  questions: async () => (await import('./question-specs.ts')).passwordQuestions(),
  commands: [],
  load: async () => ({
    step: (await import('./step.ts')).passwordStep,
    afterApply: async (run) => (await import('./former-secrets.ts')).endFormerLogins(run),
    checks: async () => [(await import('./checks.ts')).passwordChecks],
  }),
};
