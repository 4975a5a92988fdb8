/** The tls question of init. */
import type { Messages } from '../en.ts';

export const tlsStep: Messages['tlsStep'] = {
  summary: '',
};
