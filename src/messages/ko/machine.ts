import type { Messages } from '../en.ts';

export const machine: Messages['machine'] = {
  runningFine: '실행 중인 Jupyter의 설정이 설정 파일과 같습니다.',
  restartNeeded: (pid, file) =>
    `Jupyter(프로세스 ${pid})가 시작된 뒤에 설정 파일이 바뀌어서 아직 예전 설정으로 실행 중입니다. 바뀐 파일: ${file}`,
  restartFix: (pid) => `끝내고(kill ${pid}) 다시 시작하세요. Jupyter는 시작할 때만 설정을 읽습니다.`,
  commandLine: (pid, option, trait) =>
    `Jupyter(프로세스 ${pid})가 ${option} 옵션으로 시작되었습니다. 이 옵션이 설정 파일의 ${trait} 값보다 앞섭니다.`,
  commandLineFix: (option) => `${option} 없이 시작하거나, 설정 파일에 같은 값을 적으세요.`,
  otherConfig: (pid, because) =>
    `Jupyter(프로세스 ${pid})는 지금 점검하는 것과 다른 설정 파일을 읽습니다. 까닭: ${because}`,
  otherConfigFix:
    '그 부분을 빼고 지금 사용자로 시작하거나, doctor를 그 Jupyter와 똑같이(같은 사용자, 같은 환경 변수, --config FILE) 실행하세요.',
  secretFilesFine: '이 컴퓨터의 다른 사용자는 해시나 토큰을 읽을 수 없습니다.',
  readable: (file, mode) =>
    `해시나 토큰이 들어 있는 파일을 이 컴퓨터의 모든 사용자가 읽을 수 있습니다: ${file} (권한 ${mode})`,
  readableWhy:
    '토큰이 있으면 바로 들어올 수 있고, 해시가 있으면 비밀번호를 마음껏 대입해 볼 수 있습니다. 파일이 닫힌 디렉터리 안에 있어도 누가 복사하면 소용이 없습니다.',
  readableFix: (file) => `나만 읽을 수 있게 하세요: chmod 600 '${file}'`,
  directoriesFine: 'Jupyter가 필요한 디렉터리를 쓸 수 있습니다.',
  configDirForeign: (directory) =>
    `지금 사용자는 설정 디렉터리를 열 수 없습니다: ${directory} 주인이 다른 사용자입니다. 대개 sudo로 Jupyter를 시작한 적이 있을 때 이렇게 됩니다.`,
  configDirForeignWhy: '그래도 Jupyter는 시작하지만, 그 안의 설정은 하나도 쓰이지 않습니다.',
  runtimeDir: (directory) =>
    `지금 사용자는 이 디렉터리에 쓸 수 없어서 Jupyter가 "Permission denied" 오류로 시작하지 못합니다: ${directory}`,
  runtimeDirUnset:
    'XDG_RUNTIME_DIR가 다른 사용자의 것입니다. 지우거나(unset XDG_RUNTIME_DIR), su 대신 그 사용자로 로그인하세요.',
  ownFix: (directory) => `되찾아 오세요: sudo chown -R "$(id -u):$(id -g)" '${directory}'`,
};
