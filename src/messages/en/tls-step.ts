/** The tls question of init. */
export const tlsStep = {
  summary: '',
};
