import { cmd, type Examples, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const init: Messages['init'] = {
  flags: {
    target: 'notebook, lab, server, 경로. 없으면 notebook@5.7처럼',
    config: '평소 파일 대신 이 설정 파일을 고칩니다',
    ip: "'*', localhost, 또는 이 컴퓨터의 주소",
    port: '1부터 65535까지',
    openBrowser: '시작할 때 브라우저 열기 (아니면 --no-open-browser)',
    answers: "JSON으로 쓴 답, 표준 입력은 '-'",
    passwordStdin: '비밀번호를 표준 입력에서 읽습니다',
    passwordFile: '비밀번호를 파일에서 읽습니다',
    hash: 'argon2, sha1, sha256 (기본값: 쓰시는 Jupyter에 맞게)',
    questions: '질문과 순서만 보여 줍니다',
    noInput: '묻지도 않고 표준 입력을 읽지도 않습니다',
  },
  get examples(): Examples {
    return [
      [cmd('init'), '묻고 설정'],
      [cmd('init', '--port', '9000', '--yes'), '포트만 변경'],
      [`printf '%s\\n' "$PW" '*' 8888 n y | ${cmd('init')}`, '스크립트에서'],
    ];
  },
  title: (version) => `jupyter-expose ${version}: 내 Jupyter를 밖에서도 쓸 수 있게 합니다`,
  promise: 'Enter를 누르면 괄호 안의 값을 씁니다. 마지막에 예라고 답하기 전에는 아무것도 바뀌지 않습니다.',
  jupyterRow: 'Jupyter',
  configRow: '설정 파일',
  nowRow: '현재 설정',
  runningRow: '실행 중',
  found: (what, where) => `${what} (${where})`,
  foundElsewhere: (kind) => `PATH에는 없고 ${kind}에서 찾았으므로 명령을 전체 경로로 적습니다`,
  foundOthers: (paths) => `다른 것도 있습니다: ${paths} (--target 경로로 고릅니다)`,
  environment: {
    conda: 'conda 환경',
    pipx: 'pipx 프로그램',
    uv: 'uv 도구',
    homebrew: 'Homebrew 프로그램',
    pyenv: 'pyenv 버전',
    venv: '가상 환경',
    system: 'pip가 설치하는 위치',
    unknown: '흔히 설치되는 위치',
  },
  foundNone: (assumed) => `PATH에 없어서 ${assumed}용으로 만듭니다 (다른 것은 --target)`,
  foundNoneHint: '가상 환경이나 conda 환경에 있다면 먼저 활성화한 뒤 다시 실행하세요.',
  foundStated: (what) => `${what} (말씀하신 대로)`,
  file: (path, exists) => `${path}${exists ? '' : ' (새로 만듭니다)'}`,
  nowNothing: '아직 없음',
  nowSet: {
    password: () => '비밀번호 있음',
    ip: (value) => `주소 ${value}`,
    port: (value) => `포트 ${value}`,
    open_browser: (value) => `브라우저 열기 ${value}`,
  },
  nowIn: (values, file) => `${values} (${file})`,
  runsNow: (port, pid) => `${port}번 포트 (프로세스 ${pid})`,
  targetLabel: 'Jupyter',
  targetMessage: '어느 Jupyter를 설정할까요?',
  targetWhy: '여러 개가 설치되어 있고 설정 파일이 서로 다릅니다. 쓰시는 것을 고르세요.',
  sudo: (user, file) =>
    `sudo로 실행되었습니다. 이대로면 ${user}의 Jupyter가 아니라 root의 Jupyter(${file})가 바뀝니다.`,
  relative: (directory) =>
    `Jupyter 설정이 있는 곳을 알 수 없습니다. '${directory}'은(는) 지금 서 있는 디렉터리에 따라 달라집니다.`,
  relativeHint: 'HOME이나 JUPYTER_CONFIG_DIR에 전체 경로를 넣고 다시 실행하세요.',
  sudoHint: (command) => `sudo 없이 실행하세요: ${glued(command)}`,
  confirmLabel: '저장',
  confirmMessage: (exposed) =>
    exposed ? '이대로 저장하고 다른 기기의 접속을 받을까요?' : '이대로 저장할까요?',
  declined: '저장하지 않았습니다. 아무것도 바뀌지 않았습니다.',
  willDo: '바뀌는 내용',
  alreadySo: '이미 그렇게 설정되어 있습니다. 바꿀 것이 없습니다.',
  dryRun: '미리 보기만 했습니다. 바뀐 것은 없습니다.',
  asking: (command) => `${glued(command)}에서 설정이 어떻게 읽히는지 확인하는 중 …`,
  generating: (command) => `${glued(command)}의 기본 설정을 만드는 중 …`,
  blocked: (file, line, key) =>
    `${file}${line === undefined ? '' : `:${line}`}의 ${key} 설정이 우선하는데, 그 파일을 고칠 수 없습니다.`,
  blockedHint: '그 설정을 지우거나 파일을 고칠 수 있게 한 뒤 다시 실행하세요.',
  because: (file, line, key) =>
    `${file}${line === undefined ? '' : `:${line}`}의 ${key} 설정이 우선하므로 그것도 함께 바꿉니다.`,
  backup: (path) => `  백업: ${path}`,
  next: {
    start: '시작',
    startOnceInstalled: (command) => `${glued(command)} (먼저 설치하세요)`,
    restart: '다시 시작',
    restartHow: (pid, command) =>
      `프로세스 ${pid}에는 아직 이전 설정이 적용되어 있습니다. 끝낸 뒤 다시 시작하세요: ${glued(command)}`,
    runs: '실행 중',
    runsAlready: (pid, command) =>
      `프로세스 ${pid}. 마지막으로 바꾸기 전에 시작했다면 끝낸 뒤 다시 시작하세요: ${glued(command)}`,
    here: '이 컴퓨터에서',
    lan: '같은 네트워크에서',
    test: '확인',
    testHow: '같은 와이파이에 있는 휴대전화로 위 주소를 열어 보세요. 열리지 않으면 방화벽에 막힌 것입니다.',
    internet: '인터넷에서',
    get internetNotYet() {
      return `아직 안 됩니다. ${cmd('router map')}은 공유기에 요청하고, ${cmd('router show')}는 입력할 값을 알려 줍니다. 공인 주소가 없으면 ${cmd('tunnel status')}`;
    },
    get internetByHand() {
      return `공유기가 포트를 넘겨주면 됩니다. 바뀌는 주소를 따라가는 이름은: ${cmd('ddns update', '--name', '이름', '--token-file', '파일')}`;
    },
    elsewhere: '다른 곳에서',
    elsewhereNot: '고르신 대로 접속할 수 없습니다.',
    undo: '되돌리기',
    again: '같은 설정을 질문 없이:',
  },
  questionsPiped: '파이프로 들어온 줄은 이 순서로 답이 됩니다:',
  questionsTerminal: '터미널에서는 이 순서로 묻습니다:',
  questionsOther: '모든 질문과 옵션, 환경 변수:',
  recovered: (id) => `${id} 실행이 중간에 끊겼습니다. 시작했던 일을 되돌려 놓았습니다.`,
  configName: (file) =>
    `Jupyter는 이름이 .py나 .json으로 끝나는 설정 파일만 읽습니다. '${file}'은(는) 읽지 않습니다.`,
  configNameHint: '--config ./jupyter_config.py 같은 이름을 쓰세요.',
  get brokenHint() {
    return `그 줄을 고치거나, 다음 명령으로 고칠 수 있는지 보세요(먼저 묻습니다): ${cmd('doctor', '--fix')}`;
  },
  noConfig:
    'JUPYTER_NO_CONFIG가 설정되어 있어 Jupyter가 설정 파일을 전혀 읽지 않습니다. 아무것도 바뀌지 않았습니다.',
  noConfigHint: `그 환경 변수를 없앤 뒤(${glued('unset JUPYTER_NO_CONFIG')}) 다시 실행하세요.`,
};
