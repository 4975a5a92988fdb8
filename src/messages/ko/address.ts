import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

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
  portBlocked: (port) => `${port}번 포트는 다른 프로토콜의 것이라 어떤 브라우저도 페이지를 열지 않습니다.`,
  portBlockedHint: '다른 포트를 고르세요. 예: 8888',
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
  get plainHttpFix() {
    return `TLS를 설정하세요(${cmd('init', '--tls', 'self-signed')}). 설정하지 않는다면 VPN이나 SSH 터널로만 쓰세요.`;
  },
  root: 'root로 실행 중이며, 그러면 모든 노트북도 root로 실행됩니다.',
  rootFix: 'Jupyter는 일반 사용자로 쓰세요. root로는 --allow-root가 있어야만 시작합니다.',
  checks: {
    ipFine: '설정된 주소에서 Jupyter가 접속을 받을 수 있습니다.',
    foreign: (ip, present) =>
      `이 컴퓨터에는 ${ip} 주소가 없어서 Jupyter가 "Cannot assign requested address" 오류로 시작하지 못합니다. ${present === '' ? '지금은 네트워크 주소가 하나도 없습니다.' : `지금 있는 주소: ${present}`}`,
    foreignFix: (one) =>
      `${one === undefined ? "주소를 '*'(모든 주소)로 바꾸세요" : `주소를 ${one} 또는 '*'(모든 주소)로 바꾸세요`}. 공유기에서 이 컴퓨터에 늘 같은 주소를 주도록 정해 둘 수도 있습니다.`,
    hostsFix: (name) => `/etc/hosts에서 ${name} 줄을 고치거나, 이름 대신 주소를 설정하세요.`,
    localhostFix: (wrong) =>
      `localhost는 127.0.0.1이어야 합니다: ${glued(`sudo sed -i 's/^${wrong}/127.0.0.1/' /etc/hosts`)}`,
    unresolvable: (name) =>
      `'${name}'은(는) 주소도 아니고 찾을 수 있는 이름도 아니어서 Jupyter가 "Name or service not known" 오류로 시작하지 못합니다.`,
    unresolvableFix:
      "ip를 '*'(모든 주소), 'localhost'(이 컴퓨터만), 또는 192.168.0.3 같은 주소 하나로 설정하세요.",
    nameUnanswered: (name) =>
      `주소가 '${name}'이라는 이름으로 되어 있는데, 이 이름이 가리키는 주소를 물었지만 시간 안에 답이 없었습니다.`,
    resolverAway: '지금 이 네트워크의 이름 서버가 답하지 않습니다.',
    nameFine: (name, addresses) =>
      `'${name}' 이름이 가리키는 주소는 ${addresses}입니다. Jupyter는 이 주소에서 접속을 받으며 다른 기기도 접속할 수 있습니다. http://localhost로는 접속할 수 없습니다.`,
    nameOfLoopback: (name, addresses) =>
      `이 컴퓨터에서 '${name}' 이름이 가리키는 주소는 ${addresses}입니다. Jupyter가 그 주소에서만 접속을 받으므로 다른 기기는 접속할 수 없고, 이 컴퓨터의 다른 주소로도 열리지 않습니다.`,
    nameInHosts: (place, line) => `${place}에 그렇게 적혀 있습니다: ${glued(line)}`,
    nameOfLoopbackFix:
      "다른 기기도 접속하게 하려면 ip를 '*'로, 이 컴퓨터만 접속하게 하려면 'localhost'로 설정하세요.",
    ipv6Only:
      "주소가 '::'이면 Jupyter가 IPv6로만 접속을 받습니다. http://127.0.0.1처럼 IPv4 주소를 쓰는 기기와 URL로는 접속할 수 없습니다.",
    ipv6OnlyFix: "ip를 '*'로 설정하세요. IPv4와 IPv6의 모든 주소라는 뜻입니다.",
    rangeFine: '포트 번호가 1부터 65535 사이입니다.',
    outOfRange: (port, real) =>
      real === undefined
        ? `${port}번이라는 포트는 없어서 Jupyter가 시작하자마자 끝납니다.`
        : real === 0
          ? `${port}번이라는 포트는 없습니다. Jupyter는 URL에 이 번호를 보여 주지만 실제로는 비어 있는 아무 포트에서나 접속을 받습니다.`
          : `${port}번이라는 포트는 없습니다. Jupyter는 URL에 이 번호를 보여 주지만 실제로는 ${real}번에서 접속을 받습니다.`,
    outOfRangeFix: '포트를 1부터 65535 사이로 설정하세요. 예: 8888',
    random:
      '포트가 0이면 Jupyter가 시작할 때마다 다른 포트를 씁니다. 즐겨찾기에도 포트포워딩에도 넣을 수 없습니다.',
    variable: (name, text) =>
      text.startsWith('tcp://')
        ? `환경 변수 ${name}의 값이 ${text}입니다. Kubernetes가 jupyter라는 서비스가 있을 때 넣는 값입니다. Jupyter는 숫자로 읽으려다 시작하자마자 끝납니다.`
        : `환경 변수 ${name}의 값이 '${text}'입니다. Jupyter는 숫자로 읽으려다 시작하자마자 끝납니다.`,
    variableFix: (name, trait) =>
      `설정 파일에 ${trait} 값을 넣으세요. 그러면 Jupyter가 이 변수를 보지 않습니다. 또는 Jupyter를 시작하는 곳에서 변수를 없애세요: ${glued(`unset ${name}`)}`,
    socketFine: 'Jupyter가 네트워크에서 접속을 받습니다.',
    socket: (path) =>
      `Jupyter가 포트가 아니라 파일 ${path}(유닉스 소켓)에서 접속을 받으므로 브라우저로 접속할 수 없습니다.`,
    socketAndPort: (path, port) =>
      `Jupyter에 파일 ${path}(유닉스 소켓)와 ${port}번 포트가 함께 설정되어 있습니다. 둘 다 있으면 시작하지 않습니다.`,
    socketFix: (key) => `${key} 설정을 빼세요.`,
    retriesNegative: (retries) =>
      `${glued(`port_retries = ${retries}`)}이면 Jupyter가 어떤 포트도 시도하지 않아 시작하지 못합니다.`,
    retriesNegativeFix: `${glued('port_retries = 0')}으로 설정하세요.`,
    starCrash: (version) =>
      `${version} 버전은 '*' 주소를 이름으로 찾다가 "Name or service not known" 오류로 시작하지 못합니다.`,
    starCrashFix: (ip, remote) =>
      `${glued(`${ip} = '0.0.0.0'`)}과 ${glued(`${remote} = True`)}로 설정하세요. 뜻은 같습니다.`,
    reachFine: '마지막으로 설정한 대로 Jupyter가 접속을 받습니다.',
    loopbackOnly: (ip, wanted) =>
      `마지막 설정은 다른 기기의 접속을 허용했는데(${wanted}), 지금은 Jupyter가 ${ip}에서만 접속을 받으므로 다른 기기는 접속할 수 없습니다.`,
    get loopbackOnlyFix() {
      return `주소를 되돌리세요. 이대로 두려면 ${cmd('init')}을 다시 실행하여 localhost로 답하세요.`;
    },
    portFine: '설정된 포트를 Jupyter가 쓸 수 있습니다.',
    portNotSeen: '이 시스템에서는 누가 포트를 쓰고 있는지 볼 수 없습니다.',
    privileged: (port) =>
      `${port}번 포트(1024 미만)는 root만 쓸 수 있어서 Jupyter가 열지 못합니다: "Permission to listen on port ${port} denied"`,
    privilegedFix: (port) =>
      `1024~65535 사이의 포트(예: 8888)를 쓰고, 공유기나 프록시에서 ${port}번을 그 포트로 넘기세요.`,
    blocked: (port) => `어떤 브라우저도 ${port}번 포트의 페이지를 열지 않습니다("ERR_UNSAFE_PORT").`,
    blockedWhy: '브라우저는 메일, X11, 채팅 같은 다른 프로토콜의 포트를 막아 둡니다.',
    get blockedFix() {
      return `다른 포트를 쓰세요: ${cmd('init', '--port', '8888')}`;
    },
    stale: (pid, port) =>
      `내가 켜 둔 다른 Jupyter(프로세스 ${pid})가 아직 ${port}번 포트를 쓰고 있습니다. 그것이 끝나야 여기서 설정한 Jupyter가 쓸 수 있습니다.`,
    staleMoved: (pid, port, newer, at) =>
      `예전 Jupyter(프로세스 ${pid})가 아직 ${port}번 포트를 쓰고 있어서 새 Jupyter(프로세스 ${newer})는 ${at}번 포트로 옮겨 갔습니다. ${port}번으로 접속하면 예전 것이 열립니다.`,
    staleFix: (pid) => `예전 것을 끝내고(${glued(`kill ${pid}`)}) Jupyter를 다시 시작하세요.`,
    moved: (pid, at, port, who) =>
      who === undefined
        ? `Jupyter(프로세스 ${pid})가 ${port}번 대신 ${at}번 포트를 쓰고 있습니다. 시작할 때 다른 프로그램이 그 포트를 쓰고 있었습니다.`
        : `Jupyter(프로세스 ${pid})가 ${port}번 대신 ${at}번 포트를 쓰고 있습니다. 그 포트를 쓰는 것: ${who}`,
    movedFix: (port, who) =>
      who === undefined
        ? `Jupyter를 다시 시작하세요. 이제 ${port}번 포트가 비어 있습니다.`
        : '그 프로그램을 끝내거나 다른 포트를 고른 다음 Jupyter를 다시 시작하세요.',
    held: (port, who) => `${port}번 포트가 이미 쓰이고 있어서 Jupyter가 시작하지 못합니다. 쓰는 것: ${who}`,
    heldMoves: (port, who) =>
      `${port}번 포트가 이미 쓰이고 있어서 Jupyter가 말없이 다른 포트에서 시작하게 됩니다. 쓰는 것: ${who}`,
    heldFix: '그 프로그램을 끝내거나 다른 포트를 고르세요.',
    retriesFine: 'Jupyter가 정해진 포트만 쓰며, 쓸 수 없으면 시작하지 않습니다.',
    retries: (port) =>
      `${port}번 포트를 쓸 수 없으면 Jupyter가 말없이 다른 포트로 옮겨 갑니다. 공유기는 그 포트로 넘겨주지 않습니다.`,
    retriesFix: `${glued('port_retries = 0')}으로 설정하세요. 그러면 포트를 쓸 수 없을 때 Jupyter가 알려 줍니다.`,
  },
};
