/** schedule and renew. */
export const schedule = {
  summary: 'renew everything by a timer',
};
