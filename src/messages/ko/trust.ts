/** cert trust. */
import type { Messages } from '../en.ts';

export const trust: Messages['trust'] = {
  summary: '기기가 인증서를 신뢰하게 하기',
};
