/** What a server answered, or why it did not. */
export const client = {};
