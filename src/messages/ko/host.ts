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
  pythonVariable: (path, variable) => `${variable} 변수가 있으면 Python이 실행되지 않습니다: ${path}`,
  pythonVariableFix: (name) =>
    `그 변수를 환경에서 없애고(${glued(`unset ${name}`)}, 그리고 설정된 곳에서도) Jupyter를 다시 시작하세요.`,
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
  directories: {
    fine: 'Jupyter와 커널이 쓰는 디렉터리를 모두 쓸 수 있습니다.',
    rootFine: 'Jupyter가 보여 줄 디렉터리를 쓸 수 있습니다.',
    closed: (path, at) =>
      at.kind === 'no-directory'
        ? `디렉터리가 있어야 할 자리에 파일이 있습니다: ${at.path}`
        : at.kind === 'dangling'
          ? `디렉터리가 있어야 할 자리에 링크가 있는데, 링크가 가리키는 것이 없습니다: ${at.path}`
          : at.path === path
            ? `지금 사용자는 주인이나 권한 때문에 쓸 수 없습니다: ${path}`
            : `${at.path} 디렉터리가 닫혀 있어서 지금 사용자는 쓸 수 없습니다: ${path}`,
    mime: 'Jupyter가 시작할 때 이 파일 형식 목록을 읽다가 “Permission denied”로 끝납니다.',
    data: '노트북을 저장할 때마다 "Permission denied" 오류(HTTP 500)가 납니다.',
    ipython: 'Jupyter나 커널이 "Permission denied" 오류로 멈춥니다.',
    ipythonKept: '커널은 실행되지만 기록과 설정이 남지 않습니다.',
    lab: 'JupyterLab이 설정과 화면 배치를 읽지 못합니다(HTTP 500).',
    rootFile: (key, path) => `${key} 값이 디렉터리가 아니라 파일입니다: ${path}`,
    rootFileFix: (key) => `${key}에 디렉터리를 적으세요.`,
    rootMissing: (key, path) => `${key}에 적힌 디렉터리가 없습니다: ${path}`,
    rootMissingFix: (key, path) => `디렉터리를 만들거나(${glued(`mkdir -p ${path}`)}) ${key} 값을 고치세요.`,
    rootClosed: '페이지는 열리지만 파일 목록에서 오류가 납니다.',
    rootKept: '파일이 보이기는 하지만 저장하거나 새로 만들 수 없습니다.',
    rootOther: (key) => `아니면 ${key}에 자신의 디렉터리를 적으세요.`,
    danglingFix: (path) =>
      `링크가 가리키는 것을 되돌려 놓거나(디스크가 연결되어 있나요?) 링크를 지우세요: ${glued(`rm ${path}`)}`,
    moveFix: (path) => `그 파일을 옮기세요: ${glued(`mv ${path} ${path}.old`)}`,
    modeFix: (path, mode) => `자신에게 권한을 주세요: ${glued(`chmod ${mode} ${path}`)}`,
    aclFix: (path) => `주인에게 권한을 받으세요: ${glued(`sudo setfacl -m u:"$(id -un)":rwx ${path}`)}`,
  },
  suspended: (pid) =>
    `Jupyter(프로세스 ${pid})가 멈춰 있습니다(상태 T, Ctrl-Z). 접속은 받지만 응답하지 않습니다.`,
  suspendedFix: (pid) => `계속 실행하세요. 그 터미널에서 ${glued('fg')}, 또는 ${glued(`kill -CONT ${pid}`)}`,
  hubFine: '이 Jupyter는 JupyterHub의 것이 아닙니다.',
  hub: (sign) =>
    `이 Jupyter는 JupyterHub의 개인 서버입니다(${sign}). 누가 어떤 주소로 어떻게 로그인하는지는 여기 설정이 아니라 허브와 그 프록시에서 정합니다.`,
  hubFix: '허브 관리자에게 주소를 물어보세요. 직접 운영하는 허브라면 jupyterhub_config.py에서 설정합니다.',
  gatewayFine: '커널이 이 컴퓨터에서 실행됩니다.',
  gateway: {
    used: (url, where) => `커널이 여기가 아니라 게이트웨이 ${url}에서 실행됩니다. 정해진 곳: ${where}`,
    gone: (url, where) => `커널을 제공할 게이트웨이 ${url}에서 응답이 없습니다. 정해진 곳: ${where}`,
    why: '커널이 시작되지 않고 Jupyter가 503으로 응답합니다.',
    fix: (where) =>
      /^JUPYTER_/.test(where)
        ? `게이트웨이를 쓰지 않는다면 환경 변수를 지우고(${glued('unset JUPYTER_GATEWAY_URL')}, 설정한 곳에서도) Jupyter를 다시 시작하세요.`
        : `게이트웨이를 쓰지 않는다면 그 설정을 지우고 Jupyter를 다시 시작하세요: ${where}`,
  },
  pageSettingsFine: '페이지 설정이 있는 곳을 가리킵니다.',
  page: {
    pageMissing: (key, value, name) =>
      `${key} 설정 때문에 로그인 뒤에 ${value} 페이지로 가는데, ${name} 패키지가 설치되어 있지 않아서 404가 나옵니다.`,
    pageMissingFix: (key, name) => `${key} 설정을 지우거나 설치하세요: ${glued(`pip install ${name}`)}`,
    assetsElsewhere: (key, origin) =>
      `${key} 설정 때문에 페이지의 스크립트를 ${origin}에서 받습니다. 거기서 응답이 없으면 페이지가 비어 있습니다.`,
    assetsElsewhereFix: (key) => `${key} 설정을 지우세요. 스크립트는 Jupyter에 들어 있습니다.`,
    assetsMissing: (key, directory) =>
      `${key} 값이 ${directory}인데 거기에 JupyterLab의 스크립트가 없어서 오류 페이지가 나옵니다.`,
    assetsMissingFix: (key) =>
      `${key} 값을 지우거나 거기에 JupyterLab을 빌드하세요: ${glued('jupyter lab build')}`,
    baseInvalid: (key, value) => `${key} 값이 페이지의 경로가 아닙니다: ${JSON.stringify(value)}`,
    baseInvalidWhy: 'Jupyter가 시작해도 모든 주소에서 404가 나옵니다.',
    baseInvalidFix: (key, path) => `경로만 적으세요: ${glued(`${key} = '${path}'`)}`,
    policy: (key) =>
      `${key}의 Content-Security-Policy가 페이지에 필요한 스크립트를 막아서 페이지가 비어 있거나 일부만 작동합니다.`,
    policyFix: (needed) => `script-src 뒤에 ${needed}를 더하거나, 정책에 frame-ancestors만 남기세요.`,
    buffer: (key, bytes) => `${key} 값이 ${bytes}바이트라서, 그보다 큰 요청이나 페이지를 Jupyter가 버립니다.`,
    bufferFix: (key) => `${key} 설정을 지우세요. 기본값은 512MB입니다.`,
    socketInvalid: (key, url) => `${key} 값이 WebSocket 주소(ws:, wss:)가 아닙니다: ${url}`,
    socketOwn: (key, url) => `${key} 값이 ${url}이므로, 기기마다 브라우저가 커널을 자기 자신에게서 찾습니다.`,
    socketMixed: (key, url) =>
      `${key} 값 ${url}에는 TLS가 없는데 페이지에는 TLS가 있어서 브라우저에서 거부됩니다.`,
    socketOther: (key, url) => `${key} 값이 이 Jupyter가 접속을 받지 않는 곳입니다: ${url}`,
    socketElsewhere: (key, url) =>
      `${key} 설정 때문에 브라우저가 커널을 ${url}에서 찾습니다. 그 주소가 이 Jupyter로 이어질 때만 맞습니다.`,
    socketWhy: '페이지는 열리지만 커널에는 연결되지 않습니다.',
    socketFix: (key) => `${key} 설정을 지우세요. 그러면 페이지를 받은 주소를 그대로 씁니다.`,
  },
  shadow: {
    fine: 'PYTHONPATH가 Jupyter에 필요한 모듈을 가리지 않습니다.',
    pythonPath: (path, name) =>
      `${path} 파일의 이름이 Jupyter에 필요한 모듈(${name})과 같은데, PYTHONPATH 때문에 Python이 이 파일을 대신 읽습니다. 그래서 Jupyter나 커널이 시작하자마자 끝납니다.`,
    pathFix: (path, other) =>
      `이름을 바꾸세요: ${glued(`mv ${path} ${other}`)} 또는 이 변수 없이 Jupyter를 시작하세요: ${glued('unset PYTHONPATH')}`,
    folder: (path, name) =>
      `${path} 파일의 이름이 커널에 필요한 모듈(${name})과 같습니다. 커널은 이 폴더에서 시작해 이 파일을 대신 읽으므로 바로 끝납니다.`,
    folderFix: (path, other) => `이름을 바꾸세요: ${glued(`mv ${path} ${other}`)}`,
  },
  kernelsFine: '커널을 실행할 프로그램이 있습니다.',
  kernelNone: '이 Jupyter에는 커널이 없어서 파일만 보여 주고 코드는 실행하지 못합니다.',
  kernelNoneFix: (pip) => `Python 커널을 설치하세요: ${glued(`${pip} install ipykernel`)}`,
  kernelUnreadable: (name) => `${name} 커널이 시작하지 못합니다. kernel.json 파일을 읽을 수 없습니다.`,
  kernelFlaw: {
    'connection-file': (name) =>
      `${name} 커널에 연결되지 않습니다. kernel.json 파일의 argv에 {connection_file} 항목이 없습니다.`,
    env: (name) =>
      `${name} 커널이 시작하지 못합니다. kernel.json 파일의 env는 값이 모두 문자열인 객체여야 합니다.`,
  },
  kernelBroken: (name, program) =>
    `${name} 커널이 시작하지 못합니다. 실행할 프로그램이 없습니다: ${program} 대개 환경을 지웠을 때 이렇게 됩니다.`,
  kernelFix: (name) =>
    `그 항목을 지우거나(${glued(`jupyter kernelspec remove ${name}`)}) 커널을 다시 설치하세요.`,
  kernelAddressFine: '커널이 이 컴퓨터에서만 접속을 받습니다.',
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
    argument: (file, word) =>
      `${file}에서 Jupyter에 “${word}”를 넘기는데, Jupyter는 이것을 열 파일의 이름으로 봅니다. 그래서 뜻대로 시작하지 않습니다.`,
    argumentFix: (better) => `이렇게 쓰세요: ${glued(better)}`,
    notSearched: (file, program) =>
      `${file}에서 ${program} 명령을 경로 없이 시작하는데, systemd는 사용자의 PATH를 모르므로 찾지 못합니다.`,
    relative: (file, program) =>
      `${file}에서 시작하는 ${program}은 절대 경로가 아닙니다. systemd는 ~나 상대 경로를 받지 않습니다.`,
    notExecutable: (file, program) =>
      `서비스가 시작할 프로그램에 실행 권한이 없습니다(${file}): ${program} systemd가 203/EXEC 상태로 끝납니다.`,
    notExecutableFix: (program) =>
      `Jupyter의 프로그램을 적거나 실행 권한을 주세요: ${glued(`chmod +x '${program}'`)}`,
    builtin: (file, word) =>
      `${file}에 적힌 “${word}”는 셸 명령인데 systemd는 셸이 아니어서 서비스가 시작되지 않습니다.`,
    shell: (file, word) =>
      `${file}의 ExecStart에 셸만 알아듣는 “${word}”가 있습니다. systemd가 그대로 Jupyter에 넘겨서 Jupyter가 끝납니다.`,
    unquoted: (file, word) =>
      `${file}에서 셸에 넘기는 명령에 따옴표가 없습니다. 셸은 첫 단어만 실행하고 ${word}부터는 쓰지 않습니다.`,
    unquotedFix: `명령 전체를 따옴표로 묶거나 셸 없이 프로그램을 적고 ${glued('systemctl daemon-reload')}를 실행하세요.`,
    variable: (file, name) =>
      `${file}의 ExecStart에서 ${name} 변수가 다른 글자와 붙어 있습니다. systemd는 값으로 바꾸지 않고 글자 그대로 Jupyter에 넘깁니다.`,
    variableFix: (name) =>
      `\${${name.slice(1)}} 형식으로 쓰고 ${glued('systemctl daemon-reload')}를 실행하세요.`,
    builtinFix: `환경 안의 jupyter를 전체 경로로 적으세요. 활성화할 필요가 없습니다: ${glued('ExecStart=/home/ME/venv/bin/jupyter lab')}`,
    section: (file, section) =>
      `${file}의 ExecStart가 [${section}] 아래에 있습니다. systemd는 [Service] 아래에서만 읽으므로 서비스가 시작되지 않습니다.`,
    sectionFix: '그 위에 [Service]를 적으세요.',
    twice: (file) => `${file}에 ExecStart 줄이 둘이어서 systemd가 서비스를 시작하지 않습니다.`,
    twiceFix: `하나만 남기세요. 드롭인 파일에서는 새 줄 앞에 빈 ${glued('ExecStart=')} 줄을 넣으세요.`,
    quotes: (file) => `${file}의 ExecStart에서 따옴표가 닫히지 않아 서비스가 시작되지 않습니다.`,
    quotesFix: '따옴표를 닫으세요.',
    restart: (file, value) =>
      `${file}에 systemd가 모르는 Restart=${value} 줄이 있습니다. 무시되므로 Jupyter가 다시 시작되지 않습니다.`,
    restartFix: 'Restart=on-failure나 Restart=always로 쓰세요.',
    oneshot: (file, value) =>
      `${file}에 Type=oneshot과 Restart=${value}가 함께 있어서 systemd가 서비스를 시작하지 않습니다.`,
    background: (file) =>
      `${file}에서 Jupyter를 백그라운드로 보냅니다. systemd는 명령이 끝난 것으로 보고 시작된 것을 모두 종료합니다.`,
    backgroundFix: '&(nohup, screen, tmux)를 빼세요. systemd가 Jupyter를 계속 실행합니다.',
    waits: (file, type) =>
      `${file}에 Type=${type}가 있는데, systemd가 기다리는 신호를 Jupyter는 보내지 않습니다. 90초 뒤에 종료됩니다.`,
    directory: (file, path) =>
      `${file}의 WorkingDirectory=${path} 디렉터리가 없습니다. systemd가 200/CHDIR 상태로 끝납니다.`,
    directoryRelative: (file, path) =>
      `${file}의 WorkingDirectory=${path}는 따옴표 없는 절대 경로가 아니어서 서비스가 시작되지 않습니다.`,
    directoryFix: '있는 디렉터리를 /부터 적으세요. ~만 적으면 User=의 홈 디렉터리입니다.',
    envFile: (file, path) => `${file}의 EnvironmentFile=${path} 파일이 없어서 서비스가 시작되지 않습니다.`,
    envFileRelative: (file, path) =>
      `${file}의 EnvironmentFile=${path}는 절대 경로가 아니어서 systemd가 무시합니다.`,
    envFileFix: '있는 파일을 /부터 적으세요. 앞에 -를 붙이면 없어도 됩니다.',
    group: (file, name) =>
      `이 서비스의 그룹 ${name}(${file})이 이 컴퓨터에 없습니다. systemd가 216/GROUP 상태로 끝납니다.`,
    groupFix: '그 줄을 지우세요. 서비스가 사용자의 그룹으로 실행됩니다.',
    userHere: (file) =>
      `${file}은 사용자 서비스인데 시스템 서비스에만 쓰는 User= 줄이 있습니다. systemd가 216/GROUP 상태로 끝납니다.`,
    userHereFix: '그 줄을 지우세요. 어차피 자신으로 실행됩니다.',
    target: (file) => `${file}에 적힌 multi-user.target은 사용자 서비스에는 없어서 저절로 시작되지 않습니다.`,
    targetFix: `${glued('WantedBy=default.target')}로 쓰고 다시 켜세요(enable).`,
    systemd: (file, text) => `${file}에 대한 systemd의 말: ${text}`,
    systemdFix: `그 줄을 고치고 ${glued('systemctl daemon-reload')}를 실행하세요.`,
    user: (file, user) =>
      `이 서비스가 ${user} 사용자로 실행되게 되어 있는데(${file}) 이 컴퓨터에 그런 사용자가 없습니다. systemd가 시작하지 않습니다.`,
    userFix: 'User= 뒤에 자신의 사용자 이름을 쓰세요.',
    root: (file) =>
      `이 서비스가 Jupyter를 root로 실행하므로(${file}) 모든 노트북도 root로 실행됩니다. 설정도 내 것이 아니라 root의 것을 읽습니다.`,
    rootFix: '[Service] 부분에 일반 사용자의 이름으로 User= 줄을 추가하세요.',
  },
  launch: {
    program: (where, program) => `${where}에서 시작할 프로그램이 없습니다: ${program}`,
    notSearched: (where, program, path) =>
      `${where}에서 ${program} 명령을 경로 없이 시작하는데, 거기서는 ${path}에서만 찾으므로 아무것도 시작되지 않습니다.`,
    programFix: `\`${glued('which jupyter')}\`가 알려 주는 전체 경로를 적으세요.`,
    config: (where, path) =>
      `${where}에서 --config=${path}로 Jupyter를 시작하는데 거기에 그런 파일이 없습니다. 설정은 하나도 쓰이지 않습니다.`,
    configFix: (path) => `${path} 경로를 고치거나(거기서는 ~를 쓸 수 없습니다) --config를 빼세요.`,
    optionWins: (where, option, key) =>
      `${where}에서 ${option} 옵션으로 Jupyter를 시작하므로, 설정 파일의 ${key} 값보다 이 옵션이 우선합니다.`,
    optionWinsFix: (option) => `거기서 ${option} 옵션을 빼거나 설정 파일에 같은 값을 적으세요.`,
    otherConfig: (where, variable) =>
      `${where}에 ${variable} 변수가 있어서, 거기서 시작하는 Jupyter는 여기서 검사하는 설정 파일을 읽지 않습니다.`,
    otherConfigFix: (variable) =>
      `거기서 ${variable} 변수를 없애거나, 그 Jupyter가 읽는 곳으로 설정을 옮기세요.`,
    argument: (where, word) =>
      `${where}에서 Jupyter에 “${word}”를 넘기는데, Jupyter는 이것을 열 파일의 이름으로 봅니다. 그래서 뜻대로 시작하지 않습니다.`,
    argumentFix: (better) => `이렇게 쓰세요: ${glued(better)}`,
    home: (where, user) =>
      `${where}에서 Jupyter를 ${user} 계정으로 시작하는데, supervisor는 root의 HOME을 그대로 둡니다. 그래서 Jupyter가 /root에서 파일을 찾습니다.`,
    homeFix: (user, home) => `이 줄을 더하세요: ${glued(`environment=HOME="${home}",USER="${user}"`)}`,
    unreachable: (where, line) => `${where}은 실행되지 않습니다. ${line}번째 줄에서 스크립트가 끝납니다.`,
    unreachableFix: '그 줄 위로 옮기세요.',
    notExecutable: (file) => `${file}에 실행 권한이 없어서 실행되지 않습니다.`,
    notExecutableFix: (file) => `권한을 주세요: ${glued(`sudo chmod +x ${file}`)}`,
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
