/** cert trust. */
export const trust = {
  summary: 'make devices trust the certificate',
};
