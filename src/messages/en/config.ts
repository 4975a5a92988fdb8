/** What the line patcher did, and why there. Keys are the patcher's `why` codes. */
export const config = {
  title: 'config',
};
