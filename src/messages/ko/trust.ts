import { cmd, type Examples, glued } from '../command-line.ts';

/** cert trust. */
import type { Messages } from '../en/index.ts';

export const trust: Messages['trust'] = {
  summary: '기기가 인증서를 신뢰하게 하기',
  flags: {
    store: '목록에 나오는 이름으로 고른 저장소만',
    export: '인증 기관의 인증서를 기기마다 맞는 형식으로 이 디렉터리에 씁니다',
    serve: '휴대전화가 받아 갈 수 있게 집 안 네트워크에 작은 페이지를 최대 10분 동안 엽니다',
    port: '그 페이지의 포트 (기본값: 비어 있는 포트)',
    host: '그 페이지의 주소 (기본값: 집 안 네트워크의 모든 주소)',
  },
  get examples(): Examples {
    return [
      [cmd('cert trust'), '할 일을 보여 주고 저장소마다 물어봅니다'],
      [cmd('cert trust', '--yes'), '이 컴퓨터의 모든 저장소'],
      [cmd('cert trust', '--serve'), 'QR 코드로 휴대전화에 건넵니다'],
      [cmd('cert trust', '--export', '~/ca'), '파일로 저장합니다'],
    ];
  },
  nothing: {
    none: '이 프로그램이 만든 인증 기관이 아직 없어서 신뢰하게 할 것이 없습니다.',
    own: 'Jupyter가 직접 마련하신 인증서를 쓰고 있습니다. 기기가 그 발급자를 신뢰하면 되므로 여기서 할 일은 없습니다.',
    letsencrypt:
      "Jupyter가 기기들이 이미 신뢰하는 Let's Encrypt 인증서를 쓰고 있어서 여기서 할 일은 없습니다.",
    'self-signed':
      'expose/ca.pem에 있어야 할 인증 기관이 없거나, 읽을 수 없거나, 만료되어서 신뢰하게 할 것이 없습니다.',
  },
  get nothingHint() {
    return `이렇게 만드세요: ${cmd('cert create')}`;
  },
  authority: (path) => `이 프로그램이 만든 인증 기관: ${path}`,
  fingerprint: (hash) => `SHA-256 지문: ${hash}`,
  stores: {
    system: '이 시스템의 프로그램 (curl, Python, git)',
    chromium: '이 계정의 Chromium, Chrome, Edge',
    firefox: (profile) => `Firefox 프로필 ${profile}`,
    keychain: '이 계정의 로그인 키체인 (Safari, Chrome)',
    windows: '이 Windows 계정의 인증서 (Edge, Chrome)',
  },
  state: {
    trusted: '이미 신뢰합니다',
    'not-trusted': '아직 신뢰하지 않습니다',
    'no-tool': '확인할 수 없습니다',
  },
  store: (id, name, state) => `${name} [${id}]: ${state}`,
  notVerified: '이 시스템에서 검증되지 않음',
  noTool: (program, install) =>
    `프로그램 ${program}: 설치되어 있지 않습니다. 이렇게 설치하세요: ${glued(install)}`,
  noStores: '이 컴퓨터에서 인증서 저장소를 찾지 못했습니다.',
  unknownStore: (id, known) => `여기에는 ${id} 저장소가 없습니다. 있는 것: ${known}`,
  get storeHint() {
    return `이 컴퓨터의 저장소를 보려면 플래그 없이 ${cmd('cert trust')}를 실행하세요.`;
  },
  needsSudo: 'sudo가 비밀번호를 요구합니다. 이 프로그램은 그것을 묻지 않으니 다음 줄을 직접 입력하세요.',
  wsl: (path) =>
    `Windows의 브라우저는 Windows의 저장소를 봅니다. 이 WSL 창에서 실행하세요: ${glued(`certutil.exe -user -addstore Root "$(wslpath -w ${path})"`)}`,
  get phones() {
    return `휴대전화와 태블릿: ${cmd('cert trust', '--serve')}가 QR 코드를 보여 주고, --export DIR은 파일로 저장합니다.`;
  },
  restartBrowser: '브라우저가 저장소를 다시 읽도록 한 번 닫았다가 여세요.',
  askLabel: '신뢰',
  ask: (name) => `여기서 신뢰하게 할까요? ${name}`,
  declinedAll: '아무것도 바뀌지 않았습니다.',
  howToRun: '아무것도 바뀌지 않았습니다. 이 단계들을 실행하려면 --yes를 덧붙이거나, 직접 입력하세요.',
  already: '모든 저장소가 이미 신뢰합니다. 할 일이 없습니다.',
  title: (name) => `이 프로그램의 인증 기관을 신뢰하게 하기: ${name}`,
  trusts: (name) => `이제 신뢰합니다: ${name}`,
  notTaken: (name) => `단계는 실행되었지만 아직 인증서를 신뢰하지 않습니다: ${name}`,
  notTakenFix: '그 단계를 직접 입력해 보세요. 그 답에 이유가 나옵니다.',
  exported: (path) => `저장했습니다: ${path}`,
  exportedAlready: '파일이 이미 있고 이 인증서가 들어 있습니다.',
  serveWhat: (hosts) =>
    `최대 10분 동안 작은 페이지를 엽니다: ${hosts}. 인증 기관의 인증서만 건네고, 키나 비밀번호는 건네지 않습니다.`,
  servePlain:
    '암호화되지 않은 http이므로 같은 네트워크의 누군가가 다른 인증서로 바꿔치기할 수 있습니다. 신뢰하기 전에 기기에서 지문을 비교하세요.',
  serveLabel: '페이지 열기',
  serveAsk: '페이지를 열까요?',
  serveDeclined: '페이지를 열지 않았습니다.',
  serving: '페이지가 열려 있습니다. Ctrl-C를 누르면 닫힙니다. 휴대전화에서 여세요:',
  served: '페이지를 닫았습니다.',
  noLan: '이 컴퓨터에는 집 안 네트워크의 주소가 없습니다.',
  noLanHint: '휴대전화와 같은 네트워크에 연결하거나 --host로 주소를 지정하세요.',
  badPort: (text) => `포트 번호가 아닙니다: ${text}`,
  badPortHint: '1에서 65535 사이의 수를 쓰세요.',
  badHost: (text) => `주소가 아닙니다: ${text}`,
  badHostHint: '127.0.0.1처럼 이 컴퓨터의 주소를 쓰세요.',
  cannotListen: (host, port, code) => `${host}의 포트 ${port}에서 페이지를 열 수 없습니다(${code}).`,
  cannotListenHint: '--port로 다른 포트를, 또는 --host로 다른 주소를 고르세요.',
  page: {
    title: '내 Jupyter 신뢰하기',
    what: (host) =>
      `${host}의 인증서를 받는 페이지입니다. 이 인증서를 신뢰하는 기기는 경고 없이 Jupyter를 엽니다.`,
    compare: '신뢰하기 전에 이 지문을 컴퓨터 화면에 나온 지문과 비교하세요:',
    certificate: '인증서 (Android, 컴퓨터)',
    profile: '프로파일 (iPhone, iPad)',
  },
  devices: {
    ios: {
      name: 'iPhone, iPad',
      steps: [
        'Safari에서 프로파일을 열고 다운로드를 허용하세요.',
        '설정 > 프로파일이 다운로드됨(또는 일반 > VPN 및 기기 관리)에서 세부사항 더 보기의 지문을 비교한 뒤 설치하세요.',
        '설정 > 일반 > 정보 > 인증서 신뢰 설정에서 켜세요. 켜지 않으면 커널이 연결되지 않습니다.',
      ],
    },
    android: {
      name: 'Android',
      steps: [
        '인증서를 다운로드하세요.',
        '설정 > 보안 > 기타 보안 설정 > 암호화 및 사용자 인증 정보 > 인증서 설치 > CA 인증서에서 파일을 고르세요. (메뉴 이름은 제조사마다 조금 다릅니다.)',
        '신뢰할 수 있는 자격 증명 > 사용자에서 지문을 비교하세요. Chrome은 바로 신뢰하고, Firefox는 비밀 설정에서 "Use third party CA certificates"를 켜야 신뢰합니다.',
      ],
    },
  },
};
