import type { Messages } from '../en.ts';

export const address: Messages['address'] = {
  ipLabel: '주소',
  ipMessage: 'Jupyter가 어느 주소에서 접속을 받을까요?',
  ipWhy: '*면 이 컴퓨터에 닿는 모든 기기가, localhost면 이 컴퓨터만 접속할 수 있습니다.',
  ipEmpty: '주소가 비어 있습니다.',
  ipName: (text) => `'${text}'은(는) 이름이지 이 컴퓨터의 주소가 아닙니다.`,
  ipForeign: (text) =>
    `${text}은(는) 이 컴퓨터의 주소가 아니어서 Jupyter가 그 주소로 접속을 받을 수 없습니다 (공인 IP나 공유기 주소는 공유기의 것입니다).`,
  ipHint: '*(모든 주소), localhost(이 컴퓨터만), 또는 이 컴퓨터의 주소 중 하나로 답하세요.',
  ipFixed: (ip) =>
    `나중에 공유기가 이 컴퓨터에 다른 주소를 주면 Jupyter가 ${ip}에서 시작하지 못합니다. '*'에는 이런 문제가 없습니다.`,
  portLabel: '포트',
  portMessage: '몇 번 포트를 쓸까요?',
  portWhy: 'URL에서 콜론 뒤에 오는 숫자입니다. 공유기에도 같은 번호를 넣습니다.',
  portInvalid: (text) => `'${text}'은(는) 포트 번호가 아닙니다.`,
  portHint: '포트는 1부터 65535까지의 정수입니다. 예: 8888',
  portLow: (port) =>
    `1024보다 작은 포트는 root의 것입니다. 일반 사용자로는 Jupyter가 ${port}번을 쓸 수 없습니다. 공유기에서 ${port}번을 더 큰 번호로 넘길 수 있습니다.`,
  portBusy: (port, who) =>
    `지금 ${who}이(가) ${port}번 포트를 쓰고 있습니다. 그것이 끝나야 Jupyter가 이 포트에서 시작할 수 있습니다.`,
  someProcess: '다른 프로세스',
  process: (name, pid) => `${name} (프로세스 ${pid})`,
  browserLabel: '브라우저 열기',
  browserMessage: 'Jupyter를 시작할 때 이 컴퓨터에서 브라우저를 열까요?',
  browserWhy: '밖에서 접속해 쓸 컴퓨터라면 아니오를 고르세요.',
  yes: '예',
  no: '아니오',
  wrongType: (value) => `${value}은(는) 알맞은 종류의 값이 아닙니다.`,
  plainHttp: '다른 기기와 암호화되지 않은 http로 통신합니다. 중간에 있는 사람이 비밀번호를 읽을 수 있습니다.',
  plainHttpFix: 'TLS를 설정할 때까지는 내 네트워크 안에서만, 또는 VPN이나 SSH 터널로 쓰세요.',
  root: 'root로 실행 중이며, 그러면 모든 노트북도 root로 실행됩니다.',
  rootFix: 'Jupyter는 일반 사용자로 쓰세요. root로는 --allow-root가 있어야만 시작합니다.',
};
