import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const live: Messages['live'] = {
  flags: {
    verify: '설정한 뒤 Jupyter를 잠시 시작해서 시험합니다',
  },
  starting: (program) => `시험을 위해 ${program} 시작 중 …`,
  stopping: (program) => `${program} 멈추는 중 …`,
  stopped: (program) => `${program}: 시험이 끝나 다시 멈췄습니다.`,
  interrupted: '취소했습니다. 시험을 멈췄고, 설정은 그대로 둡니다.',
  restart: (pid, port) =>
    `${port}번 포트의 Jupyter(프로세스 ${pid})는 설정을 마지막으로 바꾸기 전에 시작되어, 아직 이전 설정으로 실행되고 있습니다.`,
  restartFix: (pid, command) => `프로세스 ${pid}을 끝낸 뒤 다시 시작하세요: ${glued(command)}`,
  loadedOnly:
    '읽기만 하고 시작하지는 않았습니다. 이 설정으로 Jupyter가 시작되고 응답하는지는 시험하지 않았습니다.',
  get loadedOnlyFix() {
    return `시험하려면: ${cmd('doctor', '--live', '--start')}`;
  },
  proofFailed: '설정을 썼고 Jupyter도 읽지만, 이 설정으로는 제대로 동작하지 않습니다.',
  get proofUndo() {
    return `위에 나온 것을 고친 뒤 다시 실행하거나, 모두 되돌리세요: ${cmd('undo')}`;
  },
  otherPort: (port, used) =>
    `실행 중인 Jupyter가 ${port}번 포트를 쓰고 있어서 새 설정은 ${used}번 포트에서 시험합니다.`,
  notRunning: '이 설정으로 실행 중인 Jupyter가 없어서 시험하지 못했습니다.',
  notRunningFix: (command) => `Jupyter를 시작한 뒤(${glued(command)}) 다시 실행하세요.`,
  unknownSettings: 'Jupyter가 설정을 어떻게 읽는지 알 수 없어서 시험하지 않았습니다.',

  listens: (where, port) => `Jupyter가 ${where}, ${port}번 포트에서 접속을 기다립니다.`,
  everywhere: '모든 주소',
  listensElsewhere: (wanted, real) =>
    `Jupyter는 ${wanted}에서 접속을 기다려야 하는데, 실제로는 ${real}에서 기다립니다.`,
  get listensElsewhereFix() {
    return `“${cmd('config show')}”로 ip가 어느 줄에서 정해지는지 확인하세요.`;
  },
  socketFix: 'sock 설정(또는 --sock)을 지우세요. 소켓 파일에는 이 컴퓨터에서만 접속할 수 있습니다.',
  moved: (wanted, port) =>
    `${wanted}번 포트가 이미 쓰이고 있어서 Jupyter가 알리지 않고 ${port}번 포트로 옮겨 갔습니다.`,
  movedFix: (wanted) =>
    `${wanted}번 포트를 쓰는 프로그램을 끝내거나 다른 포트를 고르고, port_retries를 0으로 두세요.`,
  slow: (seconds) => `Jupyter를 시작했지만 ${seconds}초가 지나도 접속을 기다리지 않습니다.`,
  slowFix: '직접 시작해서 무엇을 기다리는지 확인하세요.',
  start: {
    'root-refused': {
      what: () => 'Jupyter는 root로 실행되기를 거부합니다.',
      fix: () => '일반 사용자로 실행하세요.',
    },
    'port-privileged': {
      what: (port) => `Jupyter에게 ${port || '1024보다 작은'}번 포트를 쓸 권한이 없습니다.`,
      fix: () => `1024번 이상의 포트를 고르세요: ${cmd('init', '--port', '8888', '--yes')}`,
    },
    'port-held': {
      what: (port) => `${port}번 포트를 다른 프로그램이 쓰고 있어서 Jupyter가 시작되지 않습니다.`,
      fix: () => `그 프로그램을 끝내거나 “${cmd('init')}”으로 다른 포트를 고르세요.`,
    },
    'no-permission': {
      what: (path) => `Jupyter가 쓸 수 없는 경로가 있어서 시작되지 않습니다: ${path}`,
      fix: (path) => `자신의 것이라면 되찾아 오세요: ${glued(`sudo chown -R "$(id -u):$(id -g)" '${path}'`)}`,
    },
    'not-a-directory': {
      what: (path) => `Jupyter에 필요한 디렉터리 자리에 다른 것이 있습니다: ${path}`,
      fix: (path) => `다른 곳으로 옮기세요: ${glued(`mv '${path}' '${path}.old'`)}`,
    },
    'disk-full': {
      what: () => '디스크가 가득 차서 Jupyter가 시작되지 않습니다.',
      fix: () => `공간을 비우세요. 어디에 쓰였는지 보려면: ${glued('df -h')}`,
    },
    'read-only': {
      what: (path) => `Jupyter가 써야 할 곳이 읽기 전용 파일 시스템에 있습니다: ${path}`,
      fix: (path) => `쓸 수 있게 마운트하거나 Jupyter가 다른 곳에 쓰게 하세요. 지금 경로: ${path}`,
    },
    'ip-foreign': {
      what: (ip) => `${ip}은(는) 이 컴퓨터의 주소가 아니어서 Jupyter가 접속을 기다릴 수 없습니다.`,
      fix: () => `“${cmd('init')}”으로 '*'나 이 컴퓨터의 주소를 고르세요.`,
    },
    'ip-unresolvable': {
      what: () => 'ip에 적힌 이름으로 주소를 찾을 수 없어서 Jupyter가 시작되지 않습니다.',
      fix: () => `“${cmd('init')}”으로 '*'나 이 컴퓨터의 주소를 고르세요.`,
    },
    'tls-file-missing': {
      what: (file) => `TLS에 쓰는 파일 ${file}이(가) 없어서 Jupyter가 시작되지 않습니다.`,
      fix: () => 'certfile이나 keyfile에 전체 경로를 적으세요. ~는 쓸 수 없습니다.',
    },
    'password-required': {
      what: () => '비밀번호가 있어야만 실행되도록 설정되어 있는데, 비밀번호가 없습니다.',
      fix: () => `비밀번호를 정하세요: ${cmd('init')}`,
    },
    'bad-config': {
      what: () => '설정 값 하나를 쓸 수 없어서 Jupyter가 시작되지 않습니다.',
      fix: () => '위에 나온 설정을 고치세요.',
    },
    'root-dir-missing': {
      what: (directory) => `Jupyter가 보여 줄 디렉터리 ${directory}이(가) 없습니다.`,
      fix: () => '디렉터리를 만들거나 root_dir(예전 버전은 notebook_dir)를 고치세요.',
    },
    'jupyter-broken': {
      what: () => 'Jupyter의 구성 요소가 빠져 있어서 시작되지 않습니다.',
      fix: () => `그 환경에 다시 설치하세요. 예: ${glued('pip install --force-reinstall notebook')}`,
    },
    'server-ends': {
      what: () => 'Jupyter가 시작하자마자 끝납니다.',
      fix: () => '직접 시작해서 어떤 말이 나오는지 읽어 보세요.',
    },
  },

  answersHere: (url) => `이 컴퓨터에서 응답합니다: ${url}`,
  answersLan: (urls) => `다른 기기가 쓰는 주소에서도 응답합니다: ${urls}`,
  noAnswer: (url, reason) => `${url}에서 응답이 없습니다(${reason}).`,
  noAnswerFix: 'Jupyter를 시작한 곳에 나온 말을 읽어 보고 다시 시작하세요.',
  lanBlocked: (url, reason) =>
    `이 컴퓨터에서는 응답하지만 네트워크 주소 ${url}에서는 응답하지 않습니다(${reason}).`,
  lanBlockedFix: '이 컴퓨터의 방화벽에 막힌 것입니다. 방화벽에서 그 포트를 허용하세요.',
  hostRefused: (host) => `Jupyter가 ${host}(으)로 들어오는 접속을 거부합니다.`,
  hostRefusedFix: (host) =>
    `local_hostnames에 이름을 넣거나(${glued(`local_hostnames = ['${host}']`)}) ${glued('allow_remote_access = True')}로 두세요.`,
  notJupyter: (url, status) => `${url}에서 응답하는 것은 Jupyter가 아닙니다(HTTP ${status}).`,
  notJupyterFix: '어떤 프로그램이 그 포트를 쓰는지, base_url이 맞는지 확인하세요.',

  tlsFine: (file) => `${file}의 인증서를 보여 줍니다.`,
  tlsMissing: '인증서가 설정되어 있는데 Jupyter가 암호화되지 않은 http로 응답합니다.',
  tlsMissingFix: 'Jupyter를 다시 시작한 뒤 다시 실행하세요.',
  tlsFailed: (reason) => `인증서가 설정되어 있지만 https로 연결할 수 없습니다(${reason}).`,
  tlsFailedFix: 'keyfile이 바로 이 인증서의 키인지, Jupyter에게 읽을 권한이 있는지 확인하세요.',
  tlsOther: (file) => `${file}의 인증서가 아닌 다른 인증서를 보여 줍니다.`,
  tlsOtherFix: 'Jupyter를 다시 시작하세요. 새로 받은 인증서는 시작할 때만 읽습니다.',

  closed: '비밀번호 없이는 아무도 들어올 수 없습니다.',
  open: '주소만 알면 누구나 비밀번호 없이 들어올 수 있습니다.',
  openWhy: '들어온 사람은 이 컴퓨터에서 내 이름으로 프로그램을 실행할 수 있습니다.',
  get openFix() {
    return `비밀번호를 정하세요: ${cmd('init')}`;
  },
  closedUnknown: (status) => `모르는 사람을 막는지 알 수 없었습니다(HTTP ${status}).`,
  wrongRefused: '틀린 비밀번호는 거부됩니다.',
  wrongAccepted: '아무렇게나 만든 비밀번호로 로그인되었습니다.',
  get wrongAcceptedFix() {
    return `“${cmd('init')}”으로 비밀번호를 새로 정하고 Jupyter를 다시 시작하세요.`;
  },
  guessesRefused: '흔한 토큰과 비밀번호, 남이 만든 쿠키는 모두 거부됩니다.',
  tokenWeak: (key) => `${key}의 약한 토큰으로 누구나 들어올 수 있습니다.`,
  tokenGuessed: (count) => `가장 흔한 토큰 ${count}개 가운데 하나로 들어올 수 있습니다.`,
  tokenFix: (key) => `${key} 설정을 지우거나 무작위 16진수 48자리 토큰을 쓰고, Jupyter를 다시 시작하세요.`,
  passwordGuessed: '비밀번호가 남이 가장 먼저 시도할 만한 것입니다.',
  cookieForged: (key) =>
    `${key}에 적힌 비밀 값으로 만든 로그인 쿠키로 비밀번호 없이 들어올 수 있습니다. 파일을 읽은 사람은 누구나 만들 수 있습니다.`,
  cookieForgedFix: (key) =>
    `${key} 설정을 지우면 Jupyter가 비밀 값을 직접 만듭니다. 지운 뒤 Jupyter를 다시 시작하세요.`,
  routesClosed: (count) => `다른 경로 ${count}개는 모두 로그인 없이는 응답하지 않습니다.`,
  routesUnknown: '어떤 경로가 있는지 알 수 없어서, 확장 기능이 열어 둔 경로가 있는지 확인하지 못했습니다.',
  routeOpen: (name, routes) => `${name}의 경로가 로그인하지 않은 누구에게나 응답합니다: ${routes}`,
  routeOpenWhy: '낯선 사람이 그 내용을 보고 그 기능을 쓸 수 있습니다.',
  routeOpenFix: (name, isAll) =>
    isAll
      ? `${glued('allow_unauthenticated_access = False')}로 설정하고 Jupyter를 다시 시작하세요. 그래도 열려 있으면 ${name} 확장 기능을 지우세요.`
      : `${glued('allow_unauthenticated_access = False')}로 설정하면 Jupyter 방식의 경로가 닫힙니다. 나머지를 닫으려면 ${name} 확장 기능을 지우거나 설정을 바꾸세요. 그런 다음 Jupyter를 다시 시작하세요.`,
  routeRemove: (name) => `${name} 확장 기능을 지우거나 설정을 바꾼 뒤 Jupyter를 다시 시작하세요.`,
  accepted: '내 비밀번호로 로그인됩니다.',
  noPassword: '비밀번호를 몰라서 로그인과 커널은 시험하지 못했습니다.',
  get noPasswordFix() {
    return `“${cmd('doctor', '--live')}”로 시험하세요. 비밀번호를 물어봅니다.`;
  },
  plainHttp: '비밀번호가 암호화되지 않은 http로 전송되므로 로그인과 커널은 시험하지 않았습니다.',
  get plainHttpFix() {
    return `TLS를 설정하거나, 이번만 “${cmd('doctor', '--live', '--password-over-http')}”로 허용하세요.`;
  },
  loginCrashes: '저장된 비밀번호 해시가 깨져 있어서 로그인할 때 Jupyter에서 오류가 납니다.',
  get loginCrashesFix() {
    return `“${cmd('init')}”으로 비밀번호를 새로 정하세요.`;
  },
  passwordWrong: '이 비밀번호는 거부되었습니다. 설정된 비밀번호와 다릅니다.',
  get passwordWrongFix() {
    return `다시 입력하거나 “${cmd('init')}”으로 새로 정하세요.`;
  },
  hashNever: '저장된 해시가 어떤 비밀번호와도 맞지 않아서 모든 비밀번호가 거부됩니다.',
  hashUnread: '설정된 비밀번호가 맞지만, 이 Jupyter는 저장된 해시의 형식을 알지 못합니다.',
  get hashFix() {
    return `“${cmd('init')}”으로 비밀번호를 새로 정하세요. 이 Jupyter에 맞는 형식으로 저장됩니다.`;
  },
  cookieLost: (url, attribute) =>
    `로그인은 되지만, ${url}에 접속한 브라우저는 그 쿠키를 저장하지 않습니다. ${attribute} 속성 때문입니다.`,
  cookieLostWhy: '로그인한 뒤의 모든 페이지가 계속 403으로 거부됩니다.',
  cookieLostFix: (key, attribute) =>
    attribute === 'Secure'
      ? `${key}에서 Secure(와 SameSite=None)를 빼거나 TLS를 설정한 뒤 Jupyter를 다시 시작하세요.`
      : `${key}에서 ${attribute} 항목을 뺀 뒤 Jupyter를 다시 시작하세요.`,
  refusedAnyway: (reason) => `설정된 비밀번호가 맞지만 로그인되지 않습니다(${reason}).`,
  refusedAnywayFix: 'Jupyter를 다시 시작한 뒤 다시 실행하세요.',

  pageFine: '로그인한 뒤의 페이지가 모든 스크립트와 스타일까지 열립니다.',
  pageElsewhere: (url) => `로그인한 뒤에 브라우저가 다른 곳으로 보내집니다: ${url}`,
  pageElsewhereFix: 'default_url처럼 그곳을 가리키는 설정을 지우고 Jupyter를 다시 시작하세요.',
  pageMissing: (path, status) => `로그인은 되지만 그다음 페이지 ${path}에서 오류가 납니다(HTTP ${status}).`,
  pageMissingFix: (key) => `${key} 설정을 지우거나 설치된 페이지를 적은 뒤 Jupyter를 다시 시작하세요.`,
  pageEmpty: '로그인한 뒤의 페이지에 스크립트가 하나도 없습니다. JupyterLab이 자기 파일을 찾지 못합니다.',
  pageEmptyFix: `JUPYTERLAB_DIR와 app_dir 설정을 지우거나 JupyterLab을 다시 설치하세요: ${glued('pip install --force-reinstall jupyterlab')}`,
  pageAsks: (hosts) => `페이지가 스크립트를 다른 컴퓨터에서 받으므로 지금 그곳에 요청합니다: ${hosts}`,
  partsMissing: (count, url) =>
    `페이지의 스크립트나 스타일 ${count}개를 받을 수 없어서 페이지가 비어 있거나 일부만 동작합니다: ${url}`,
  extensionPartsMissing: (count, url) => `페이지의 확장 기능 ${count}개를 받을 수 없습니다: ${url}`,
  partFix: `그 패키지를 다시 설치한 뒤 Jupyter를 다시 시작하세요: ${glued('pip install --force-reinstall jupyterlab notebook')}`,
  partForeignFix: (origin) =>
    `${origin} 주소가 적힌 설정(static_url_prefix)을 지우고 Jupyter를 다시 시작하세요. 스크립트는 Jupyter에 들어 있습니다.`,
  filesFine: 'Jupyter가 파일을 보여 주고 저장할 수 있습니다.',
  filesClosed: (directory) => `Jupyter가 보여 줄 파일의 목록을 읽지 못합니다(${directory}).`,
  filesKept: (directory) => `Jupyter가 파일을 보여 주기만 하고 저장하지는 못합니다: ${directory}`,
  filesFix:
    'Jupyter를 실행하는 사용자가 그 디렉터리를 읽을 수 있게 하거나, root_dir에 다른 디렉터리를 적으세요.',
  kernelStarts: '커널이 시작됩니다.',
  kernelConnects: '커널과 연결(WebSocket)됩니다.',
  kernelAnswers: '커널이 계산합니다: 1+1은 2입니다.',
  kernelRemoved: '시험에 쓴 커널을 다시 없앴습니다.',
  kernelNone: 'Jupyter에 코드를 실행할 커널이 하나도 없습니다.',
  kernelNoneFix: `Jupyter가 있는 환경에 설치하세요: ${glued('pip install ipykernel')}`,
  kernelSpecBroken: (name, program) =>
    `커널 ${name}의 프로그램 ${program}이(가) 없어서 커널을 시작할 수 없습니다.`,
  kernelSpecBrokenFix: (name) =>
    `“${glued(`jupyter kernelspec remove ${name}`)}”으로 없애거나 새로 만드세요: ${glued('python -m ipykernel install --user')}`,
  kernelModuleMissing: (name, module) =>
    `커널 ${name}의 Python에 ${module} 모듈이 없어서 커널이 바로 끝납니다.`,
  kernelModuleMissingFix: (python) =>
    `그 Python에 설치하세요: ${glued(`${python} -m pip install ipykernel`)}`,
  kernelDies: (reason) => `커널이 실행되지 않습니다(${reason}).`,
  kernelDiesFix: '브라우저에서 커널을 시작하고, 그때 Jupyter에서 나오는 말을 읽어 보세요.',
  kernelWrong: (answer) => `커널의 답이 2가 아닙니다: ${answer}`,
  socketRefused: (reason) => `커널은 실행되지만 연결이 열리지 않습니다(${reason}).`,
  socketRefusedFix: 'Jupyter를 시작한 곳에 나온 말을 읽어 보세요.',
  kernelLeft: (reason) => `시험에 쓴 커널을 없애지 못했습니다(${reason}).`,
  kernelLeftFix: '브라우저의 “실행 중” 화면에서 끝내세요.',

  /** The names of the checks, for those that were skipped. */
  names: {
    listens: '포트',
    'loopback-answers': '이 컴퓨터에서의 응답',
    'lan-answers': '네트워크에서의 응답',
    'tls-as-configured': '인증서',
    'no-anonymous': '비밀번호 없는 접속 거부',
    'wrong-password-refused': '틀린 비밀번호 거부',
    'guesses-refused': '추측으로 접속 거부',
    'routes-closed': '로그인 없는 경로 응답 거부',
    'password-accepted': '로그인',
    'page-loads': '로그인한 뒤의 페이지',
    'files-shown': '파일',
    'kernel-starts': '커널 시작',
    'kernel-connects': '커널 연결',
    'kernel-answers': '1+1 계산',
    'kernel-removed': '커널 제거',
  },
  notReached: (hop) => `확인하지 못했습니다: ${hop}`,
};
