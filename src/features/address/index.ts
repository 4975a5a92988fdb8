import type { Feature } from '../feature.ts';

/** Where Jupyter listens, and whether it opens a browser. */
export const address: Feature = {
  id: 'address',
  questions: async () => (await import('./questions.ts')).addressQuestions(),
  commands: [],
  load: async () => (await import('./parts.ts')).parts,
};
