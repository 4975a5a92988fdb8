/** Who may get in. */
export const access = {};
