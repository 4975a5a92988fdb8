import type { Messages } from '../en.ts';

/** What is seen from the internet: doctor --outside, the picture of the path. */
export const outside: Messages['outside'] = {
  picture: '경로',
  hops: {
    internet: '인터넷',
    tryIt: '밖에서 접속해 봐야 확실합니다: Wi-Fi를 끈 휴대전화로 열어 보세요',
    publicAddress: '공인 주소',
    notAsked: '아직 물어보지 않았습니다 (jupyter-expose router status)',
    routerSays: '공유기가 알려 준 자기 주소입니다',
    router: (address) => `공유기 ${address}`,
    passesOn: (port) => `${port}번 포트를 넘겨줍니다`,
    byHand: (port) => `메뉴에서 직접 ${port}번 포트를 넘겨주게 합니다. 아래를 보세요`,
    notPassed: '아직 넘겨주지 않습니다 (jupyter-expose router map 또는 router show)',
    computer: (place) => `이 컴퓨터 ${place}`,
    noFirewall: '방화벽이 없습니다',
    firewallLets: '방화벽이 들여보냅니다',
    firewallLan: '방화벽이 집 안의 기기만 들여보냅니다 (jupyter-expose firewall open --everywhere)',
    firewallDenies: '방화벽이 막습니다 (jupyter-expose firewall open)',
    firewallUnknown: '방화벽이 막는지 알 수 없습니다 (jupyter-expose firewall status)',
    jupyterHttps: 'Jupyter (https)',
    jupyterHttp: 'Jupyter (http)',
    seeAbove: '위의 내용을 보세요',
    tried: '시작해서 시험해 봤습니다',
    startIt: '설정했습니다. 이제 시작하세요',
  },
  changeByHand: (before, after) => `공유기 메뉴에서 규칙을 바꾸세요: ${before} → ${after}`,
  whatToType: '공유기 메뉴에 입력할 값',
};
