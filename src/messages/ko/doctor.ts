import { cmd, type Examples } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const doctor: Messages['doctor'] = {
  broke: (check, reason) => `${check} 검사를 하지 못했습니다. ${reason}`,
  notReached: (cause) => `${cause} 문제 때문에 검사하지 않았습니다.`,
  flags: {
    check: '이 검사와 그것에 필요한 검사만 실행',
    listChecks: '검사 목록만 표시',
    config: '이 설정 파일도 봅니다(Jupyter의 --config)',
    url: '어디에 있든 서버를 접속하는 쪽에서 봅니다',
    ca: '이 인증서(PEM)도 신뢰합니다',
    liveGroup: '실제로, 커널이 답할 때까지:',
    live: '로그인하고 커널이 답하는지 봅니다',
    start: '실행 중인 Jupyter가 없으면 검사용으로 하나 켭니다',
    passwordOverHttp: '암호화되지 않은 http로 비밀번호를 보내도 됩니다',
    fix: '고칠 수 있는 것을 고칩니다(바뀔 내용을 보여 주고 묻습니다)',
  },
  get examples(): Examples {
    return [
      [cmd('doctor'), '보기만 하고 바꾸지 않음'],
      [cmd('doctor', 'port', 'firewall'), '이 검사만 실행'],
      [cmd('doctor', '--live'), '로그인하고 커널 실행'],
      [cmd('doctor', '--url', 'https://name:8888'), '밖에서 보이는 대로'],
      [cmd('doctor', '--fix'), '확인을 받고 고침'],
    ];
  },
  emptyConfig: '--config에는 설정 파일의 경로가 필요합니다.',
  emptyCheck: '검사 이름이 비어 있습니다.',
  unknownCheck: (id: string) => `그런 검사는 없습니다: ${id}`,
  get listHint() {
    return `검사 목록 보기: ${cmd('doctor', '--list-checks')}`;
  },
  sudo: (user, file) =>
    `sudo로 실행했으므로 ${user} 사용자가 아니라 root의 Jupyter(${file})를 봅니다. 자신의 Jupyter를 보려면 sudo 없이 실행하세요.`,
  mode: (mode) => `권한 ${mode}`,
  get fixable() {
    return `“${cmd('doctor', '--fix')}”로 고칠 수 있습니다.`;
  },
  blocked: (count, causes) =>
    `${causes} 문제 때문에 검사 ${count}가지를 하지 않았습니다(--verbose로 목록을 봅니다).`,
  fine: (count, others) =>
    `${others ? '나머지 ' : ''}검사 ${count}가지는 ${others ? '' : '모두 '}이상이 없습니다(--verbose로 목록을 봅니다).`,
  first: (what) => `먼저 이것을 한 뒤 ${cmd('doctor')}를 다시 실행하세요: ${what}`,
  firstFix: (command) => `먼저 할 일: ${command} (바뀔 내용을 보여 주고 묻습니다)`,
  onlyRisks: '고장 난 곳은 없습니다. 위의 위험을 감수할지는 직접 판단하세요.',
  onlyRisksSeen:
    '고장 난 곳은 보이지 않지만 살펴보지 못한 것(?)이 있습니다. 위의 위험을 감수할지는 직접 판단하세요.',
  fixSome: (command) => `고칠 수 있는 것을 고치려면: ${command}`,
  nothing: '문제가 없습니다.',
  nothingSeen: '문제는 보이지 않지만 살펴보지 못한 것(?)이 있습니다.',
  checking: (url) => `${url} 확인 중 …`,
  askPassword: '실행 중인 Jupyter의 비밀번호',
  noPassword: '--live에는 비밀번호가 필요한데, 여기서는 물어볼 수 없습니다.',
  noPasswordHint: '--password-file FILE 또는 --password-stdin으로 알려 주세요.',
  mayStart: '지금 실행 중인 Jupyter가 없습니다. 검사하는 동안만 하나 켰다가 끌까요?',
  notRunning: '실행 중인 Jupyter가 없어 로그인해 보지 못했습니다.',
  notRunningFix: 'Jupyter를 켜고 다시 실행하거나, --start를 붙여 검사하는 동안만 하나 켜세요.',
  overHttp: (url) =>
    `${url} 주소는 암호화되지 않은 http라서 중간에서 누구든 비밀번호를 읽을 수 있습니다. 그래도 보낼까요?`,
  overHttpRefused: (url) =>
    `${url} 주소는 암호화되지 않은 http라서 중간에서 누구든 비밀번호를 읽을 수 있습니다. 비밀번호를 보내지 않았습니다.`,
  overHttpHint: 'https:// 주소를 쓰거나, 그래도 괜찮으면 --password-over-http를 붙이세요.',
  withoutLogin: '비밀번호를 보내지 않고, 로그인 없이 확인합니다.',
  caMissing: (file) => `${file} 파일이 없습니다.`,
  caNotPem: (file) => `${file} 파일에 PEM 형식의 인증서가 없습니다.`,
  caNotPemHint: '-----BEGIN CERTIFICATE----- 줄이 있어야 합니다.',
  nothingToFix: '--fix로 고칠 수 있는 것이 없습니다.',
  postponed: (message) => `같은 줄을 건드리므로 다음 실행으로 미룹니다. ${message}`,
  confirmLabel: '고치기',
  confirm: '이대로 바꿀까요?',
  declined: '확인하지 않아 아무것도 바꾸지 않았습니다.',
  didNotHelp: (message) => `바꾼 뒤에도 문제가 남았거나 새로 생겼습니다. ${message}`,
  stillNotLoaded: (file) => `${file} 파일을 바꾸었지만 Jupyter가 아직 읽지 못합니다. 아래를 보세요.`,
  fixed: (count) =>
    `${count}가지를 고쳤습니다. 실행 중인 Jupyter는 다시 켜야 하며, “${cmd('undo')}”로 되돌릴 수 있습니다.`,
  get again() {
    return `남은 것은 ${cmd('doctor', '--fix')}를 한 번 더 실행해 고치세요.`;
  },
};
