/** Config files that do not load or hold lines that do nothing. */
export const scars = {};
