import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

/** The firewall of this computer: the command, its step, its checks. */
export const firewall: Messages['firewall'] = {
  summary: '이 컴퓨터의 방화벽',
  statusSummary: '방화벽이 있는지, 포트를 들여보내는지 봅니다',
  openSummary: '포트를 들여보냅니다',
  closeSummary: '우리가 만든 규칙만 다시 없앱니다',
  flags: {
    port: '포트 번호 (기본값: Jupyter가 듣는 포트)',
    lan: '같은 네트워크의 기기에만 (기본값)',
    everywhere: '모두에게: 인터넷에서 접속하려면 필요합니다',
    firewall: '포트를 들여보낼 범위: leave, lan, everywhere',
  },
  names: {
    ufw: 'ufw',
    firewalld: 'firewalld',
    nftables: 'nftables',
    iptables: 'iptables',
    oracle: 'Oracle Cloud 이미지의 iptables',
    windows: 'Windows Defender 방화벽',
    macos: 'macOS 응용 프로그램 방화벽',
    'wsl-nat': 'WSL 바깥의 Windows (NAT)',
    'wsl-mirrored': 'WSL 바깥의 Windows (미러 네트워크)',
    container: '이 컨테이너의 호스트',
  },
  titles: {
    lan: (port: number, name: string) => `같은 네트워크에서 오는 ${port}번 포트 접속 허용 (${name})`,
    everywhere: (port: number, name: string) => `모든 곳에서 오는 ${port}번 포트 접속 허용 (${name})`,
    close: (port: number, name: string) => `jupyter-expose가 만든 ${port}번 포트 규칙 제거 (${name})`,
  },
  status: {
    none: '이 컴퓨터에 켜져 있는 방화벽이 없습니다.',
    unknown: '이 컴퓨터의 방화벽은 root만 볼 수 있어서, 켜져 있는지 알 수 없습니다.',
    active: (name: string) => `이 컴퓨터의 방화벽이 켜져 있습니다: ${name}.`,
    maybe: (name: string) => `접속은 ${name}에서 정합니다. 켜져 있는지는 여기서 볼 수 없습니다.`,
    yes: (port: number) => `${port}번 포트는 어디에서나 들어올 수 있습니다.`,
    lan: (port: number) => `${port}번 포트는 같은 네트워크에서만 들어올 수 있습니다.`,
    no: (port: number) => `${port}번 포트를 막고 있습니다.`,
    unknownToRoot: '여기서는 방화벽을 볼 수 없어서, 켜져 있는지 알 수 없습니다.',
    cannotTellRoot: (port: number) => `${port}번 포트를 들여보내는지는 여기서 볼 수 없습니다.`,
    cannotTell: (port: number) => `${port}번 포트를 들여보내는지는 root가 아니면 볼 수 없습니다.`,
    ours: (port: number, scope: string) => `jupyter-expose가 ${port}번 포트 규칙을 만들었습니다 (${scope}).`,
    noneOfOurs: 'jupyter-expose가 만든 규칙은 없습니다.',
    get toOpen() {
      return `같은 네트워크의 기기를 들여보내려면 (또는: ${cmd('firewall open')}):`;
    },
  },
  scopes: { lan: '같은 네트워크', everywhere: '모든 곳' },
  noSubnet: '이 컴퓨터는 사설 네트워크에 있지 않아서, 들여보낼 “같은 네트워크”가 없습니다.',
  noSubnetHint: '모두를 들여보내려면 everywhere로 고르세요 (--everywhere, --firewall everywhere).',
  nothingToOpen: '이 컴퓨터에 켜져 있는 방화벽이 없으므로 열 것이 없습니다.',
  unknownToOpen: '이 컴퓨터에 어떤 방화벽이 있는지는 root만 볼 수 있어서 규칙을 만들 수 없습니다.',
  unknownToOpenHint: (lines: string) =>
    `먼저 ${glued('sudo -v')} 명령으로 암호를 입력해 둔 뒤 다시 실행하거나, 직접 확인하세요: ${glued(lines)}`,
  whyRoot:
    '방화벽 규칙은 root만 바꿀 수 있습니다. 암호는 sudo가 직접 물으며 jupyter-expose는 알 수 없습니다.',
  notVerified: '이 명령들은 설명서에서 가져온 것이며, 이런 시스템에서 직접 시험해 보지는 못했습니다.',
  forgets: (keep: string) => `이 규칙은 컴퓨터를 다시 시작하면 사라집니다. 계속 두려면: ${keep}`,
  perProgram:
    '이 방화벽은 프로그램 단위로 모든 곳에서 오는 접속을 허용하며, 포트나 네트워크는 구분하지 않습니다.',
  alreadyOpen: (port: number) => `${port}번 포트는 이미 들어올 수 있습니다. 바꿀 것이 없습니다.`,
  opened: (port: number) => `이제 ${port}번 포트로 들어올 수 있습니다. 되돌리려면: ${cmd('firewall close')}`,
  closed: (port: number) => `${port}번 포트 규칙을 없앴습니다.`,
  nothingOfOurs: 'jupyter-expose가 만든 방화벽 규칙이 없으므로 없앨 것이 없습니다.',
  question: {
    label: '방화벽',
    message: '이 컴퓨터의 방화벽에서 이 포트를 열까요?',
    why: '열지 않으면 다른 기기에서 Jupyter에 접속하지 못할 수 있습니다.',
    choices: {
      leave: 'leave: 그대로 둡니다',
      lan: 'lan: 같은 네트워크의 기기만',
      everywhere: 'everywhere: 공유기를 거쳐 오는 인터넷 접속까지',
    },
    wrongType: 'leave, lan, everywhere 가운데 하나를 고르세요.',
  },
  loopback: 'Jupyter는 이 컴퓨터에서만 접속할 수 있으므로 방화벽 규칙이 필요 없습니다.',
  loopbackHint: '--firewall 옵션을 빼거나, 다른 기기에서 접속할 수 있는 주소를 --ip 옵션으로 주세요.',
  container: '컨테이너 안에서는 규칙을 만들어도 소용이 없습니다. 누가 접속할 수 있는지는 호스트가 정합니다.',
  byHandTitle: 'Windows에서 관리자 권한으로 연 PowerShell에 다음을 입력하세요:',
  byHand: (lines: string) => `Windows에서 관리자 권한으로 연 PowerShell에 다음을 입력하세요: ${lines}`,
  checks: {
    fine: '이 컴퓨터의 방화벽이 이 포트를 들여보냅니다.',
    none: '이 컴퓨터에 켜져 있는 방화벽이 없습니다.',
    closed: (name: string, port: number) =>
      `이 컴퓨터의 방화벽(${name})이 ${port}번 포트를 막고 있어서 다른 기기에서 Jupyter에 접속할 수 없습니다.`,
    unseen: (name: string, port: number) =>
      `방화벽이 켜져 있습니다(${name}). ${port}번 포트를 들여보내는지는 root만 볼 수 있습니다.`,
    closedFix: (line: string) =>
      `같은 네트워크의 기기를 들여보내려면: ${glued(line)} (또는: ${cmd('firewall open')})`,
    loopbackFine: '이 컴퓨터가 자기 자신에게 연결할 수 있습니다.',
    loopback:
      '방화벽이 이 컴퓨터가 자기 자신에게 하는 연결을 막습니다. Jupyter 페이지는 열릴 수 있어도 커널은 연결되지 않습니다.',
    loopbackRule: (name) => `막는 규칙은 ${name}에 있으며, 루프백(lo)을 허용하는 규칙이 없습니다.`,
    loopbackFix: (line) => `루프백을 허용하세요: ${glued(line)}`,
    loopbackFixEither: (lines) =>
      `루프백을 허용하세요: ${lines.map(glued).join(' 또는 ')} (규칙이 어느 쪽에 있는지는 root만 볼 수 있습니다).`,
    gone: (port: number) => `jupyter-expose가 만든 ${port}번 포트의 방화벽 규칙이 없어졌습니다.`,
    get goneFix() {
      return `다시 만들려면: ${cmd('firewall open')}`;
    },
    oracle: (port: number) =>
      `이 Oracle Cloud 이미지는 자체 iptables 규칙으로 22번 말고는 모두 거부하며 ${port}번 포트도 마찬가지입니다. ufw로는 바뀌지 않습니다.`,
    get oracleFix() {
      return `${cmd('firewall open')} 명령을 실행하고, Oracle 콘솔의 네트워크(VCN)에도 이 포트의 수신 규칙을 추가하세요.`;
    },
    docker: (port: number) =>
      `컨테이너에서는 호스트의 방화벽이 소용없습니다. 게시한 포트(${glued(`-p ${port}:${port}`)})는 ufw를 거치지 않습니다. 다른 기기를 막으려면 127.0.0.1:${port}:${port} 형태로 게시하세요.`,
  },
  confirmOpen: {
    label: '방화벽 열기',
    message: '이대로 할까요?',
    declined: '확인하지 않았습니다. 아무것도 바꾸지 않았습니다.',
  },
  confirmClose: {
    label: '방화벽 닫기',
    message: '이대로 할까요?',
    declined: '확인하지 않았습니다. 아무것도 바꾸지 않았습니다.',
  },
};
