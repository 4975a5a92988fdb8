/** Certificates and keys. */
export const tls = {};
