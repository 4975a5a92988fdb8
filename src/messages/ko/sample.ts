import type { Messages } from '../en/index.ts';

export const sample: Messages['sample'] = {
  summary: '연습',
  flag: '마실 것: tea, coffee',
  label: '음료',
  message: '무엇을 마시겠습니까?',
  why: '아무것도 이 답에 달려 있지 않습니다.',
  choices: { tea: '차', coffee: '커피' },
  fine: '마실 것이 있습니다.',
};
