import type { Messages } from '../en.ts';

/** The firewall of this computer: firewall, its step, its checks. */
export const firewall: Messages['firewall'] = {
  summary: '이 컴퓨터의 방화벽',
  statusSummary: '방화벽이 있는지, 포트를 들여보내는지 봅니다',
  openSummary: '포트를 들여보냅니다',
  closeSummary: '우리가 만든 규칙만 다시 없앱니다',
};
