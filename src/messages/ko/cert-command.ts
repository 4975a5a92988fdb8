/** cert create, import, show, renew. */
import type { Messages } from '../en.ts';

export const certCommand: Messages['certCommand'] = {
  summary: 'https 인증서: 만들기, 가져오기, 보기, 갱신',
};
