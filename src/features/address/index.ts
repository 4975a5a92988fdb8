import type { Feature } from '../feature.ts';
import { addressQuestions } from './questions.ts';

/** Where Jupyter listens, and whether it opens a browser. */
export const address: Feature = {
  id: 'address',
  get questions() {
    return addressQuestions();
  },
  commands: [],
  load: async () => (await import('./parts.ts')).parts,
};
