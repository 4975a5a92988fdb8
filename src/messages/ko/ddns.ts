import type { Messages } from '../en.ts';

/** Names that follow a changing address: ddns. */
export const ddns: Messages['ddns'] = {
  summary: '바뀌는 주소를 따라가는 이름',
  statusSummary: '이름이 이 집을 가리키는지 봅니다',
  updateSummary: '오늘의 주소를 이름 서비스에 알립니다',
};
