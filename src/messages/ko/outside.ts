import type { Messages } from '../en.ts';

/** What is seen from the internet: doctor --outside, the picture of the path. */
export const outside: Messages['outside'] = {
  picture: '경로',
};
