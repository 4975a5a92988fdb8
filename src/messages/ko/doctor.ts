import type { Messages } from '../en.ts';

export const doctor: Messages['doctor'] = {
  broke: (check, reason) => `${check} 검사를 하지 못했습니다. ${reason}`,
  notReached: (cause) => `${cause} 문제 때문에 검사하지 않았습니다.`,
};
