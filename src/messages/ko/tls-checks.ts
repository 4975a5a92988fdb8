import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const tlsChecks: Messages['tlsChecks'] = {
  filesFine: '인증서 파일이 모두 있고 읽을 수 있습니다.',
  contentsFine: '개인 키와 인증서가 서로 맞습니다.',
  strengthFine: '인증서의 키와 서명이 충분히 강합니다.',
  optionsFine: 'Jupyter가 브라우저가 지원하는 TLS를 사용합니다.',
  clientCaFine: '접속하는 데 사용자 쪽 인증서가 필요하지 않습니다.',
  datesFine: '인증서가 유효 기간 안에 있습니다.',
  namesFine: '인증서에 서버 이름이 들어 있습니다.',
  chainFine: '브라우저가 인증서를 신뢰하는 데 필요한 것이 모두 들어 있습니다.',
  keyModeFine: '이 컴퓨터의 다른 사용자는 개인 키를 읽을 수 없습니다.',
  endsAtStart: 'Jupyter가 시작하자마자 종료됩니다.',
  everyHandshake: 'Jupyter는 시작되고 실행 중이라고 표시하지만, 모든 https 연결이 멈추거나 끊어집니다.',
  refused: '브라우저와 프로그램이 연결을 거부하거나 경고를 표시합니다.',
  withoutCertificate: (setting: string) => `${setting} 설정은 있지만 인증서(certfile) 설정이 없습니다.`,
  withoutCertificateFix: (setting: string) =>
    `certfile에 인증서 경로를 적으세요. https를 쓰지 않으려면 ${setting} 설정을 지우세요.`,
  tilde: (setting: string, given: string) =>
    `${setting} 값이 '${given}'인데, Jupyter는 ~ 기호를 홈 디렉터리로 바꾸지 않습니다.`,
  noFileFix: (setting: string, path: string) =>
    `${setting}에 파일의 전체 경로를 적으세요. ${path}에는 파일이 없습니다.`,
  absoluteFix: (setting: string, path: string) => `${setting} 값을 다음으로 바꾸세요: '${path}'`,
  relative: (setting: string, given: string, directory: string) =>
    `${setting} 값이 '${given}'인데, ${directory}에 그런 파일이 없습니다.`,
  relativeWhy: 'Jupyter는 자신이 시작된 디렉터리에서 파일을 찾습니다. 다른 곳에서 시작하면 바로 종료됩니다.',
  relativeFix: (setting: string) => `${setting}에 /로 시작하는 전체 경로를 적으세요.`,
  missing: (setting: string, path: string) => `${setting} 값이 '${path}'인데, 그런 파일이 없습니다.`,
  missingFix: (setting: string) =>
    `그 자리에 파일을 두거나, ${setting} 값을 실제 파일 경로로 바꾸세요. (certfile과 keyfile이 없으면 Jupyter는 암호화되지 않은 http를 씁니다.)`,
  notReadable: (setting: string, path: string) => `${setting}에 지정된 ${path} 파일을 읽을 권한이 없습니다.`,
  notReadableWhy:
    'Jupyter도 같은 사용자로 이 파일을 읽습니다. 실행 중이라고 표시되어도 모든 https 연결이 끊어지거나, 아예 시작되지 않습니다.',
  closedAbove: (setting: string, path: string, directory: string) =>
    `${directory} 디렉터리를 열 권한이 없어서, ${setting}에 지정된 파일을 Jupyter가 읽지 못합니다: ${path}`,
  closedAboveWhy:
    'Jupyter는 파일이 없다고 하고 끝납니다. 파일의 소유자만 바꾸면 소용이 없고, 인증서 갱신이 깨질 수 있습니다.',
  closedAboveFix: (files: string, to: string) =>
    `지금, 그리고 갱신할 때마다 파일을 자신에게 복사하세요(certbot은 /etc/letsencrypt/renewal-hooks/deploy 안의 스크립트를 실행합니다): ${glued(`sudo install -o "$(id -un)" -m 600 -t '${to}' ${files}`)} 복사한 파일을 certfile과 keyfile에 적으세요. 아니면 자신이 속한 그룹이 거기까지의 모든 디렉터리에 들어갈 수 있게 하세요(chgrp, chmod g+rx).`,
  ownedBy: (uid: number) => `사용자 번호 ${uid}의 파일`,
  ownFix: (path: string) =>
    `파일 소유자를 자신으로 바꾸세요: ${glued(`sudo chown "$USER" '${path}' && chmod 600 '${path}'`)} (아마 sudo로 만든 파일입니다.)`,
  readFix: (path: string) => `자신이 읽을 수 있게 하세요: ${glued(`chmod 600 '${path}'`)}`,
  holds: {
    directory: '파일이 아니라 디렉터리이거나, 인증서로 보기에는 너무 큰 파일',
    der: '텍스트(PEM)가 아닌 이진 형식(DER)',
    pkcs12: '텍스트(PEM)가 아닌 PKCS#12 저장소(.p12, .pfx)',
    empty: '빈 파일',
    text: 'BEGIN 줄이 없는 텍스트',
    broken: '일부가 잘리거나 손상된 내용',
    key: '인증서 없이 개인 키만 있음',
    certificates: (count: number) => `개인 키 없이 인증서만 ${count}개 있음`,
  },
  notPem: (setting: string, path: string, holds: string) =>
    `${setting}에 지정된 ${path} 파일을 Jupyter가 읽을 수 없습니다. 파일 내용: ${holds}.`,
  notPemFix: (setting: string) =>
    `${setting}에 -----BEGIN으로 시작하는 PEM 형식 파일을 지정하거나, 파일을 새로 만드세요.`,
  toPem: {
    certificate: {
      der: (path: string) =>
        `PEM 형식으로 바꾸세요: ${glued(`openssl x509 -inform der -in '${path}' -out cert.pem`)}`,
      pkcs12: (path: string) =>
        `PEM 형식으로 바꾸세요: ${glued(`openssl pkcs12 -in '${path}' -nodes -out combined.pem`)}`,
    },
    key: {
      der: (path: string) =>
        `PEM 형식으로 바꾸세요: ${glued(`openssl pkey -inform der -in '${path}' -out key.pem`)}`,
      pkcs12: (path: string) =>
        `PEM 형식으로 바꾸세요: ${glued(`openssl pkcs12 -in '${path}' -nodes -out combined.pem`)}`,
    },
  },
  swapped: 'certfile에 개인 키가, keyfile에 인증서가 지정되어 있습니다. 둘이 서로 바뀌었습니다.',
  swappedFix: 'certfile과 keyfile의 값을 서로 바꾸세요.',
  keyMissing: (path: string) => `인증서에 맞는 개인 키가 없습니다. ${path}에는 개인 키가 들어 있지 않습니다.`,
  keyLocked: (path: string) => `개인 키 ${path}에 암호가 걸려 있습니다.`,
  keyLockedWhy:
    'Jupyter는 연결이 들어올 때마다 터미널에서 암호를 묻습니다. 터미널이 없으면 모든 연결이 끊어집니다.',
  keyLockedFix: (path: string) =>
    `암호가 없는 사본을 만들어 keyfile에 지정하세요: ${glued(`(umask 077; openssl pkey -in '${path}' -out open.key)`)}`,
  order: (path: string) =>
    `${path} 안에서 이 서버의 인증서가 맨 앞에 있지 않아, Jupyter가 다른 인증서를 자기 것으로 사용합니다.`,
  orderFix: (path: string) => `${path}에서 서버 인증서를 발급 기관 인증서보다 앞, 맨 처음으로 옮기세요.`,
  pair: (key: string, certificate: string) =>
    `${key}에 있는 개인 키가 ${certificate}에 있는 인증서와 맞지 않습니다.`,
  keyFix: '인증서를 신청할 때 쓴 키를 keyfile에 지정하거나, 둘 다 새로 만드세요.',
  keyFoundFix: (path: string) => `keyfile 값을 다음으로 바꾸세요: '${path}'. 이 키가 인증서와 맞습니다.`,
  subject: (name: string) => `CN=${name}`,
  weak: (path: string, weakness: string) => `${path}에 있는 인증서가 너무 약합니다: ${weakness}.`,
  shortKey: (bits: number) => `RSA 키가 ${bits}비트로, 2048비트보다 짧음`,
  oldSignature: (hash: string) => `오래된 ${hash} 방식으로 서명됨`,
  weakWhy:
    'OpenSSL이 이 인증서를 받아들이지 않습니다. Jupyter는 실행 중이라고 표시하지만, 모든 https 연결이 멈추거나 끊어집니다.',
  makeNewFix: '인증서를 새로 만드세요.',
  expired: (path: string, date: string) => `${path}에 있는 인증서가 ${date}에 만료되었습니다.`,
  notYet: (path: string, date: string) => `${path}에 있는 인증서는 ${date}부터 유효합니다.`,
  soon: (path: string, date: string, days: number) =>
    `${path}에 있는 인증서가 ${days}일 뒤인 ${date}에 만료됩니다.`,
  inDate: (date: string) => `인증서가 ${date}까지 유효합니다.`,
  holdsFromTo: (from: string, to: string) => `유효 기간 ${from} ~ ${to}`,
  renewFix: '인증서를 갱신하세요. Jupyter는 다시 시작하지 않아도 새 파일을 사용합니다.',
  soonWhy: '그날이 지나면 브라우저와 프로그램이 연결을 거부하거나 경고를 표시합니다.',
  clockFix: '이 컴퓨터의 시계를 확인하세요. 시계가 맞다면 인증서를 새로 만드세요.',
  noNames: (path: string) => `${path}에 있는 인증서에 서버 이름(subjectAltName)이 없습니다.`,
  noNamesWhy: '브라우저는 더 이상 CN을 확인하지 않으므로, 인증서를 신뢰하더라도 어떤 주소와도 맞지 않습니다.',
  purpose: (path: string) => `${path}에 있는 인증서는 서버용이 아닙니다.`,
  named: (names: string) => `인증서에 적힌 이름: ${names}`,
  chain: (path: string) => `${path}에 서버 인증서만 있고, 발급 기관의 인증서가 빠져 있습니다.`,
  issuer: (name: string) => `발급 기관: ${name}`,
  chainWhy:
    '브라우저는 빠진 인증서를 스스로 찾기도 하지만, 프로그램과 휴대전화, 커널 연결은 서버를 신뢰하지 않습니다.',
  chainFix: 'certfile에 전체 체인이 든 파일을 지정하세요. certbot에서는 fullchain.pem입니다.',
  chainFoundFix: (path: string) =>
    `certfile 값을 다음으로 바꾸세요: '${path}'. 두 인증서가 모두 들어 있습니다.`,
  badOption: (names: string) => `ssl_options에 Jupyter가 모르는 항목이 있습니다: ${names}.`,
  badOptionFix: (known: string) => `그 항목을 지우세요. 쓸 수 있는 항목: ${known}.`,
  oldProtocol: (name: string) => `Jupyter가 브라우저에서 더 이상 지원하지 않는 ${name} 방식만 사용합니다.`,
  oldNotebook: (version: string) =>
    `Notebook ${version} 버전은 ssl_options에 다른 설정이 없으면 이 방식을 씁니다.`,
  oldOption: 'ssl_options의 ssl_version이 그렇게 지정하고 있습니다.',
  oldProtocolFix: `TLS 1.2를 쓰게 하세요: ${glued("ssl_options = {'ssl_version': 5}")}`,
  clientCa: (path: string) => `${path}에서 서명한 인증서를 가진 브라우저만 접속할 수 있습니다(client_ca).`,
  clientCaWhy: '다른 브라우저는 모두 로그인 화면을 보기도 전에 거부됩니다.',
  clientCaUnusable: (path: string) => `client_ca에 지정된 ${path}에서 인증서를 읽을 수 없습니다.`,
  clientCaFix: '접속할 사람 모두가 그런 인증서를 가진 것이 아니라면 client_ca 설정을 지우세요.',
  keyMode: (path: string, mode: string) =>
    `이 컴퓨터의 모든 사용자가 개인 키 ${path} 파일을 읽을 수 있습니다(권한 ${mode}).`,
  ourKeyMode: (path: string, mode: string) =>
    `${path} 파일에 개인 키가 있는데 본인만 쓰는 권한이 아닙니다(권한 ${mode}).`,
  keyModeWhy: '이 키를 가진 사람은 이 서버 행세를 하고 오가는 내용을 엿볼 수 있습니다.',
  keyModeFix: (path: string) => `자신만 읽을 수 있게 하세요: ${glued(`chmod 600 '${path}'`)}`,
  get renewOursFix() {
    return `다음을 실행하세요: ${cmd('cert renew')} (Jupyter를 다시 시작하지 않아도 새 인증서를 씁니다.)`;
  },
  authorityKeyFine: '나만의 인증 기관 키는 본인만 읽을 수 있습니다.',
  authorityKeyMode: (path: string, mode: string) =>
    `나만의 인증 기관 키 ${path} 파일이 본인만 읽을 수 있는 상태가 아닙니다(권한 ${mode}).`,
  authorityKeyModeWhy:
    '이 키를 가진 사람은 이 인증 기관을 신뢰하는 모든 기기에 이 서버 행세를 할 수 있습니다.',
  authorityFine: '나만의 인증 기관이 인증서에 서명했고, 그 키도 제자리에 있습니다.',
  notSigned: (path: string, authority: string) =>
    `${path}에 있는 인증서는 나만의 인증 기관(${authority})이 서명한 것이 아닙니다.`,
  notSignedWhy: '기기에는 그 인증 기관이 등록되어 있으므로, 브라우저가 연결을 거부하거나 경고를 표시합니다.',
  get renewSignedFix() {
    return `인증 기관이 새 인증서에 서명하게 하세요: ${cmd('cert renew')}`;
  },
  authorityGone: (path: string) => `나만의 인증 기관 인증서 ${path} 파일이 없거나 손상되었습니다.`,
  authorityGoneWhy:
    '다음에 갱신할 때 인증 기관이 새로 만들어지고, 지금의 인증 기관을 신뢰하는 기기는 이 서버를 거부하게 됩니다.',
  authorityBackFix: (path: string) => `server.pem에 사본이 있으니 ${path} 파일을 되살리세요.`,
  authorityKeyGone: (path: string) => `나만의 인증 기관 키 ${path} 파일이 없거나 손상되었습니다.`,
  authorityPair: (key: string, authority: string) =>
    `${key}에 있는 키가 나만의 인증 기관(${authority})과 맞지 않습니다.`,
  get newAuthorityFix() {
    return `사본이 있으면 파일을 되돌려 놓으세요. 없으면 인증 기관을 새로 만드세요. 기기에는 새 인증 기관을 다시 등록해야 합니다: ${cmd('cert create')}`;
  },
  authorityWide: (path, name) =>
    name === undefined
      ? `나만의 인증 기관(${path})이 인터넷의 어떤 이름에든 서명할 수 있습니다.`
      : `나만의 인증 기관(${path})이 다른 사람들의 이름까지 포함하는 ${name} 아래 전체에 서명할 수 있습니다.`,
  authorityWideWhy:
    '그 키가 새어 나가면, 인증 기관을 신뢰하는 모든 기기를 상대로 그 사이트를 사칭할 수 있습니다.',
  get authorityWideFix() {
    return `이 컴퓨터에만 서명하는 인증 기관을 새로 만들고, 기기에서 이전 것을 지운 뒤 새것을 등록하세요: ${cmd('cert create', '--new-authority')}`;
  },
  namesHereFine: '이 컴퓨터의 이름과 주소가 인증서에 모두 들어 있습니다.',
  namesMissing: (names: string) =>
    `지금 이 컴퓨터의 이름이나 주소 가운데 인증서에 없는 것이 있습니다: ${names}`,
  namesMissingWhy: '그 주소로 접속하면 인증서를 신뢰하는 기기의 브라우저도 경고를 표시합니다.',
  get renewNamesFix() {
    return `다음을 실행하세요: ${cmd('cert renew')} (같은 인증 기관이 서명하므로 기기의 신뢰는 그대로이고, 다시 시작할 필요도 없습니다.)`;
  },
  get newNamesFix() {
    return `지금의 인증 기관이 서명할 수 없는 이름이 있습니다. 인증 기관을 새로 만든 뒤 기기에 다시 등록하세요: ${cmd('cert create')}`;
  },
  timerFine: '이 컴퓨터가 인증서를 스스로 갱신합니다.',
  noTimerYet: '인증서는 당분간 갱신하지 않아도 됩니다.',
  noTimer: (date: string, days: number) =>
    `인증서가 ${days}일 뒤인 ${date}에 만료되는데, 자동으로 갱신하도록 설정되어 있지 않습니다.`,
  noTimerBefore: (date: string) => `인증서가 ${date}에 만료될 때까지 자동으로 갱신되지 않았습니다.`,
  get timerFix() {
    return `자동 갱신을 설치하세요: ${cmd('schedule install')}`;
  },
  timerProgramGone: (path: string) => `자동 갱신이 설치되어 있지만, 실행할 프로그램이 없습니다: ${path}`,
  timerNodeGone: (path: string) => `자동 갱신이 설치되어 있지만, 실행에 쓰는 Node.js가 없습니다: ${path}`,
  timerOff: (scheduler: string) =>
    `자동 갱신을 설치했지만, 스케줄러(${scheduler})에서 꺼졌거나 지워졌습니다.`,
  timerBrokenWhy: '인증서가 더 이상 갱신되지 않습니다.',
  renewalFailed: (when: string) => `마지막 자동 갱신이 실패했습니다(${when}).`,
  renewalFailedWhy: '하루에 두 번 다시 시도하지만, 계속 실패하면 인증서가 만료됩니다.',
  get renewNowFix() {
    return `표시된 문제를 해결한 뒤 직접 실행해 보세요: ${cmd('renew')}`;
  },
  timerVersion: (installed: string, own: string) =>
    `이 컴퓨터가 인증서를 스스로 갱신합니다. 설치된 버전은 ${installed}, 지금 버전은 ${own}입니다. 최신으로 맞추려면: ${cmd('schedule install')}`,
};
