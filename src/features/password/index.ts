import type { Feature } from '../feature.ts';

/** The login password. */
export const password: Feature = {
  id: 'password',
  questions: async () => (await import('./questions.ts')).passwordQuestions(),
  commands: [],
  load: async () => (await import('./parts.ts')).parts,
};
