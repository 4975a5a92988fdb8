import { cmd, type Examples, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const ssh: Messages['ssh'] = {
  summary: 'SSH로 나만 접속합니다',
  showSummary: '다른 기기에서 무엇을 입력할지 보여 줍니다',
  addSummary: '키가 Jupyter 포트만 열 수 있게 합니다',
  removeSummary: '여기서 추가한 키를 지웁니다',
  statusSummary: '이 컴퓨터의 SSH 서버와 키가 여는 포트를 보여 줍니다',
  flags: {
    key: '다른 기기의 공개 키: FILE.pub, 표준 입력이면 -',
    only: '이 파일에 있는 키만',
    authorizedKeys: '~/.ssh/authorized_keys가 아닌 다른 파일',
    sshdPort: 'SSH 서버의 포트',
    initKey: 'SSH로 접속할 공개 키',
  },
  get examples(): Examples {
    return [
      [cmd('ssh add-key', 'laptop.pub'), '이 컴퓨터로 복사해 온 키'],
      [cmd('ssh add-key', '-'), '붙여 넣고 Ctrl-D'],
    ];
  },
  question: {
    label: 'SSH 키',
    message: '어느 공개 키로 SSH 접속을 허용할까요?',
    wrongType: 'SSH 키는 파일 경로를 문자열로 적어야 합니다.',
  },
  key: {
    noName: '어느 키인가요? 공개 키 파일을 적어 주세요.',
    none: (origin) => `${origin}에 키가 없습니다.`,
    get noneHint() {
      return '다른 기기에서 “ssh-keygen -t ed25519”를 실행하면 키가 만들어지고, 공개 키는 ~/.ssh/id_ed25519.pub에 있습니다.';
    },
    notAKey: (origin) => `${origin}에 OpenSSH 공개 키가 아닌 줄이 있습니다.`,
    private: (origin) => `${origin}은 개인 키입니다. 개인 키는 그 키를 쓰는 기기 밖으로 나가면 안 됩니다.`,
    privateHint: '같은 곳에 있는 .pub 파일, 곧 공개 키를 적어 주세요.',
    short: (origin, bits) =>
      `${origin}의 RSA 키는 ${bits}비트뿐입니다. OpenSSH는 2048비트보다 짧은 키를 거부합니다.`,
    shortHint: '그 기기에서 새로 만드세요: ssh-keygen -t ed25519',
    wider: (file) => `이 키는 이미 Jupyter보다 많은 것을 할 수 있습니다. ${file}에 따로 줄이 있습니다.`,
    widerHint:
      '지금 그대로 쓸 수 있습니다. Jupyter만 여는 키가 필요하면 하나 더 만드세요: ssh-keygen -t ed25519 -f ~/.ssh/jupyter',
  },
  opens: (port) => `이 키는 이 컴퓨터의 ${port}번 포트만 엽니다. 셸도 파일도 쓸 수 없습니다.`,
  confirmAdd: {
    label: '키 추가',
    message: '이 키의 접속을 허용할까요?',
    declined: '확인하지 않아서 아무것도 바꾸지 않았습니다.',
  },
  confirmRemove: {
    label: '키 삭제',
    message: '이 키를 지울까요?',
    declined: '확인하지 않아서 아무것도 바꾸지 않았습니다.',
  },
  alreadySo: '이미 있는 키입니다. 아무것도 바뀌지 않았습니다.',
  added: (command) => `이제 이 키로 접속할 수 있습니다. 다른 기기에서 입력할 내용: ${command}`,
  removed: '키를 지웠습니다. 이미 연결된 접속은 끊을 때까지 이어집니다.',
  nothing: (file) => `${file}에 jupyter-expose가 추가한 키가 없습니다.`,
  next: 'SSH로 접속',
  show: {
    command: '다른 기기(Linux, macOS, Windows)의 터미널에 입력하고 열어 두세요:',
    thenOpen: '그다음 그 기기에서 여세요:',
    config: '또는 그 기기의 ~/.ssh/config에 한 번만 적어 두면 “ssh -N jupyter”로 충분합니다:',
    phone: '휴대폰 앱(Termius, Blink 등)에서는 로컬 포워딩을 이렇게 만드세요:',
    taken: '그 기기에서 이미 쓰는 포트라면 두 번호 중 앞의 것을 바꾸고 URL도 바꾸세요.',
    fields: { host: '호스트', port: '포트', user: '사용자', forward: '포워딩' },
  },
  status: {
    runs: (port) => `SSH 서버가 ${port}번 포트에서 접속을 받고 있습니다.`,
    silent: (port) => `${port}번 포트에서 접속을 받는 SSH 서버가 없습니다.`,
    key: (fingerprint, comment, ports) => `${fingerprint} (${comment}): ${ports}번 포트를 엽니다`,
    noKey: (command) => `아직 추가한 키가 없습니다: ${command}`,
  },
  checks: {
    fine: 'SSH가 키를 받아들이고, 키는 Jupyter만 엽니다.',
    silent: (port) => `이 컴퓨터의 ${port}번 포트에서 접속을 받는 SSH 서버가 없습니다.`,
    get silentFix() {
      const debian = glued('sudo apt install openssh-server');
      const fedora = glued('sudo dnf install openssh-server && sudo systemctl enable --now sshd');
      return `설치하고 시작하세요: ${debian} (Debian, Ubuntu), ${fedora} (Fedora), 시스템 설정 > 공유 > 원격 로그인 (macOS).`;
    },
    hereOnly: (port) => `SSH 서버가 ${port}번 포트에서 이 컴퓨터의 접속만 받습니다.`,
    hereOnlyFix: '/etc/ssh/sshd_config에서 ListenAddress를 지우고 SSH 서버를 다시 시작하세요.',
    forbidden: (setting) => `SSH 서버가 어느 키도 포트를 열지 못하게 합니다: ${setting}.`,
    forbiddenFix: '/etc/ssh/sshd_config에서 바꾸고 SSH 서버를 다시 시작하세요.',
    wide: (key) => `Jupyter용으로 추가한 키 ${key}의 줄이 더 많은 것을 허용합니다.`,
    wideFix: (command) => `다시 추가하면 줄이 원래대로 돌아옵니다: ${command}`,
    otherPort: (key, ports, port) =>
      `키 ${key}는 ${ports}번 포트를 여는데 Jupyter는 ${port}번으로 설정되어 있습니다.`,
    noKey: 'SSH로 접속하기로 하셨지만 아직 추가한 키가 없습니다.',
    noKeyFix: (command) => `다른 기기의 공개 키를 추가하세요: ${command}`,
    writable: (file) => `${file} 또는 그 위의 디렉터리에 다른 사람이 쓸 수 있어서 SSH 서버가 무시합니다.`,
    writableFix: (file) => `누구 것인지 확인하세요: ${glued(`ls -ld ${file}`)}`,
  },
};
