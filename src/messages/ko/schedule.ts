/** schedule and renew. */
import type { Messages } from '../en.ts';

export const schedule: Messages['schedule'] = {
  summary: '타이머로 자동 갱신',
};
