import { cmd } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

/** The view from the internet: doctor --outside, and the diagram of the path. */
export const outside: Messages['outside'] = {
  diagram: '경로',
  hops: {
    internet: '인터넷',
    tryIt: '밖에서 접속해 봐야 확실합니다: 와이파이를 끈 휴대전화로 열어 보세요',
    publicAddress: '공인 주소',
    get notAsked() {
      return `아직 물어보지 않았습니다 (${cmd('router status')})`;
    },
    routerSays: '공유기가 알려 준 자기 주소입니다',
    router: (address) => `공유기 ${address}`,
    passesOn: (port) => `${port}번 포트를 넘겨줍니다`,
    byHand: (port) => `메뉴에서 직접 ${port}번 포트를 넘겨주게 합니다. 아래를 보세요`,
    get notPassed() {
      return `아직 넘겨주지 않습니다 (${cmd('router map')} 또는 ${cmd('router show')})`;
    },
    computer: (place) => `이 컴퓨터 ${place}`,
    noFirewall: '방화벽이 없습니다',
    firewallLets: '방화벽이 들여보냅니다',
    get firewallLan() {
      return `방화벽이 집 안의 기기만 들여보냅니다 (${cmd('firewall open', '--everywhere')})`;
    },
    get firewallDenies() {
      return `방화벽이 막습니다 (${cmd('firewall open')})`;
    },
    get firewallUnknown() {
      return `방화벽이 막는지 알 수 없습니다 (${cmd('firewall status')})`;
    },
    jupyterHttps: 'Jupyter (https)',
    jupyterHttp: 'Jupyter (http)',
    seeAbove: '위의 내용을 보세요',
    tried: '시작해서 시험해 봤습니다',
    startIt: '설정했습니다. 이제 시작하세요',
  },
  changeByHand: (before, after) => `공유기 메뉴에서 규칙을 바꾸세요: ${before} → ${after}`,
  whatToType: '공유기 메뉴에 입력할 값',
  flags: {
    outside: '인터넷의 서비스가 포트를 두드려 보게 합니다 (그 서비스가 주소를 알게 됩니다)',
    externalPort: '인터넷에서 보이는 포트 (기본값: 넘겨받는 포트, 없으면 Jupyter의 포트)',
    checker: '두드려 볼 서비스 (ifconfig.co 형식)',
    echo: '공인 주소를 물어볼 서비스',
  },
  check: {
    willAsk: (hosts, port) =>
      `${hosts}에 물어봅니다. 공인 주소가 알려지고, 일부는 그 주소의 ${port}번 포트를 두드려 봅니다.`,
    unverified: '각 서비스의 문서를 보고 만들었습니다.',
    ask: '물어볼까요?',
    notAsked: '아무에게도 묻지 않았습니다.',
    waiting: '서비스의 응답을 기다리는 중',
    results: { reachable: '닿음', unreachable: '닿지 않음', unknown: '쓸 만한 응답 없음' },
    reachable: (port) => `${port}번 포트가 인터넷에 응답합니다. 두 서비스가 닿았습니다.`,
    unreachable: (port) => `${port}번 포트가 인터넷에 응답하지 않습니다. 두 서비스가 닿지 못했습니다.`,
    get unreachableFix() {
      return `이 순서로 확인하세요: Jupyter가 실행 중인지, ${cmd('firewall status')}, ${cmd('router status')}(포트를 넘겨주는지, 공유기 주소가 공인 주소인지), 그다음 통신사가 포트를 막는지.`;
    },
    lowPort: (port) =>
      `${port}번 포트를 막는 통신사도 있습니다. 8443을 써 보세요(${cmd('router map', '--external-port', '8443')}).`,
    contradiction: (port) => `${port}번 포트에 대해 서비스마다 말이 달라 알 수 없습니다.`,
    unclear: (port) => `${port}번 포트가 응답하는지 말해 준 서비스가 둘이 되지 않아 알 수 없습니다.`,
    noAddress: '공인 주소를 몰라 포트를 두드려 볼 수 없습니다.',
    tryPhone: '와이파이를 끈 휴대전화로 주소를 열어 보세요.',
    phone: '와이파이를 끈 휴대전화(모바일 데이터)로 열어 보세요:',
    whyNotInside:
      '안에서 시험해 보는 것으로는 알 수 없습니다. 자기 외부 주소를 집 안으로 돌려주지 않는 공유기가 많고, 이 컴퓨터는 자신에게 방화벽을 거치지 않고 접속하기 때문입니다.',
    nameHere: (name, address) => `${name}: 지금 공인 주소 ${address}를 가리킵니다.`,
    nameElsewhere: (name, where, address) =>
      `${name}: ${where} 쪽을 가리키는데 지금 공인 주소는 ${address}입니다.`,
    get nameFix() {
      return `${cmd('ddns update')}를 실행하거나 공유기의 DDNS 화면을 보세요: ${cmd('ddns status')}`;
    },
    nowhere: '아무 데도 아닌',
    badChecker: (text) => `${text}: 서비스의 URL이 아닙니다.`,
  },
  ipv6: {
    fine: 'IPv6로 공유기를 지나 들어오는 길이 없습니다.',
    exposed: (addresses) =>
      `IPv6로는 이 컴퓨터가 인터넷에 바로 있습니다(${addresses}). 공유기나 이 컴퓨터의 방화벽이 막지 않으면 포트포워드 없이도 Jupyter에 닿습니다.`,
    get exposedFix() {
      return `원하지 않으면 Jupyter가 IPv4로만 접속을 받게 하세요: ${cmd('init', '--ip', '0.0.0.0')}`;
    },
    dsLite:
      '이 회선에는 IPv6만 있고 자기 IPv4가 없습니다(DS-Lite). IPv4로는 포트포워드가 되지 않습니다. 공유기 메뉴에서 IPv6 포트를 열거나 터널을 쓰세요.',
    get dsLiteFix() {
      return cmd('tunnel status');
    },
  },
};
