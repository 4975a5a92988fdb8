/** cert issue: an authority over ACME. */
export const acme = {
  summary: 'get a certificate from Let’s Encrypt',
};
