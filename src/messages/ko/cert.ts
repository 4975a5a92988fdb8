import { cmd, type Examples, glued } from '../command-line.ts';

/** cert create, import, show, renew. */
import type { Messages } from '../en/index.ts';

export const cert: Messages['cert'] = {
  summary: 'https 인증서: 만들기, 가져오기, 보기, 갱신',
  create: '인증서를 직접 만들어 Jupyter에 적용합니다',
  import: '이미 가지고 있는 인증서를 적용합니다',
  show: 'Jupyter가 쓰는 인증서와 남은 기간을 보여 줍니다',
  renew: '때가 된 인증서를 갱신합니다',
  renewAll: '때가 된 것을 모두 갱신합니다',
  flags: {
    name: '인증서에 더 넣을 이름이나 주소 (여러 번 쓸 수 있음)',
    renew: '같은 인증 기관으로 지금 새 인증서를 만듭니다',
    newAuthority: '인증 기관도 새로 만들기. 모든 기기에서 다시 가져와야 합니다',
    cert: '인증서가 든 PEM 파일. 체인과 키가 함께 있어도 됩니다',
    key: '개인 키가 든 PEM 파일 (따로 있을 때)',
    all: '아직 때가 되지 않은 것까지',
    scheduled: '예약 실행입니다. undo가 건드리지 않고, 결과를 기록합니다',
    target: '어느 Jupyter인지: notebook, lab, server',
  },
  get createExamples(): Examples {
    return [
      [cmd('cert create'), '이 컴퓨터의 이름으로 만들기'],
      [cmd('cert create', '--name', 'home.example.org'), '이름 하나 더 넣기'],
    ];
  },
  get importExamples(): Examples {
    return [[cmd('cert import', '--cert', 'fullchain.pem', '--key', 'privkey.pem'), '']];
  },
  needsCert: '인증서 파일이 빠졌습니다. --cert FILE로 알려 주세요.',
  noFile: (path) => `${path} 파일이 없습니다.`,
  noFileHint: '경로를 확인하거나 루트부터 전체 경로를 쓰세요.',
  directoryHint: 'fullchain.pem이나 privkey.pem 같은 PEM 파일 자체를 지정하세요.',
  mismatched: '인증서와 개인 키가 서로 맞지 않아 아무것도 쓰지 않았습니다.',
  mismatchedHint:
    '맞지 않는 쌍으로는 Jupyter가 켜져도 어떤 연결에도 응답하지 않습니다. 둘을 같은 곳에서 다시 받으세요.',
  noneRuns: '설정된 포트에서 실행 중인 Jupyter가 없습니다. 시작하면 이 인증서를 씁니다.',
  servesIt: (port) =>
    `포트 ${port}의 Jupyter가 지금 이 인증서를 씁니다. 다시 시작하지 않았고 커널도 그대로입니다.`,
  servesPlain: (port) =>
    `포트 ${port}의 Jupyter는 설정을 바꾸기 전에 시작되어 아직 암호화되지 않은 http를 씁니다.`,
  servesOther: (port) => `포트 ${port}의 Jupyter는 다른 설정으로 시작되어 다른 인증서를 씁니다.`,
  restartFix: '작업이 없을 때 한 번만 다시 시작하세요. 이후의 갱신에는 다시 시작할 필요가 없습니다.',
  noHandshake: (port, why) =>
    `포트 ${port}의 Jupyter에 물었지만 인증서를 보여 주지 않았습니다${why === '' ? '' : ` (${why})`}.`,
  get noHandshakeFix() {
    return `다음 명령으로 살펴보세요: ${cmd('doctor', '--live')}`;
  },
  confirmLabel: '진행',
  confirm: '이 인증서를 적용할까요?',
  declined: '취소했습니다. 바뀐 것은 없습니다.',
  alreadySo: '이 인증서가 이미 적용되어 있습니다. 바꿀 것이 없습니다.',
  done: (path) => `인증서를 적용했습니다: ${path}`,
  authorityNew: (path) =>
    `새 인증 기관을 만듭니다. 기기마다 ${path} 파일을 한 번만 가져오면 이 인증서와 이후의 인증서를 모두 신뢰합니다. iPhone과 iPad에서는 그 전에 노트북이 열리기는 해도 실행되지 않습니다.`,
  get hostNameLeft() {
    return (name: string) =>
      `다음은 이 컴퓨터의 이름이지만 인증서에 넣지 않았습니다: ${name}. 도메인 전체라서, 넣으면 인증 기관이 그 아래 모든 이름에 서명할 수 있습니다. 본인의 도메인이라면: ${cmd('cert create', '--name', name)}`;
  },
  hostNameSigned: (name) =>
    `이 컴퓨터의 이름이므로 새 인증 기관은 다음 이름에 서명할 수 있습니다: ${name}. 다른 사람의 이름이라면 먼저 컴퓨터 이름을 바꾸세요.`,
  addressesLeft: (addresses) =>
    `${addresses} 주소는 넣지 않았습니다. 지금의 인증 기관으로는 서명할 수 없고, 통신사가 바꿀 수 있는 주소 때문에 새로 만들지는 않습니다. 그래도 넣으려면: --name 주소`,
  authorityReplaced: (path, why) =>
    `지금의 인증 기관은 다음 이름에 서명할 수 없어 새로 만듭니다: ${why}. 이전 것을 신뢰하던 기기는 모두 ${path} 파일을 다시 가져와야 합니다.`,
  clock: {
    behind: (now, from) =>
      `이 컴퓨터의 시계는 ${now}인데 인증 기관은 ${from}부터 유효합니다. 시계가 늦습니다. 아무것도 바꾸지 않았습니다.`,
    impossible: (now) =>
      `이 컴퓨터의 시계가 ${now}이라서, 지금 만드는 인증서는 쓸 수 없습니다. 아무것도 바꾸지 않았습니다.`,
    behindHint: '먼저 날짜와 시각을 맞추고(Linux: sudo timedatectl set-ntp true) 다시 실행하세요.',
    ending: (now, to) =>
      `이 컴퓨터의 시계는 ${now}이고 인증 기관은 ${to}에 끝납니다. 새 인증서보다 먼저 끝납니다. 아무것도 바꾸지 않았습니다.`,
    get endingHint() {
      return `시계가 틀렸다면 맞춘 뒤 다시 실행하세요. 시계가 맞다면 인증 기관을 새로 만드세요. 모든 기기에서 한 번 가져와야 합니다: ${cmd('cert create', '--new-authority')}`;
    },
  },
  recordUnreadable: (path) =>
    `${path} 파일을 읽을 수 없어 인증서를 어떻게 만들었는지 알 수 없고, 자동으로 갱신되지도 않습니다.`,
  get recordUnreadableFix() {
    return `다음 명령 중 하나로 인증서를 다시 적용하세요: ${cmd('cert create')}, ${cmd('cert import', '--cert', '파일')}, ${cmd('cert issue', '--domain', '이름')}`;
  },
  shown: {
    none: '인증서가 없습니다. Jupyter는 암호화되지 않은 http를 씁니다.',
    get noneHint() {
      return `다음 명령으로 만드세요: ${cmd('cert create')}`;
    },
    unreadable: (path) => `${path} 파일에 읽을 수 있는 인증서가 없습니다.`,
    file: '파일',
    kind: '종류',
    names: '이름',
    issuer: '발급자',
    holds: '기간',
    trusted: '신뢰',
    inUse: '사용',
    kinds: {
      'self-signed': '이 컴퓨터의 인증 기관이 만든 인증서',
      own: '가져온 인증서',
      letsencrypt: "Let's Encrypt 또는 다른 ACME 서비스",
      unknown: 'jupyter-expose가 만들지 않은 인증서',
    },
    noNames: '없음 (어떤 브라우저도 받아들이지 않습니다)',
    fromTo: (from, to, days) => (days < 0 ? `${from} ~ ${to}: 만료됨` : `${from} ~ ${to}, ${days}일 남음`),
    get due() {
      return `갱신할 때가 되었습니다: ${cmd('cert renew')}`;
    },
    yes: '예, Jupyter 설정에 적혀 있습니다',
    no: (file) =>
      file === ''
        ? '아니요, Jupyter 설정에 인증서가 없습니다'
        : `아니요, Jupyter 설정에는 ${file} 파일이 적혀 있습니다`,
    keyMissing: (path) =>
      `${path} 파일에 인증서와 맞는 개인 키가 없습니다. Jupyter가 어떤 연결에도 응답하지 않습니다.`,
    openMode: (path, mode, wanted) =>
      `${path} 파일의 권한이 ${mode}이어서 다른 사람도 개인 키를 읽을 수 있습니다. 다음 명령으로 닫으세요: ${glued(`chmod ${wanted} ${path}`)}`,
    trust: {
      devices: (path) => `${path} 파일을 가져온 기기`,
      system: '이 컴퓨터',
      everybody: '일반적인 모든 브라우저',
      nobody: '스스로 신뢰하는 곳 없음 (브라우저가 모르는 인증 기관입니다)',
    },
  },
  renewing: {
    nothing: '여기에는 jupyter-expose의 인증서가 없어 갱신할 것이 없습니다.',
    notDue: (to, days) => `인증서는 ${to}까지 유효합니다(${days}일 남음). 아직 갱신할 때가 아닙니다.`,
    get notDueHint() {
      return `그래도 갱신하려면: ${cmd('cert renew', '--all')}`;
    },
    renewed: (to) => `인증서를 갱신했습니다. ${to}까지 유효합니다.`,
    will: '인증서를 갱신합니다.',
    willAsk: (server) => `다음 서비스에 새 인증서를 요청합니다: ${server}`,
    leftOut: (names) =>
      `다음 이름은 지금의 인증 기관이 서명할 수 없어 뺐습니다: ${names}. "${cmd('cert create')}"가 새 인증 기관을 만듭니다.`,
    importedSame: (path, to) =>
      `가져온 인증서는 ${to}까지만 유효한데 ${path} 파일에 아직 새 인증서가 없습니다. 새 인증서를 그 자리에 두세요.`,
    importedGone: (path, to) =>
      `가져온 인증서는 ${to}까지만 유효한데 ${path} 파일이 더는 없습니다. 다음 명령으로 새 인증서를 가져오세요: ${cmd('cert import', '--cert', '파일')}`,
    importedOlder: (path) => `${path} 파일의 인증서가 지금 쓰는 것보다 오래되어 그대로 두었습니다.`,
    importedWaits: (path) => `${path} 파일에 더 새로운 인증서가 들어오면 다시 읽습니다.`,
    get noAcme() {
      return `이 인증서를 어떻게 발급받았는지 알 수 없습니다. 다음 명령으로 다시 발급받으세요: ${cmd('cert issue', '--domain', '이름')}`;
    },
    waits: (when) => `인증서 서비스가 ${when}까지 기다리라고 했습니다. 그 전에는 요청하지 않습니다.`,
    confirm: '지금 갱신할까요?',
  },
  notAName: (text) => `${JSON.stringify(text)} 값은 호스트 이름도 주소도 아닙니다.`,
  notANameHint: '이름은 jupyter.example.org, 주소는 203.0.113.7처럼 씁니다.',
  nameOfOthers: (name: string) =>
    `${name}: 컴퓨터 한 대의 이름이 아닙니다. 그 아래에는 다른 사람들의 이름도 있어서, 이 인증서로 그 이름까지 사칭할 수 있게 됩니다.`,
  nameOfOthersHint: '이 컴퓨터의 이름을 끝까지 적으세요. 예: home.example.org, min.iptime.org',
  imported: {
    binary: (path) => `${path} 파일은 텍스트(PEM)가 아니라 이진 형식입니다.`,
    fromDer: (path) => `텍스트로 바꾸세요: ${glued(`openssl x509 -inform der -in '${path}' -out cert.pem`)}`,
    fromPkcs12: (path) =>
      `텍스트로 바꾼 뒤 인증서와 키 모두에 그 파일을 지정하세요: ${glued(`(umask 077; openssl pkcs12 -in '${path}' -nodes -out combined.pem)`)}`,
    keyFromDer: (path) =>
      `텍스트로 바꾸세요: ${glued(`(umask 077; openssl pkey -inform der -in '${path}' -out key.pem)`)}`,
    broken: (path) => `${path} 파일이 잘렸거나 손상되어 다 읽을 수 없습니다.`,
    brokenHint: '첫 -----BEGIN 줄부터 마지막 -----END 줄까지 통째로 다시 복사하세요.',
    noCertificate: (path) => `${path} 파일에 인증서가 없습니다.`,
    onlyKeyHint: '개인 키만 들어 있습니다. 인증서 파일(보통 fullchain.pem이나 *.crt)을 지정하세요.',
    pemHint: '인증서는 -----BEGIN CERTIFICATE-----로 시작하는 텍스트입니다.',
    locked: (path) =>
      `개인 키 ${path} 파일이 암호로 잠겨 있는데, Jupyter 대신 암호를 입력해 줄 사람이 없습니다.`,
    lockedHint: (path) =>
      `암호 없는 사본을 만들어 그 파일을 지정하세요: ${glued(`(umask 077; openssl pkey -in '${path}' -out open.key)`)}`,
    noKey: (path) => `${path} 파일에 개인 키가 없습니다.`,
    noKeyHint: '키 파일(보통 privkey.pem이나 *.key)을 --key로 지정하세요.',
    mismatched: (key, cert) => `${key} 파일의 개인 키는 ${cert} 인증서의 짝이 아닙니다.`,
    mismatchedHint: '이 인증서를 신청할 때 쓴 키를 지정하세요.',
    expired: (path, date) => `${path} 인증서는 ${date}에 만료되었습니다.`,
    renewHint: '발급받은 곳에서 새 인증서를 받으세요.',
    notYet: (path, date) => `${path} 인증서는 ${date}부터 유효합니다.`,
    clockHint: '이 컴퓨터의 시계를 확인하세요. 맞다면 기다리거나 다른 인증서를 쓰세요.',
    noNames: (path) => `${path} 인증서에 호스트 이름(subjectAltName)이 없어 브라우저가 거부합니다.`,
    noNamesHint: '서버용으로 만들어지고 서버 이름이 들어 있는 인증서를 받으세요.',
    notForServers: (path) => `${path} 인증서는 서버용이 아닙니다.`,
    authority: (path) => `이 키는 인증 기관의 키이고, ${path} 파일에는 그 키에 맞는 서버 인증서가 없습니다.`,
    signsToo: (path: string) =>
      `${path}에 있는 인증서는 인증 기관이기도 합니다(${glued('openssl req -x509')}의 기본값). 이 인증서를 신뢰하는 기기는 그 키로 서명한 어떤 웹 사이트든 믿게 됩니다. ${cmd('cert create')}는 이 컴퓨터에만 서명할 수 있는 인증 기관을 만듭니다.`,
    weak: (path, weakness) => `${path} 인증서는 브라우저가 받아들이기에 너무 약합니다: ${weakness}.`,
    chainExpired: (path, name, date) =>
      `중간 인증 기관 "${name}"의 인증서가 ${date}에 만료되었습니다: ${path}`,
    chainGap: (path) => `중간 인증 기관의 인증서가 빠져 있어 휴대전화와 프로그램이 거부하게 됩니다: ${path}`,
    chainHint: '체인 전체가 든 파일(보통 fullchain.pem)을 쓰거나, 인증 기관에서 체인을 받으세요.',
  },
};
