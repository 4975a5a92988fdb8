/** cert create, import, show, renew. */
export const certCommand = {
  summary: 'certificates for https: make, import, show, renew',
};
