/** cert issue: an authority over ACME. */
import type { Messages } from '../en.ts';

export const acme: Messages['acme'] = {
  summary: 'Let’s Encrypt 인증서 받기',
};
