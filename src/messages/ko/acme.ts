import { cmd, type Examples } from '../command-line.ts';

/** cert issue: certificates from an ACME authority. */
import type { Messages } from '../en/index.ts';

export const acme: Messages['acme'] = {
  summary: 'Let’s Encrypt 인증서 받기',
  flags: {
    domain: '공개 도메인 이름(여러 개면 반복하거나 쉼표로 구분)',
    email: '인증 기관이 연락할 전자우편 주소',
    challenge: '이름을 증명하는 방법: http-01, tls-alpn-01, dns-01',
    challengePort: '인증 기관에 응답할 이 컴퓨터의 포트(8080, tls-alpn-01은 8443)',
    challengeAddress: '이 컴퓨터의 이 주소에서만 응답',
    dns: 'dns-01에서 이름을 관리하는 곳: duckdns, desec, cloudflare',
    dnsTokenFile: 'DNS 제공자의 토큰이 든 파일',
    dnsTokenStdin: '토큰을 표준 입력에서 읽기',
    staging: '시험 서비스로 연습하기(브라우저는 그 인증서를 믿지 않음)',
    acmeServer: '다른 ACME 인증 기관의 디렉터리 URL',
    acmeCa: '그 서버의 인증서에 서명한 인증 기관의 PEM 파일',
  },
  get examples(): Examples {
    return [
      [cmd('cert issue', '--domain', 'home.duckdns.org', '--staging'), '연습'],
      [
        cmd(
          'cert issue',
          '--domain',
          '"*.home.duckdns.org"',
          '--dns',
          'duckdns',
          '--dns-token-file',
          'token.txt',
        ),
        '',
      ],
    ];
  },
  announce: (names, host) => `다음 이름의 인증서를 ${host}에 요청합니다: ${names}`,
  terms: (host) => `동의하면 ${host}의 이용 약관에 동의하는 것입니다.`,
  publicLog: '모든 공개 인증서와 마찬가지로 이 이름은 공개 목록에 영구히 남습니다.',
  staging:
    '시험 서비스이므로 브라우저가 이 인증서를 받아들이지 않습니다. 진짜 인증서는 --staging을 빼고 다시 실행하면 받습니다.',
  forwardHttp: (address, port) =>
    `공유기에서 외부(WAN) TCP 포트 80을 ${address}의 포트 ${port}번으로 포워딩하세요. 이 컴퓨터의 포트 ${port}번은 다른 프로그램이 쓰지 않아야 하고 방화벽이 허용해야 합니다.`,
  forwardTls: (address, port) =>
    `공유기에서 외부(WAN) TCP 포트 443을 ${address}의 포트 ${port}번으로 포워딩하세요. 이 컴퓨터의 포트 ${port}번은 다른 프로그램이 쓰지 않아야 하고 방화벽이 허용해야 합니다.`,
  dnsHint: '그 이름이 DNS 제공자의 이 계정에 속하는지 확인하고 몇 분 뒤 다시 시도하세요.',
  shared: (suffix) =>
    `Let’s Encrypt에서는 ${suffix} 아래의 모든 이름이 발급 한도 하나를 나누어 쓰며, 대개 이미 소진되어 있습니다. 거절될 가능성이 큽니다.`,
  get sharedHint() {
    return `duckdns.org나 dedyn.io의 무료 이름을 쓰거나, 직접 만든 인증 기관의 인증서(${cmd('cert create')})를 쓰세요.`;
  },
  wouldWrite: (file) => `${file} 쓰기 (인증서가 발급된 뒤)`,
  confirmLabel: '진행',
  confirm: '지금 인증서를 요청할까요?',
  waiting: (host) => `${host}의 응답을 기다리는 중`,
  proving: (names) => `이름의 소유를 증명하는 중입니다: ${names}`,
  get noRecord() {
    return `인증서를 어떻게 발급받을지 알 수 없습니다. 다음을 실행하세요: ${cmd('cert issue', '--domain', '이름')}`;
  },
  noDomain: '인증서에 넣을 이름이 없습니다.',
  noDomainHint: '--domain 이름으로 알려 주세요.',
  noSuchChallenge: (text) => `${text}: 그런 방법은 없습니다. http-01, tls-alpn-01, dns-01 중에서 고르세요.`,
  wildcard: (name) => `${name} 인증서는 dns-01로만 받을 수 있습니다.`,
  wildcardHint: '--challenge dns-01과 --dns duckdns, desec, cloudflare 중 하나를 쓰거나 *를 빼세요.',
  notPublic: (name) => `${name}: 공개 이름이 아니므로 공개 인증 기관이 서명하지 않습니다.`,
  get notPublicHint() {
    return `공유기의 DDNS 이름을 쓰거나 직접 만든 인증 기관을 쓰세요: ${cmd('cert create')}`;
  },
  noPort: (text) => `${text}: 포트가 아닙니다. 포트는 1에서 65535까지의 숫자입니다.`,
  noAddress: (text) => `${text}: 이 컴퓨터의 주소가 아닙니다. 192.168.0.10과 같은 IP 주소여야 합니다.`,
  noServer: (text) => `${text}: 디렉터리 URL이 아닙니다. https://로 시작해야 합니다.`,
  noCa: (path) => `${path} 파일이 없어 인증 기관의 서버를 믿을 수 없습니다.`,
  notOffered: (name, way, offered) =>
    `${name}에 대해 인증 기관은 ${way} 방법을 제공하지 않습니다. 가능한 방법: ${offered}`,
  unreachable: (host, why) => `${host}에 연결하지 못했습니다(${why}). 바뀐 것은 없습니다.`,
  unreachableHint: '인터넷 연결을 확인하고 나중에 다시 시도하세요.',
  notAcme: (host) => `${host} 서버가 응답했지만 ACME 서비스가 아닙니다. 바뀐 것은 없습니다.`,
  notAcmeHint: '디렉터리 URL을 확인하고, 이 네트워크에서 먼저 로그인 페이지를 거쳐야 하는지도 확인하세요.',
  issuedWithout: (host, names) =>
    `${host} 서버가 발급한 인증서에 다음 이름이 없습니다: ${names}. 바뀐 것은 없습니다.`,
  issuedUnfit: (host) => `${host} 서버가 발급한 인증서는 서버용이 아닙니다. 바뀐 것은 없습니다.`,
  issuedUnfitHint: "다른 인증 기관을 쓰세요. --acme-server 옵션을 빼면 Let's Encrypt를 씁니다.",
  issuedDates: (host, from, to) =>
    `${host} 서버가 발급한 인증서의 유효 기간(${from} ~ ${to})에 지금이 들어 있지 않습니다. 바뀐 것은 없습니다.`,
  issuedDatesHint: '이 컴퓨터의 시계를 확인하세요.',
  untrustedHint:
    '이 컴퓨터가 그 서버의 인증서를 믿지 않습니다. --acme-ca 파일로 인증 기관을 지정하거나 시계를 확인하세요.',
  tooLong: '인증 기관의 응답이 너무 오래 걸려 그만두었습니다. 바뀐 것은 없습니다.',
  theirWords: (host, words) => `${host}의 응답: ${words}`,
  portTaken: (port) => `이 컴퓨터의 포트 ${port}번은 다른 프로그램이 쓰고 있습니다.`,
  portForbidden: (port) => `이 컴퓨터의 포트 ${port}번을 열 권한이 없습니다.`,
  portProblem: (port, why) => `이 컴퓨터의 포트 ${port}번을 쓸 수 없습니다(${why}).`,
  portHint: '--challenge-port로 다른 포트를 고르고, 공유기의 포워딩도 그 포트로 맞추세요.',
  problems: {
    rateLimited: (until) =>
      until === undefined
        ? '이 이름이나 계정의 발급 한도를 넘어 인증 기관이 기다리라고 합니다. 바뀐 것은 없습니다.'
        : `이 이름이나 계정의 발급 한도를 넘었습니다. ${until}부터 다시 시도할 수 있습니다. 바뀐 것은 없습니다.`,
    rateLimitedHint: '그때까지 Jupyter는 지금의 인증서를 계속 씁니다. 연습에는 --staging을 쓰세요.',
    connection: '인증 기관이 밖에서 이 컴퓨터에 연결하지 못했습니다. 바뀐 것은 없습니다.',
    unauthorized: '인증 기관이 그 이름에서 기대한 응답을 찾지 못했습니다. 바뀐 것은 없습니다.',
    tls: '인증 기관이 그 이름에서 TLS 서버를 찾았지만 저희 응답기가 아니었습니다. 바뀐 것은 없습니다.',
    dns: '인증 기관이 그 이름을 DNS에서 찾지 못했습니다. 바뀐 것은 없습니다.',
    dnsHint: '이름의 철자가 맞는지, 공인 IP 주소로 이어지는지 확인하세요.',
    caa: '그 이름의 DNS가 이 인증 기관의 서명을 금지합니다(CAA 레코드). 바뀐 것은 없습니다.',
    caaHint: 'DNS 제공자에서 CAA 레코드로 허용하거나 다른 이름을 쓰세요.',
    rejectedIdentifier: '인증 기관이 이 이름에는 서명하지 않습니다. 바뀐 것은 없습니다.',
    get rejectedIdentifierHint() {
      return `공개 DDNS 이름이나 직접 만든 인증 기관을 쓰세요: ${cmd('cert create')}`;
    },
    badCSR: '인증 기관이 인증서 요청을 거절했습니다. 바뀐 것은 없습니다.',
    contact: '인증 기관이 전자우편 주소를 받아들이지 않습니다. 바뀐 것은 없습니다.',
    contactHint: '--email로 다른 주소를 쓰거나 생략하세요.',
    terms: '인증 기관이 먼저 브라우저에서 동의할 것을 요구합니다. 바뀐 것은 없습니다.',
    termsHint: '응답에 적힌 주소를 열어 동의한 뒤 명령을 다시 실행하세요.',
    external: '이 인증 기관은 자기 고객의 계정에만 인증서를 내주며, 이 방식은 지원하지 않습니다.',
    account: '인증 기관이 이 계정을 알지 못합니다. 바뀐 것은 없습니다.',
    server: '인증 기관 자체에 문제가 있습니다. 바뀐 것은 없습니다.',
    again: '몇 분 뒤 다시 시도하세요.',
    other: (type) => `인증 기관이 거절했습니다(${type}). 바뀐 것은 없습니다.`,
  },
  dns: {
    announce: (provider) =>
      `${provider}에 TXT 레코드를 잠시 넣었다가 지워 이름을 증명합니다. 포트를 열 필요가 없습니다.`,
    which: (name) => `${name}: 어느 DNS 제공자가 관리하는지 알 수 없습니다.`,
    whichHint: '--dns duckdns, --dns desec, --dns cloudflare 중 하나로 알려 주세요.',
    noToken: (provider) => `${provider}의 토큰이 없습니다.`,
    noTokenHint:
      '--dns-token-file 파일이나 --dns-token-stdin으로 알려 주세요. 갱신을 위해 본인만 읽을 수 있게 보관합니다.',
    badToken: (place) => `${place}의 내용은 토큰이 아닙니다. 한 단어여야 합니다.`,
    putting: (provider, host) => `${provider}에 ${host}의 TXT 레코드를 넣는 중입니다.`,
    left: (provider, host) =>
      `${provider}에서 ${host}의 TXT 레코드를 지우지 못했습니다. 해롭지는 않지만 그곳에서 직접 지우세요.`,
    unreachable: (provider, why) => `${provider}에 연결하지 못했습니다(${why}). 바뀐 것은 없습니다.`,
    unreachableHint: '인터넷 연결을 확인하고 나중에 다시 시도하세요.',
    refused: (provider, words) => `${provider}에 TXT 레코드를 넣지 못했습니다: ${words}`,
    refusedHint: '토큰이 맞는지, 이름이 이 계정에 속하는지 확인하세요.',
  },
};
