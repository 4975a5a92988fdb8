/** close: no longer reachable from outside. */
export const closing = {
  summary: 'no longer reachable from outside, in one command',
};
