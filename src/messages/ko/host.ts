import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const host: Messages['host'] = {
  fine: 'Jupyter가 설치되어 있습니다.',
  runs: (command, version) => `${command}: 설치되어 있습니다 (${version}).`,
  another: (names) => `살펴볼 Jupyter가 여기에 설치되어 있지 않습니다. 설치된 것: ${names}`,
  anotherFix: '실제로 시작하는 것을 --target으로 알려 주거나 설치하세요.',
  none: 'PATH에서 Jupyter를 찾지 못했습니다.',
  noneFix: `가상 환경이나 conda 환경에 있다면 활성화한 뒤 다시 실행하세요. 없다면: ${glued('pip install notebook')}`,
  broken: {
    'dangling-link': (path, wants) => `${path} 링크가 가리키는 ${wants} 파일이 없습니다.`,
    'interpreter-gone': (path, wants) => `${path} 명령에 필요한 Python(${wants})이 없습니다.`,
    'interpreter-broken': (path, wants) => `${path} 명령에 필요한 Python(${wants})이 실행되지 않습니다.`,
    'package-gone': (path, wants) => `${path} 명령은 남아 있지만 그 Python에 ${wants} 패키지가 없습니다.`,
  },
  brokenWhy: '설정 파일을 읽기도 전에 오류로 끝납니다.',
  brokenFix: (app) =>
    `환경을 새로 만들거나 다시 설치하세요: ${glued(`python -m pip install --force-reinstall ${{ notebook: 'notebook', lab: 'jupyterlab', server: 'jupyter_server' }[app] ?? 'notebook'}`)}`,
  runningFine: '실행 중인 Jupyter의 설정이 설정 파일과 같습니다.',
  restartNeeded: (pid, file) =>
    `Jupyter(프로세스 ${pid})가 시작된 뒤에 설정 파일이 바뀌어서 아직 예전 설정으로 실행 중입니다. 바뀐 파일: ${file}`,
  restartFix: (pid) =>
    `끝내고(${glued(`kill ${pid}`)}) 다시 시작하세요. Jupyter는 시작할 때만 설정을 읽습니다.`,
  commandLine: (pid, option, trait) =>
    `Jupyter(프로세스 ${pid})가 ${option} 옵션으로 시작되었습니다. 이 옵션이 설정 파일의 ${trait} 값보다 앞섭니다.`,
  commandLineFix: (option) => `${option} 없이 시작하거나, 설정 파일에 같은 값을 적으세요.`,
  otherConfig: (pid, because) =>
    `Jupyter(프로세스 ${pid})는 지금 점검하는 것과 다른 설정 파일을 읽습니다. 까닭: ${because}`,
  get otherConfigFix() {
    return `그 부분을 빼고 지금 사용자로 시작하거나, ${cmd('doctor')}를 그 Jupyter와 똑같이(같은 사용자, 같은 환경 변수, --config FILE) 실행하세요.`;
  },
  configMissing: (pid, option) =>
    `Jupyter(프로세스 ${pid})가 없는 설정 파일로 시작되어(${option}) 설정 없이 실행 중입니다.`,
  configMissingFix: '경로를 고쳐서 다시 시작하세요. 파일이 없어도 Jupyter는 알려 주지 않습니다.',
  secretFilesFine: '이 컴퓨터의 다른 사용자는 해시나 토큰을 읽을 수 없습니다.',
  readable: (file, mode) =>
    `해시나 토큰이 들어 있는 파일을 이 컴퓨터의 모든 사용자가 읽을 수 있습니다: ${file} (권한 ${mode})`,
  readableWhy:
    '토큰이 있으면 바로 들어올 수 있고, 해시가 있으면 비밀번호를 마음껏 대입해 볼 수 있습니다. 파일이 닫힌 디렉터리 안에 있어도 누가 복사하면 소용이 없습니다.',
  readableFix: (file) => `나만 읽을 수 있게 하세요: ${glued(`chmod 600 '${file}'`)}`,
  configDirFine: 'Jupyter가 설정 디렉터리를 읽을 수 있습니다.',
  ownershipFine: '설정과 이 프로그램이 곁에 두는 파일에는 나만 쓸 수 있습니다.',
  ownershipWhy: '거기에 쓸 수 있는 사람은 내 이름으로 무엇이 실행될지 정할 수 있습니다.',
  runtimeDirFine: 'Jupyter가 실행 정보를 남기는 디렉터리에 쓸 수 있습니다.',
  configDirForeign: (directory) =>
    `지금 사용자는 설정 디렉터리를 열 수 없습니다: ${directory} 주인이 다른 사용자입니다. 대개 sudo로 Jupyter를 시작한 적이 있을 때 이렇게 됩니다.`,
  configDirForeignWhy: '그래도 Jupyter는 시작하지만, 그 안의 설정은 하나도 쓰이지 않습니다.',
  runtimeDir: (directory) =>
    `지금 사용자는 이 디렉터리에 쓸 수 없어서 Jupyter가 "Permission denied" 오류로 시작하지 못합니다: ${directory}`,
  runtimeDirUnset: `XDG_RUNTIME_DIR가 다른 사용자의 것입니다. 지우거나(${glued('unset XDG_RUNTIME_DIR')}), su 대신 그 사용자로 로그인하세요.`,
  ownFix: (directory) => `되찾아 오세요: ${glued(`sudo chown -R "$(id -u):$(id -g)" '${directory}'`)}`,
  kernelsFine: '커널을 실행할 프로그램이 있습니다.',
  kernelNone: '이 Jupyter에는 커널이 없어서 파일만 보여 주고 코드는 실행하지 못합니다.',
  kernelNoneFix: (pip) => `Python 커널을 설치하세요: ${glued(`${pip} install ipykernel`)}`,
  kernelUnreadable: (name) => `${name} 커널이 시작하지 못합니다. kernel.json 파일을 읽을 수 없습니다.`,
  kernelBroken: (name, program) =>
    `${name} 커널이 시작하지 못합니다. 실행할 프로그램이 없습니다: ${program} 대개 환경을 지웠을 때 이렇게 됩니다.`,
  kernelFix: (name) =>
    `그 항목을 지우거나(${glued(`jupyter kernelspec remove ${name}`)}) 커널을 다시 설치하세요.`,
  kernelAddressFine: '커널이 이 컴퓨터에서만 접속을 받습니다.',
  gateway: {
    fine: '커널이 이 컴퓨터에서 실행됩니다.',
    asks: (url, where) => `커널 게이트웨이 ${url}(${where})에 물어보는 중 …`,
    notAsked: (url) => `모든 커널이 게이트웨이 ${url}에서 실행됩니다. 그곳에는 물어보지 않았습니다.`,
    answers: (url) => `모든 커널이 게이트웨이 ${url}에서 실행되며, 그곳에서 답이 옵니다.`,
    dead: (url, where) =>
      `모든 커널을 게이트웨이 ${url}에서 실행하도록 되어 있는데(${where}), 그곳에서 답이 없어 커널이 시작하지 못합니다.`,
    deadFix: (where) =>
      where.startsWith('JUPYTER_')
        ? `커널을 이 컴퓨터에서 실행하려면 Jupyter를 시작하는 곳에서 이 변수를 없애세요: ${glued(`unset ${where}`)}`
        : '커널을 이 컴퓨터에서 실행하려면 이 줄을 빼세요.',
  },
  servicesFine: 'Jupyter를 시작하는 서비스에 문제가 없습니다.',
  service: {
    type: (file, type) =>
      `${file}에 systemd가 모르는 Type=${type} 줄이 있습니다. systemd는 이 줄을 무시합니다.`,
    typeFix: 'Type=simple로 쓰거나 그 줄을 지우세요.',
    program: (file, program) =>
      `서비스가 시작할 프로그램이 없습니다(${file}): ${program} systemd가 203/EXEC 상태로 끝납니다.`,
    programFix: `\`${glued('which jupyter')}\`가 알려 주는 경로를 ExecStart에 쓰고 ${glued('systemctl daemon-reload')}를 실행하세요.`,
    config: (file, path) =>
      `${file}에서 --config=${path}로 Jupyter를 시작하는데 그런 파일이 없습니다. Jupyter는 말없이 시작하고 설정은 하나도 쓰이지 않습니다.`,
    configFix: (path) =>
      `ExecStart에서 ${path} 경로를 고치거나 --config를 빼고, ${glued('systemctl daemon-reload')}를 실행한 뒤 서비스를 다시 시작하세요.`,
    user: (file, user) =>
      `이 서비스가 ${user} 사용자로 실행되게 되어 있는데(${file}) 이 컴퓨터에 그런 사용자가 없습니다. systemd가 시작하지 않습니다.`,
    userFix: 'User= 뒤에 자신의 사용자 이름을 쓰세요.',
    root: (file) =>
      `이 서비스가 Jupyter를 root로 실행하므로(${file}) 모든 노트북도 root로 실행됩니다. 설정도 내 것이 아니라 root의 것을 읽습니다.`,
    rootFix: '[Service] 부분에 일반 사용자의 이름으로 User= 줄을 추가하세요.',
  },
  userFine: 'Jupyter를 일반 사용자로 실행합니다.',
  container: {
    fine: '컨테이너 밖에서 Jupyter에 접속할 수 있습니다.',
    published: (sign, port) =>
      `여기는 컨테이너 안입니다(${sign}). ${port}번 포트를 밖으로 연결해야만 다른 기기가 Jupyter에 접속할 수 있습니다. 예: ${glued(`docker run -p ${port}:${port}`)}`,
    loopback: (sign) =>
      `여기는 컨테이너 안이고(${sign}), Jupyter는 컨테이너 안에서만 접속을 받습니다. 포트를 밖으로 연결해도 아무도 들어올 수 없습니다.`,
    loopbackFix: (port) =>
      `비밀번호를 설정하고, Jupyter의 주소를 0.0.0.0으로 바꾼 뒤 포트는 이 컴퓨터에만 연결하세요: ${glued(`docker run -p 127.0.0.1:${port}:${port}`)}`,
  },
  wslFine: 'WSL에서 Jupyter가 Windows의 네트워크를 함께 쓰거나, 이 컴퓨터에서만 쓰게 되어 있습니다.',
  wslNat: 'WSL이 NAT 방식으로 동작합니다. 다른 기기는 Windows에는 닿지만 Jupyter에는 닿지 못합니다.',
  wslUnknown:
    'WSL 안입니다. WSL의 네트워크가 mirrored 방식이 아니면 다른 기기는 Windows에는 닿지만 Jupyter에는 닿지 못합니다.',
  wslFix: (port) =>
    `Windows의 .wslconfig 파일에서 [wsl2] 아래에 networkingMode=mirrored를 쓰거나, ${glued('netsh interface portproxy')}로 ${port}번 포트를 넘기세요. 이 시스템에서는 확인하지 못한 방법입니다.`,
};
