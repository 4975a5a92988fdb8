import { cmd, type Examples } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

/** ddns: a name for a changing address. */
export const ddns: Messages['ddns'] = {
  summary: '바뀌는 주소를 따라가는 이름',
  statusSummary: '이름이 이 집을 가리키는지 봅니다',
  updateSummary: '오늘의 주소를 이름 서비스에 알립니다',
  flags: {
    name: '이름 (예: home.duckdns.org)',
    service: '이름을 맡은 서비스: duckdns, desec, cloudflare, noip, dynu, dyndns2',
    server: '서비스의 URL (dyndns2나 직접 운영하는 서버일 때)',
    user: '서비스의 사용자 이름 (noip, dynu, dyndns2)',
    tokenFile: '토큰이나 비밀번호가 든 파일',
    tokenStdin: '토큰이나 비밀번호를 표준 입력에서 읽습니다',
    address: '공인 IPv4 주소. 없으면 공유기에 물어봅니다',
    ipv6: '이름이 함께 가리킬 IPv6 주소',
    outside: '인터넷의 서비스에 공인 주소를 물어봅니다 (그 서비스가 주소를 알게 됩니다)',
    echo: 'api.ipify.org, checkipv4.dedyn.io 대신 물어볼 서비스',
    emit: '같은 설정을 다른 프로그램의 형식으로 출력합니다: inadyn',
  },
  get examples(): Examples {
    return [
      [
        cmd('ddns update', '--name', 'home.duckdns.org', '--token-file', 'token.txt'),
        '공유기에 묻고 DuckDNS에 알리기',
      ],
      [cmd('ddns update', '--outside'), '인터넷에서 보이는 주소로 다시 알리기'],
      [cmd('ddns status', '--outside'), '이름이 이 집을 가리키는지 보기'],
    ];
  },
  noService: (text) => `${text}: 그런 이름 서비스는 없습니다.`,
  servicesHint: '--service 뒤에 duckdns, desec, cloudflare, noip, dynu, dyndns2 중 하나를 주세요.',
  whichService: (name) => `${name}: 이름만 보고는 어느 서비스인지 알 수 없습니다.`,
  noName: '이름이 없습니다.',
  noNameHint: '--name 뒤에 이름을 주세요. 예: --name home.duckdns.org',
  notAName: (text) => `${text}: home.duckdns.org와 같은 공개 이름이 아닙니다.`,
  routerKept: (name, brand) =>
    `${name}: ${brand} 공유기가 직접 관리하는 이름이라 다른 프로그램은 갱신할 수 없습니다.`,
  get routerKeptHint() {
    return `공유기 메뉴에서 등록하거나(위치는 ${cmd('router show')}) duckdns.org, dedyn.io에서 무료 이름을 받으세요.`;
  },
  noServer: (service) => `${service}: 서비스의 URL이 없습니다.`,
  noServerHint: '--server https://… 로 알려 주세요.',
  badServer: (text) => `${text}: https://로 시작하는 URL이 아닙니다.`,
  noUser: (service) => `${service}에는 사용자 이름이 필요합니다.`,
  noUserHint: '--user 뒤에 사용자 이름을 주세요.',
  noToken: (service) => `${service}의 토큰이나 비밀번호가 없습니다.`,
  noTokenHint:
    '파일에 넣어 --token-file로 알려 주거나 --token-stdin으로 파이프해 주세요. 명령줄에 직접 쓰지 마세요.',
  badAddress: (text) => `${text}: 공인 IPv4 주소가 아닙니다.`,
  badIpv6: (text) => `${text}: 인터넷에서 쓰는 IPv6 주소가 아닙니다.`,
  addressHint: '인터넷에서 보이는 주소를 주거나, 빼고 실행하세요.',
  emitHint: '비밀 값은 출력하지 않습니다. PUT-THE-SECRET-HERE 자리에 넣고 파일 권한을 0600으로 하세요.',
  emitUnverified: 'inadyn은 이 서비스를 일반 dyndns2 방식으로 다룹니다. 실제로 시험하지는 못했습니다.',
  asksRouter: (gateway) => `공유기(${gateway})에 공인 주소를 물어봅니다.`,
  asksOutside: (hosts) => `${hosts}에 이 컴퓨터가 어떤 주소로 보이는지 물어봅니다.`,
  asksDns: (name) => `${name}: DNS에서 찾아봅니다.`,
  willTell: (service, host, name, address) =>
    `${service}(${host})에 ${name} 이름의 주소가 ${address}라고 알립니다.`,
  unverified: (service) => `${service} 문서를 보고 만들었으며, 실제 계정으로 시험하지는 못했습니다.`,
  confirm: {
    label: '서비스에 알리기',
    message: '지금 알릴까요?',
    declined: '확인하지 않았습니다. 아무것도 보내거나 바꾸지 않았습니다.',
  },
  waiting: (host) => `${host}의 응답을 기다리는 중`,
  same: (name, address) =>
    `${name}: 마지막에 알린 주소 ${address}와 지금 주소가 같습니다. 아무것도 보내지 않았습니다. 같은 주소를 되풀이해 보내면 서비스가 차단합니다.`,
  updated: (name, address) =>
    `${name}: 이제 ${address} 주소를 가리킵니다. 모두가 알기까지 몇 분 걸릴 수 있습니다.`,
  unchanged: (name, address) => `${name}: 이미 ${address} 주소를 가리키고 있었습니다.`,
  get next() {
    return `저절로 갱신되게 하려면: ${cmd('schedule install')}`;
  },
  nextGiven: '직접 준 주소는 다시 알아낼 수 없습니다. --address 없이 실행하면 예약 작업이 이름을 갱신합니다.',
  address: {
    noGateway: '물어볼 공유기가 없습니다. 이 컴퓨터에 기본 경로가 없습니다.',
    routerSilent: (gateway) => `공유기(${gateway})가 공인 주소를 알려 주지 않습니다.`,
    notPublic: (address) =>
      `공유기 자신에게 공인 주소가 없습니다(${address}). 앞에 다른 공유기나 통신사 장비가 있습니다.`,
    get notPublicHint() {
      return `이름이 엉뚱한 곳을 가리키게 됩니다. 자세한 설명은 ${cmd('router status')}에 있습니다. 그래도 인터넷에서 보이는 주소를 쓰려면 --outside를 붙이세요.`;
    },
    otherWays: '--outside를 붙여 인터넷의 서비스에 묻거나, --address로 직접 알려 주세요.',
    differ: (said) => `서비스마다 다른 주소를 알려 주어(${said}) 어느 것도 믿지 않습니다.`,
    differHint: 'VPN이나 다른 회선이 켜져 있을 수 있습니다. 끄거나 --address로 직접 알려 주세요.',
    silent: (hosts) => `공인 주소를 알려 준 곳이 없습니다: ${hosts}.`,
    silentHint: '인터넷 연결을 확인하거나 --address로 직접 알려 주세요.',
  },
  answers: {
    badauth: (service, words) =>
      [`${service}: 이름이나 비밀 값을 받아들이지 않습니다(${words}).`, '사이트에서 둘 다 확인하세요.'] as [
        string,
        string,
      ],
    badagent: (service, words) =>
      [
        `${service}: 이 프로그램을 받아들이지 않습니다(${words}).`,
        '그 서비스가 권하는 프로그램을 쓰세요.',
      ] as [string, string],
    nohost: (service, words) =>
      [`${service}: 계정에 없는 이름입니다(${words}).`, '사이트에서 먼저 등록하세요.'] as [string, string],
    notfqdn: (service, words) =>
      [`${service}: 점이 포함된 전체 이름이 필요합니다(${words}).`, '--name으로 알려 주세요.'] as [
        string,
        string,
      ],
    numhost: (service, words) =>
      [`${service}: 한 번에 너무 많은 이름을 받았습니다(${words}).`, '이름 하나만 주세요.'] as [
        string,
        string,
      ],
    '!yours': (service, words) =>
      [`${service}: 다른 사람의 이름입니다(${words}).`, '다른 이름을 등록하세요.'] as [string, string],
    '!donator': (service, words) =>
      [`${service}: 유료 회원만 쓸 수 있습니다(${words}).`, 'duckdns.org 같은 다른 서비스를 쓰세요.'] as [
        string,
        string,
      ],
    abuse: (service, words) =>
      [
        `${service}: 갱신이 너무 잦아 이름을 차단했습니다(${words}).`,
        '고객 지원에 차단 해제를 요청하세요.',
      ] as [string, string],
    dnserr: (service, words) => [`${service}: DNS에 문제가 있다고 합니다(${words}).`, ''] as [string, string],
    '911': (service, words) => [`${service}: 서비스가 고장 났습니다(${words}).`, ''] as [string, string],
    busy: (service, words) =>
      [`${service}: 잠시 쉬었다가 다시 하라고 합니다(${words}).`, ''] as [string, string],
    unreachable: (service, words) =>
      [`${service}: 연결되지 않았습니다(${words}).`, '인터넷 연결을 확인하세요.'] as [string, string],
    strange: (service, words) =>
      [`${service}: 알 수 없는 응답입니다: ${words}`, '이름과 서비스를 확인하세요.'] as [string, string],
    get stopped() {
      return `${cmd('ddns update')}를 다시 실행할 때까지 더 보내지 않습니다.`;
    },
    pausing: '빨라도 30분 뒤에 다시 시도합니다.',
  },
  renewing: {
    given: (name) => `${name}: 직접 준 주소라서 다시 알아내지 않습니다.`,
    stopped: (name) => `${name}: 서비스가 거절해서 갱신하지 않습니다.`,
    noToken: (service) =>
      `${service}의 토큰이 없어졌습니다. 다시 주세요: ${cmd('ddns update', '--token-file', '파일')}`,
    router: '공유기',
    willCheck: (name, whom) => `${name}: 공인 주소를 물어봅니다(${whom}).`,
    same: (name, address) => `${name}: 여전히 지금 주소 ${address}를 가리킵니다.`,
    updated: (name, service) => `${service}에 ${name}의 새 주소를 알렸습니다.`,
  },
  status: {
    none: '여기서 갱신하는 이름이 없습니다.',
    get noneHint() {
      return `무료 이름을 쓰려면 duckdns.org에서 등록한 뒤 ${cmd('ddns update', '--name', '이름', '--token-file', '파일')}`;
    },
    kept: (name, service) => `${name}: ${service}에서 갱신하고 있습니다.`,
    last: (address, at) => `마지막에 알린 주소: ${address} (${at}).`,
    refused: (message) => `마지막 갱신 실패: ${message}`,
    leads: (name, addresses) => `${name}: ${addresses} 주소를 가리킵니다.`,
    unknown: (name, why) => `${name}: 가리키는 주소가 없습니다(${why}).`,
    here: (address) => `지금 공인 주소 ${address}와 같습니다. 이름이 이 집을 가리킵니다.`,
    elsewhere: (address) => `지금 공인 주소는 ${address}입니다. 이름이 다른 곳을 가리킵니다.`,
    elsewhereRouter: (brand) =>
      `${brand} 공유기의 DDNS 화면에서 다시 등록하세요. 바뀌는 데 10분쯤 걸릴 수 있습니다.`,
    get elsewhereOwn() {
      return `${cmd('ddns update')}를 실행하세요.`;
    },
    notCompared: '인터넷에서 보이는 주소와 비교하려면 --outside를 붙이세요.',
    privateName: (address) =>
      `이름이 가리키는 ${address}는 공인 주소가 아니어서 밖에서 접속할 수 없습니다. 공유기 앞에 다른 공유기가 있습니다.`,
    ipv6: (addresses) => `IPv6 주소(${addresses})도 있습니다. IPv6를 쓰는 기기는 그쪽으로 먼저 접속합니다.`,
  },
  checks: {
    allFine: '이름이 갱신되고 있습니다.',
    failing: (name, message) => `${name}: 갱신되지 않고 있습니다. ${message}`,
    get failingFix() {
      return `${cmd('ddns update')}를 실행하세요.`;
    },
    unscheduled: (name) => `${name}: 주소가 바뀌어도 갱신해 주는 예약 작업이 없습니다.`,
    get unscheduledFix() {
      return `${cmd('schedule install')}을 실행하세요.`;
    },
  },
};
