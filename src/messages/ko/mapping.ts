import type { Messages } from '../en/index.ts';

/** Port mappings: what routers answer. */
export const mapping: Messages['mapping'] = {
  stranger: (sender) =>
    `네트워크의 ${sender}가 공유기라고 하지만 이 컴퓨터의 게이트웨이가 아니어서 믿지 않았습니다.`,
  doubts: {
    elsewhere: '공유기의 응답이 설명서 위치로 다른 장치를 가리켜서 믿지 않았습니다.',
    unreachable: '공유기가 UPnP에 응답했지만 설명서를 가져올 수 없었습니다.',
    'no-description': '공유기가 UPnP에 응답했지만 보내온 것이 설명서가 아닙니다.',
    'no-router': '게이트웨이 주소에서 UPnP에 응답한 것은 공유기가 아닙니다.',
  },
  silent: (gateway, words) => `공유기(${gateway})가 응답하지 않았습니다(${words}).`,
  silentHint:
    'UPnP가 켜져 있는지 보고 다시 실행하거나 메뉴에서 직접 포트포워딩하세요: jupyter-expose router show',
  byHand: '공유기 메뉴에서 직접 포트포워딩하세요: jupyter-expose router show',
  refused: (port, said) => `공유기가 ${port}번 포트를 넘겨주지 않겠다고 합니다(${said}).`,
  denied: (port) => `공유기의 규칙이 ${port}번 포트를 허용하지 않습니다.`,
  deniedLow: '1024보다 작은 포트는 거절하는 공유기가 많습니다. 더 큰 번호를 쓰세요: --external-port 8443',
  taken: (port) => `공유기의 ${port}번 포트는 다른 기기가 쓰고 있습니다.`,
  takenBy: (port, holder) => `공유기의 ${port}번 포트는 이미 ${holder} 쪽으로 이어져 있습니다.`,
  takenHint: '건드리지 않았습니다. 다른 번호를 쓰세요: --external-port 8443',
  noWayOut:
    '공유기 자신에게 공인 주소가 없어서 포트를 넘겨주지 않습니다. 앞에 다른 공유기나 통신사 장비가 있습니다.',
  noWayOutHint: '그래도 되는 방법: jupyter-expose tunnel status',
  full: '공유기가 넘겨줄 수 있는 포트가 모두 찼습니다.',
  notKept: (port) => `공유기가 ${port}번 포트를 받아들였지만 목록에는 없습니다.`,
  unread: (port) => `공유기가 ${port}번 포트가 누구의 것인지 알려 주지 않아 그대로 두었습니다.`,
  lookByHand: '공유기 메뉴에서 확인하고, 이 컴퓨터의 것이면 거기서 지우세요: jupyter-expose router show',
};
