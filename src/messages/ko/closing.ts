import type { Messages } from '../en.ts';

/** close: no longer reachable from outside. */
export const closing: Messages['closing'] = {
  summary: '명령 하나로 외부 접속을 모두 닫습니다',
};
