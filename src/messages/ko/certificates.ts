import type { Messages } from '../en.ts';

export const certificates: Messages['certificates'] = {
  notAName: (text) => `${JSON.stringify(text)} 값은 호스트 이름도 주소도 아닙니다.`,
  notANameHint: '이름은 jupyter.example.org, 주소는 203.0.113.7처럼 씁니다.',
};
