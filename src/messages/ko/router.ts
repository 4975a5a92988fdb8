import type { Messages } from '../en.ts';

/** The router: recognising it, its menu, router, its step. */
export const router: Messages['router'] = {
  summary: '공유기: 어떤 제품인지, 메뉴에 무엇을 입력할지',
  showSummary: '어떤 공유기인지, 메뉴가 어디에 있고 무엇을 입력할지 보여 줍니다',
  statusSummary: '공유기가 알려 주는 것: 외부 주소와 넘겨주는 포트',
  mapSummary: '공유기가 포트를 넘겨주게 합니다',
  unmapSummary: '더는 넘겨주지 않게 합니다',
};
