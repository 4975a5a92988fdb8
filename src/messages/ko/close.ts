import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

/** The command `close`. */
export const close: Messages['close'] = {
  summary: '명령 하나로 외부 접속을 모두 닫습니다',
  confirm: {
    label: '닫기',
    message: '모두 닫을까요?',
    declined: '확인하지 않았습니다. 아무것도 바꾸지 않았습니다.',
  },
  alreadyOurs: 'jupyter-expose가 열어 둔 것이 없습니다.',
  config: {
    unchanged: (reason) => `설정 파일을 바꾸지 못했습니다. ${reason}`,
    ignored:
      '오류가 있는 동안 Jupyter는 이 파일 전체를 무시하므로, 다음에 시작할 때부터 이 컴퓨터에서만 접속할 수 있습니다.',
    unless:
      '오류가 있는 동안 Jupyter는 이 파일 전체를 무시합니다. 다른 파일에 따로 설정하지 않았다면 이 컴퓨터에서만 접속할 수 있습니다.',
    listens: (ip) => `Jupyter는 다음에 시작할 때부터 ${ip} 주소로 접속을 받습니다.`,
    unknown: '이 파일 때문에 다른 기기에서도 Jupyter에 접속할 수 있을지 모릅니다.',
    fix: (path) => `${path} 파일을 고친 뒤 다시 실행하세요: ${cmd('close')}`,
  },
  already: '열어 둔 것이 없습니다. Jupyter는 이 컴퓨터에서만 접속할 수 있습니다.',
  closed:
    '닫았습니다. jupyter-expose가 연 것은 모두 닫혔고, Jupyter는 다음에 시작할 때부터 이 컴퓨터에서만 접속할 수 있습니다.',
  partly: '일부는 닫지 못했습니다. 위의 내용을 보세요.',
  noOpenings:
    '공유기에서 직접 만든 포트포워드나 직접 만든 방화벽 규칙은 그대로 있습니다. 이제 응답하는 프로그램은 없지만 공유기 메뉴에서 지우는 것이 좋습니다.',
  get again() {
    return `다시 열려면: ${cmd('init')}`;
  },
  stillRuns: (pid, port) =>
    `실행 중인 Jupyter(프로세스 ${pid}, 포트 ${port})는 멈출 때까지 다른 기기의 접속도 받습니다.`,
  stillRunsFix: (pid) => `멈추려면: ${glued(`kill ${pid}`)}`,
  startsOpen: (where) =>
    `다음은 설정과 상관없이 다른 기기도 접속할 수 있는 주소로 Jupyter를 시작합니다: ${where}`,
  startsOpenFix: '거기에서 --ip를 지우세요.',
  asBefore: (ip) => `${ip} (닫기 전과 같이)`,
};
