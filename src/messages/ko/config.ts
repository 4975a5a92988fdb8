import type { Messages } from '../en.ts';

export const config: Messages['config'] = {
  title: '설정',
};
