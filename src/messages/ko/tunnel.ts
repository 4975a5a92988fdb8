import { cmd, type Examples, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

/** tunnel: alternatives when no port can be forwarded. */
export const tunnel: Messages['tunnel'] = {
  summary: '공유기로 포트를 열 수 없을 때 나가는 길',
  statusSummary: '나가는 길을 좋은 순서대로, 각각의 명령과 함께 보여 줍니다',
  startSummary: '터널을 시작합니다',
  stopSummary: '우리가 켠 터널을 끕니다',
  flags: {
    name: '터널: tailscale-serve, tailscale-funnel, cloudflared, ngrok, zrok, ssh',
    port: '이 컴퓨터의 포트 (기본값: Jupyter의 포트)',
    remote: 'ssh일 때: 내 서버',
    remotePort: 'ssh일 때: 그 서버의 포트 (기본값: 같은 번호)',
  },
  get examples(): Examples {
    return [
      [cmd('tunnel start', 'tailscale-serve'), '내 기기에서만'],
      [cmd('tunnel start', 'cloudflared'), '공개 주소, Ctrl-C를 누를 때까지'],
      [cmd('tunnel start', 'ssh', '--remote', 'me@my.server'), ''],
    ];
  },
  intro:
    '터널은 바깥의 서버로 먼저 나가고, 접속은 그 길로 들어옵니다. 공유기의 포트가 필요 없습니다. Jupyter에 좋은 순서대로 보여 드립니다.',
  opensTo: {
    'own-devices': '내 기기에서만',
    internet: '주소를 아는 인터넷의 누구나',
    'own-server': '내 서버가 들여보내는 사람만',
  },
  about: {
    'tailscale-serve': '개인은 무료, 바뀌지 않는 이름, 진짜 TLS. 기기마다 Tailscale을 설치해야 합니다.',
    'tailscale-funnel': '같은 것을 누구에게나 엽니다. 이름이 바뀌지 않고 속도가 제한됩니다.',
    cloudflared: '계정이 필요 없지만 시작할 때마다 주소가 바뀌고 유지된다는 보장이 없습니다.',
    ngrok: '계정이 필요합니다. 한 달 1GB까지 무료이고 안내 화면이 먼저 나옵니다.',
    zrok: '계정이 필요합니다. 오픈 소스이며 내 서버에서 운영할 수도 있습니다.',
    ssh: '새로 설치할 것은 없지만 내 서버가 있어야 하고, 그 포트 앞에 웹 서버가 필요합니다.',
  },
  installed: '프로그램이 설치되어 있습니다:',
  notInstalled: (home) => `설치되어 있지 않습니다: ${home} 설치한 뒤:`,
  notSignedIn: 'Tailscale이 있지만 로그인하지 않았습니다(또는 이름 기능이 꺼져 있습니다).',
  signInHint: `실행하세요: ${glued('sudo tailscale up')}`,
  unverified: '실제 계정으로 확인하지는 못했습니다. 각 프로그램의 문서를 보고 만들었습니다.',
  ours: (id, url) => `jupyter-expose가 켠 터널: ${id}, ${url}`,
  noSuch: (text) => `${text}: 그런 터널은 없습니다.`,
  noSuchHint: 'tailscale-serve, tailscale-funnel, cloudflared, ngrok, zrok, ssh 중에서 고르세요.',
  noRemote: 'ssh로 접속할 서버가 없습니다.',
  noRemoteHint: '--remote 사용자@서버 로 알려 주세요.',
  badRemote: (text) => `${text}: me@my.server와 같은 서버가 아닙니다.`,
  badRemoteHint: '사용자@서버 형식으로 주세요.',
  missing: (programs) => `프로그램이 설치되어 있지 않습니다: ${programs}.`,
  missingHint: (home) => `설치 방법: ${home}`,
  openDoor:
    'Jupyter에 비밀번호도 토큰도 없습니다. 주소를 찾아낸 누구나 이 컴퓨터에서 프로그램을 실행할 수 있게 됩니다.',
  get openDoorHint() {
    return `먼저 ${cmd('init')}을 실행하세요.`;
  },
  willStart: (line) => `다음을 실행합니다: ${glued(line)}`,
  means: {
    'own-devices': 'Tailscale이 설치된 내 기기에서만 Jupyter를 열 수 있습니다.',
    internet:
      '주소를 아는 누구나 Jupyter를 열 수 있고, 막는 것은 비밀번호뿐입니다. 주고받는 내용은 모두 그 회사를 거쳐 갑니다.',
    'own-server': '내 서버의 포트에서 Jupyter에 접속할 수 있습니다.',
  },
  confirm: {
    label: '시작하기',
    message: '시작할까요?',
    declined: '확인하지 않았습니다. 아무것도 시작하지 않았습니다.',
  },
  confirmStop: {
    label: '끄기',
    message: '끌까요?',
    declined: '확인하지 않았습니다. 아무것도 바꾸지 않았습니다.',
  },
  starting: (program) => `${program}의 응답을 기다리는 중`,
  trying: (url) => `${url} 열어 보는 중`,
  switchesOn: (id) => `${id} 켜기`,
  switchesOff: (id) => `${id} 끄기`,
  noUrl: (program) => `${program}이 제때 주소를 알려 주지 않아 멈췄습니다.`,
  ended: (program) => `${program}이 스스로 끝났습니다.`,
  reached: (url) => `Jupyter가 ${url} 주소에서 응답합니다.`,
  refusesName:
    'Jupyter가 이 이름을 거절합니다. 이 컴퓨터 전용으로 설정되어 있고, 이름을 알기 전에 시작되었습니다.',
  refusesNameFix: 'Jupyter를 다시 시작하세요. 설정은 저장되어 있습니다.',
  notReached: (url, why) => `${url} 주소에 닿지 않았습니다(${why}).`,
  otherAnswer: (url, status) => `${url} 주소에서 Jupyter가 아닌 것이 응답합니다(HTTP ${status}).`,
  notReachedFix: 'Jupyter가 실행 중인가요? 새 이름은 모두가 알기까지 1분쯤 걸릴 수 있습니다.',
  restart: '이 이름을 알 수 있도록 Jupyter를 다시 시작하세요.',
  get goesOn() {
    return `끌 때까지 켜져 있습니다: ${cmd('tunnel stop')}`;
  },
  untilCtrlC: '여기서 Ctrl-C를 누를 때까지 열려 있습니다.',
  sshRuns: (remote, port) =>
    `${remote}의 127.0.0.1:${port}이 이제 Jupyter로 이어집니다. 앞에 TLS를 쓰는 웹 서버를 두거나 다른 곳에서 ${glued('ssh -L')}로 여세요.`,
  stopped: '터널을 닫았습니다.',
  nothingOurs:
    'jupyter-expose가 켠 터널이 없습니다. 터미널에서 실행 중인 터널은 그 자리에서 Ctrl-C로 끝내세요.',
};
