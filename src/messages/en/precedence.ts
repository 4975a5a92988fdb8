/** Which setting wins, and what that hides. */
export const precedence = {};
