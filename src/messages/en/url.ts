/** A server seen from the client’s side. */
export const url = {};
