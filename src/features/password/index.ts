import type { Feature } from '../feature.ts';
import { passwordQuestions } from './questions.ts';

/** Who may log in. */
export const password: Feature = {
  id: 'password',
  get questions() {
    return passwordQuestions();
  },
  commands: [],
  load: async () => (await import('./parts.ts')).parts,
};
