import type { Messages } from '../en.ts';

/** The way out where no port can be forwarded: tunnel. */
export const tunnel: Messages['tunnel'] = {
  summary: '공유기로 포트를 열 수 없을 때 나가는 길',
  statusSummary: '어떤 터널 프로그램이 있고 무엇이 실행 중인지 봅니다',
  startSummary: '터널을 시작합니다',
  stopSummary: '우리가 시작한 터널을 멈춥니다',
};
