import { cmd } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const status: Messages['status'] = {
  summary: '지금 누가 내 Jupyter에 접속할 수 있는지 보여 줍니다',
  flags: {
    reach: 'anywhere|network|tailnet|computer|ssh (--ssh-key)',
  },
  reach: {
    label: '쓸 곳',
    message: 'Jupyter를 어디에서 쓰시겠어요?',
    why: '나머지 설정은 여기에 맞춰집니다.',
    choices: {
      anywhere: '어디서나, 인터넷으로',
      network: '같은 네트워크의 기기에서',
      tailnet: '내 기기에서만, Tailscale로',
      ssh: '나만, SSH로',
      computer: '이 컴퓨터에서만',
    },
    wrongType: '쓸 곳은 "network" 같은 문자열이어야 합니다.',
  },
  place: { computer: '이 컴퓨터', network: '내 네트워크', internet: '인터넷' },
  verdict: {
    get notSetUp() {
      return `아직 Jupyter를 설정하지 않았습니다. 시작하려면: ${cmd('init')}`;
    },
    notRunning: 'Jupyter를 설정했지만 실행 중이 아닙니다.',
    yes: {
      anywhere: '인터넷에서 Jupyter를 쓸 수 있습니다.',
      network: '내 네트워크에서 Jupyter를 쓸 수 있습니다.',
      tailnet: '이 컴퓨터에서 Jupyter가 응답합니다. 내 기기까지는 Tailscale이 이어 줍니다.',
      ssh: '이 컴퓨터에서 Jupyter가 응답합니다. 나머지는 SSH가 이어 줍니다.',
      computer: '이 컴퓨터에서 Jupyter를 쓸 수 있습니다.',
    },
    no: {
      anywhere: (why) => `아직 인터넷에서 Jupyter를 쓸 수 없습니다. 이유: ${why}.`,
      network: (why) => `아직 내 네트워크에서 Jupyter를 쓸 수 없습니다. 이유: ${why}.`,
      tailnet: (why) => `아직 Tailscale로 Jupyter를 쓸 수 없습니다. 이유: ${why}.`,
      ssh: (why) => `아직 SSH로 Jupyter를 쓸 수 없습니다. 이유: ${why}.`,
      computer: (why) => `아직 이 컴퓨터에서 Jupyter를 쓸 수 없습니다. 이유: ${why}.`,
    },
    unknown: {
      anywhere: (why) => `인터넷에서 접속되는지 여기서는 알 수 없습니다. 이유: ${why}.`,
      network: (why) => `내 네트워크에서 접속되는지 여기서는 알 수 없습니다. 이유: ${why}.`,
      tailnet: (why) => `Tailscale로 접속되는지 여기서는 알 수 없습니다. 이유: ${why}.`,
      ssh: (why) => `SSH로 접속되는지 여기서는 알 수 없습니다. 이유: ${why}.`,
      computer: (why) => `이 컴퓨터에서 응답하는지 알 수 없습니다. 이유: ${why}.`,
    },
  },
  yes: '가능',
  no: '불가',
  unknown: '확인 못 함',
  notRunning: 'Jupyter가 실행 중이 아님',
  socket: (path) => `브라우저가 열 수 없는 소켓 ${path}에서 접속을 받음`,
  otherProgram: (port) => `${port}번 포트에서 다른 프로그램이 응답함`,
  noAnswer: '포트는 열려 있지만 응답이 없음',
  hereOnly: 'Jupyter가 이 컴퓨터의 접속만 받음',
  noNetwork: '이 컴퓨터에 네트워크 주소가 없음',
  hostRefused: (address) => `Jupyter가 ${address} 주소로 온 접속을 거부함`,
  notSeenFromHere: '밖에서 확인해 보아야 알 수 있음',
  firewall: {
    closed: '이 컴퓨터의 방화벽이 다른 기기를 막음',
    unknown: '방화벽이 막는지는 root만 볼 수 있음',
    networkOnly: '방화벽이 내 네트워크만 허용함',
  },
  router: {
    nothing: '이 프로그램이 만든 포트 포워딩이 없음',
  },
  tunnel: (name) => `터널 ${name} 경유`,
  rows: {
    who: '들어올 수 있는 사람',
    whoPassword: '비밀번호를 아는 사람',
    whoToken: '서버의 토큰을 가진 사람',
    runs: '실행 중',
    runsAs: (name, pid) => `${name}, 프로세스 ${pid}`,
    certificate: '인증서',
  },
  next: {
    start: (command) => `시작하세요: ${command}`,
    run: (command) => `실행하세요: ${command}`,
    get outside() {
      return `밖에서 확인하세요: ${cmd('doctor', '--outside')}`;
    },
    get details() {
      return `자세한 내용: ${cmd('doctor')}`;
    },
  },
  nextIs: (what) => `다음: ${what}`,
  missed: {
    anywhere: '어디서나 쓰기로 하셨지만 Jupyter가 이 컴퓨터의 접속만 받습니다.',
    network: '내 네트워크에서 쓰기로 하셨지만 Jupyter가 이 컴퓨터의 접속만 받습니다.',
  },
  wider: '이 컴퓨터에서만 쓰기로 하셨지만 Jupyter가 다른 기기의 접속도 받습니다.',
  missedFix: (command) => `다시 설정하세요: ${command}`,
  reachFine: '쓰려는 곳에 맞게 접속을 받습니다.',
};
