import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const password: Messages['password'] = {
  label: '비밀번호',
  message: 'Jupyter 비밀번호:',
  why: '비밀번호를 아는 사람은 이 컴퓨터에서 무엇이든 할 수 있으니 길게 정하세요.',
  unchanged: '[그대로]',
  empty: '비밀번호가 비어 있습니다. 비밀번호가 없으면 누구나 이 컴퓨터에서 프로그램을 실행할 수 있습니다.',
  emptyHint: '12자 이상으로 정하세요. 서로 관계없는 단어 네 개가 좋습니다.',
  wrongType: '비밀번호는 글자여야 합니다.',
  weak: (score) =>
    `약한 비밀번호입니다 (4점 만점에 ${score}점). 추측하기 쉬운데, Jupyter는 여러 번 틀려도 막지 않습니다.`,
  tooWeak: (score) =>
    `이 비밀번호는 너무 약해서(4점 중 ${score}점) 자동으로 짐작하는 프로그램이 몇 분이면 알아냅니다. 다른 기기가 접속하는 주소에는 쓸 수 없습니다.`,
  tooWeakHint:
    '흔하지 않은 12자 이상으로 정하세요. 서로 관계없는 단어 네 개가 좋습니다. 그래도 쓰려면: --weak-password',
  weakFlag: '짐작하기 쉬운 비밀번호도 쓰기',
  weakFix: '흔하지 않은 12자 이상으로 정하세요. 서로 관계없는 단어 네 개가 좋습니다.',
  weakSure: '그래도 이 약한 비밀번호를 쓸까요?',
  hashUnreadable: (algorithm, program) => `${program}은(는) ${algorithm} 해시를 읽지 못합니다.`,
  hashUnreadableHint: '--hash sha256을 쓰거나 --hash를 빼세요.',
  hashUnknown: (name) => `--hash에는 argon2, sha1, sha256 중 하나를 쓰세요. '${name}'은(는) 쓸 수 없습니다.`,
  hashNeedsPassword: '해시를 새로 만들려면 비밀번호가 필요합니다.',
  hashNeedsPasswordHint: '비밀번호도 주세요: --password-stdin 또는 --password-file 파일',
  clearTextGone:
    '이전 비밀번호가 설정 파일에 그대로 적혀 있어서 지웁니다. 파일의 백업에는 아직 남아 있습니다.',
  loggedOut: 'Jupyter를 다시 시작하면, 이전 비밀번호로 로그인해 있던 사람은 다시 로그인해야 합니다.',
  endsLogins: '로그인 쿠키의 비밀 값을 새로 만들기 때문에, 지금 로그인한 사람은 모두 다시 로그인해야 합니다.',
  noSecret: (path) =>
    `설정에서 로그인 쿠키의 비밀 값으로 지정한 ${path} 파일은 Jupyter가 만든 것이 아니어서 그대로 두었습니다. 이미 로그인한 사람은 계속 로그인해 있을 수 있습니다.`,
  noSecretFix: 'cookie_secret_file에 다른 파일을 지정하거나 그 줄을 지우고, Jupyter를 다시 시작하세요.',
  notLoggedOut: (path) =>
    `${path} 파일을 지우지 못했습니다. 이전 비밀번호로 로그인한 사람이 계속 로그인해 있을 수 있습니다.`,
  notLoggedOutFix: (path) => `파일을 지우고 Jupyter를 다시 시작하세요: ${glued(`rm ${path}`)}`,
  noLongerByJupyter: (command) =>
    `앞으로 비밀번호는 ${cmd('init')}으로 바꾸세요. '${glued(`${command} password`)}' 명령으로 바꾼 것은 더 이상 적용되지 않습니다.`,
  checks: {
    hashFine: '비밀번호로 로그인할 수 있습니다.',
    setFine: '비밀번호가 정해져 있거나, 필요하지 않습니다.',
    tokenFine: '토큰이 충분히 깁니다.',
    hash: (problem) => `비밀번호 해시가 올바르지 않습니다. ${problem}`,
    refuses: '맞는 비밀번호를 넣어도 Jupyter가 늘 “Invalid credentials”라고 답합니다.',
    crashes: '로그인할 때마다 Jupyter가 “500 Internal Server Error”라고 답합니다.',
    get fix() {
      return `해시를 바로잡거나 비밀번호를 새로 정하세요: ${cmd('init')}`;
    },
    get setAnew() {
      return `비밀번호를 새로 정하세요: ${cmd('init')}`;
    },
    notUnderstood: (program, version) =>
      `비밀번호가 argon2 해시로 저장되어 있는데 ${program} (버전 ${version})에서는 이것을 읽지 못합니다.`,
    weakHash: (algorithm) =>
      `비밀번호가 ${algorithm} 해시로 저장되어 있습니다. 설정 파일을 본 사람이 금방 알아낼 수 있습니다.`,
    unused: (key) => `${key} 값이 토큰만 묻는 클래스라서, 설정한 비밀번호로는 로그인할 수 없습니다.`,
    unusedFix: (key) => `${key} 설정을 지우세요. 그러면 Jupyter가 비밀번호를 받습니다.`,
    required: '비밀번호가 꼭 있어야 한다고 정했는데(password_required) 비밀번호가 없습니다.',
    requiredWhy: '이대로는 Jupyter가 시작되지 않거나, 아무도 모르는 토큰을 묻습니다.',
    none: '다른 기기에서 이 Jupyter에 닿을 수 있는데 비밀번호가 없고, 시작할 때마다 바뀌는 토큰만 있습니다.',
    noneWhy: '토큰은 시작할 때의 로그에만 나오므로, 밖에서는 아무도 로그인할 수 없습니다.',
    get setOne() {
      return `비밀번호를 정하세요: ${cmd('init')}`;
    },
    tokenKnown: '누구나 먼저 넣어 보는 토큰입니다.',
    tokenShort: (length) => `토큰이 ${length}자뿐이라 알아맞힐 수 있습니다.`,
    tokenBeside: '이 토큰만 있으면 비밀번호 없이 들어올 수 있습니다.',
    tokenAlone: '알아맞힌 사람은 이 컴퓨터에서 프로그램을 실행할 수 있습니다.',
    tokenFix: (key) => `${key} 설정을 지우고 비밀번호를 쓰거나(${cmd('init')}), 길고 무작위로 바꾸세요.`,
    tokenFromOutside: '환경 변수 JUPYTER_TOKEN을 없애거나, 길고 무작위로 바꾸세요.',
  },
};
