import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const access: Messages['access'] = {
  loginFine: '비밀번호나 토큰 없이는 아무도 들어올 수 없습니다.',
  open: '비밀번호도 토큰도 없습니다. 이 서버에 닿는 사람은 누구나 들어올 수 있습니다.',
  openHere: '비밀번호도 토큰도 없습니다. 이 컴퓨터의 모든 사용자와 프로그램이 들어올 수 있습니다.',
  openWhy: '들어온 사람은 내 권한으로 어떤 프로그램이든 실행하고 파일을 읽거나 지울 수 있습니다.',
  get openFix() {
    return `${cmd('init')}으로 비밀번호를 설정하고, 비어 있는 토큰 줄을 지우세요.`;
  },
  empty: '비밀번호가 비어 있습니다. 로그인 화면에서 Enter만 눌러도 들어올 수 있습니다.',
  get emptyFix() {
    return `${cmd('init')}으로 비밀번호를 설정하세요.`;
  },
  originsFine: '다른 웹사이트는 Jupyter와 통신할 수 없습니다.',
  anyOrigin: (trait) => `지금의 ${trait} 설정이면 어떤 웹사이트든 Jupyter와 통신할 수 있습니다.`,
  anyOriginWhy: '로그인해 둔 브라우저에서 연 웹페이지가 이 컴퓨터에서 코드를 실행할 수 있습니다.',
  anyOriginFix: "그 줄을 지우거나, 꼭 필요한 사이트 하나만 적으세요. 예: 'https://jupyter.example.com'",
  xsrfFine: '요청이 Jupyter의 페이지에서 온 것인지 확인합니다.',
  xsrfOff: 'disable_check_xsrf가 켜져 있어서 요청이 Jupyter의 페이지에서 온 것인지 확인하지 않습니다.',
  xsrfOffWhy: '로그인해 둔 브라우저에서 연 웹페이지가 내 이름으로 행동할 수 있습니다.',
  xsrfOffFix: '그 줄을 지우세요. 필요한 스크립트는 대신 토큰으로 로그인할 수 있습니다.',
  headersFine: '접속한 곳의 주소를 속일 수 없습니다. 이 컴퓨터의 프록시만 주소를 알려 줄 수 있습니다.',
  xheaders:
    '다른 기기가 Jupyter에 직접 닿는데 trust_xheaders가 켜져 있습니다. 접속하는 사람이 자기 주소를 마음대로 꾸밀 수 있고, 기록에도 그렇게 남습니다.',
  xheadersFix: '그 줄을 지우거나, Jupyter는 127.0.0.1에서만 접속을 받고 밖에서는 프록시로만 들어오게 하세요.',
  rootConfigFine: 'Jupyter가 실수로 root로 시작하는 일이 없습니다.',
  allowRoot: 'allow_root가 켜져 있어서 sudo로 시작하면 모든 노트북이 말없이 root로 실행됩니다.',
  allowRootFix: '그 줄을 지우세요. 꼭 필요할 때는 명령에 --allow-root를 붙이면 됩니다.',
  doors: {
    token: (key, withPassword) => ({
      message: withPassword
        ? `${key} 토큰이 짐작하기 쉽습니다. 토큰을 아는 사람은 비밀번호 없이 들어옵니다.`
        : `${key} 토큰이 짐작하기 쉽습니다. 토큰을 아는 사람은 들어올 수 있습니다.`,
      fix: `${key} 줄을 지우세요. 비밀번호가 있으면 토큰은 필요 없습니다.`,
    }),
    loginCode: (key) => ({
      message: `${key} 때문에 비밀번호와 상관없이 다른 코드가 누구를 들일지 정합니다. 이 프로그램은 그 코드를 판단할 수 없습니다.`,
      fix: '그 줄을 지우거나, 그 코드가 다른 사람을 들이지 않는지 직접 확인하세요.',
    }),
    authorizer: (key) => ({
      message: `${key} 때문에 로그인한 사람이 무엇을 할 수 있는지 다른 코드가 정합니다.`,
    }),
    cookieSecret: (key) => ({
      message: `${key} 값이 설정 파일에 적혀 있습니다. 그 값을 본 사람은 비밀번호 없이 로그인을 위조할 수 있습니다.`,
      fix: '그 줄을 지우세요. Jupyter가 나만 읽을 수 있는 파일에 비밀 값을 새로 만들어 둡니다.',
    }),
    files: (key, path) => ({
      message: `${key} 때문에 ${path} 안의 파일을 누구나 로그인 없이 받을 수 있습니다.`,
      fix: '그 줄을 지우거나, 웹페이지용 파일만 있는 폴더를 적으세요.',
    }),
    originPattern: (key) => ({
      message: `${key} 패턴은 이 프로그램이 판단할 수 없습니다. 모든 웹사이트가 Jupyter와 통신하게 둘 수도 있습니다.`,
      fix: '$로 끝나는 단순한 패턴으로 쓰거나, 필요한 사이트 하나만 allow_origin에 적으세요.',
    }),
    routeCode: (key) => ({
      message: `${key} 때문에 다른 코드의 페이지가 더해지는데, 로그인을 요구하지 않을 수도 있습니다. 이 프로그램은 판단할 수 없습니다.`,
      fix: '그 줄을 지우거나, 모든 페이지가 로그인을 요구하는지 직접 확인하세요.',
    }),
    xsrf: (key) => `${key} 때문에 Jupyter가 요청이 자기 페이지에서 온 것인지 확인하지 않습니다.`,
    unauthenticated: (key) => ({
      message: `${key}가 켜져 있습니다. 확장이 더한 페이지가 스스로 로그인을 요구하지 않으면 누구에게나 열립니다.`,
      fix: '그 줄을 지우거나 False로 바꾸세요.',
    }),
    metrics: (key) => ({
      message: `${key}가 꺼져 있습니다. 커널, 터미널, 요청의 수를 누구나 볼 수 있습니다.`,
      fix: '그 줄을 지우세요. 모니터링 프로그램은 토큰으로 로그인할 수 있습니다.',
    }),
    remoteAccess: (key) => ({
      message: `${key}가 꺼져 있습니다. Jupyter는 localhost가 아닌 이름으로 온 요청을 모두 거부합니다.`,
      fix: '그 줄을 지우세요.',
    }),
    socket: (key) => ({
      message: `${key} 때문에 Jupyter가 네트워크가 아니라 파일에서 접속을 받아서, 다른 기기는 접속할 수 없습니다.`,
      fix: '그 줄을 지우세요.',
    }),
    kernelPorts: (key) => ({
      message: `${key} 때문에 커널이 로그인도 암호화도 없이 직접 네트워크에서 접속을 받습니다.`,
      fix: '그 줄을 지우세요. 커널에는 127.0.0.1이면 충분합니다.',
    }),
    kernelAddress: (key, isAddress) => ({
      message: isAddress
        ? `커널이 시작하지 못합니다. ${key} 값이 커널이 쓸 수 있는 이 컴퓨터의 주소가 아닙니다.`
        : `커널이 시작하지 못합니다. ${key} 값이 이름인데, 커널은 이 컴퓨터의 주소만 받습니다.`,
      fix: '이 줄을 빼세요. 커널에는 127.0.0.1이면 충분합니다.',
    }),
    kernelUnsigned: (key) => ({
      message: `${key} 값이 비어 있거나 추측하기 쉽습니다. 커널에 접속할 수 있는 모든 프로그램의 명령을 커널이 받아들입니다.`,
      fix: '그 줄을 지우세요. Jupyter가 커널마다 새 키를 만듭니다.',
    }),
    extensions: (key, names) => ({
      message: `${key} 설정이 ${names.join(', ')} 확장 기능을 불러옵니다. 만든 사람이 로그인을 요구하게 해 두지 않았다면 그 페이지는 누구나 열 수 있습니다.`,
      fix: `실행 중인 서버에서 어떤 페이지가 열려 있는지 확인하세요: ${cmd('doctor', '--live')}`,
    }),
    extensionCode: (key, names) => ({
      message: `${key} 설정이 ${names.join(', ')} 확장 기능을 불러오는데, 그 페이지는 로그인 없이 열릴 수 있습니다. 이 프로그램이 모르는 확장 기능입니다.`,
      fix: `그 줄을 지우거나, 모든 페이지가 로그인을 요구하는지 직접 확인하세요. 열려 있는 페이지는 ${cmd('doctor', '--live')} 명령이 알려 줍니다.`,
    }),
    framed: (key) => ({
      message: `${key} 때문에 어떤 웹 사이트든 Jupyter를 자기 페이지 안에 띄워 놓고 클릭을 유도할 수 있습니다.`,
      fix: '* 대신 필요한 사이트 하나만 적거나 그 줄을 지우세요: "frame-ancestors \'self\'"',
    }),
    webServer: (key) => ({
      message: `${key} 값이 웹 서버의 설정을 바꾸는데, 이 프로그램이 모르는 설정입니다.`,
      fix: '그 줄을 지우거나, 다른 사람을 들이지 않는지 직접 확인하세요.',
    }),
    startedOpen: (where, exposed) =>
      `Jupyter가 빈 토큰과 비밀번호 없이 시작됩니다 (${where}). ${exposed ? '여기에 닿는 사람은 누구나' : '이 컴퓨터의 모든 프로그램이'} 들어올 수 있습니다.`,
    startedOpenFix: '명령에서 빈 토큰과 빈 비밀번호를 지우고 다시 시작하세요.',
    process: (pid) => `프로세스 ${pid}`,
    otherConfig: (key) => ({
      message: `${key} 때문에 Jupyter가 이 프로그램이 보는 것과 다른 설정 파일을 읽습니다.`,
      fix: '이것을 지우세요. 평소와 다른 파일은 --config로 지정할 수 있습니다.',
    }),
    unseen: (key) => ({
      message: `${key} 값을 코드가 정하는데, 그 결과를 물어볼 Jupyter가 없습니다.`,
      fix: '값을 직접 적거나, Jupyter가 PATH에 있는 곳에서 다시 실행하세요.',
    }),
    unseenStart: (key, code) => ({
      message: `${key} 값이 ${code}에서 나오는데, 이 프로그램은 그 값을 볼 수 없습니다.`,
      fix: '값을 직접 적거나, 다른 사람이 그 값을 모른다는 것을 직접 확인하세요.',
    }),
    untilRestart: (key, where) =>
      `설정 파일이 ${key}보다 우선하지만, 그 전에 시작된 ${where}에서는 아직 그 값이 통합니다.`,
    untilRestartFix: '그 서버를 다시 시작하세요.',
    get knownPassword() {
      return {
        message: '비밀번호가 누구나 맨 먼저 시도하는 것입니다.',
        why: '자동 프로그램은 흔한 비밀번호와 사용자 이름, 컴퓨터 이름을 몇 초 만에 모두 시도합니다.',
        fix: `다른 비밀번호로 바꾸세요: ${cmd('init', '--password-file', 'FILE')}`,
      };
    },
    closed: (where, message) => `닫음 (${where}): ${message}`,
    at: (where, message) => `${message} (${where})`,
    leaveSo: '그래도 그대로 둘까요?',
    refusedHint: (fix, id) => `${fix} 그래도 그대로 두려면 명령에 이것을 더하세요: --accept ${id}`,
    acceptFlag: '이 통로를 그대로 두기 (거절할 때 이름이 나옴)',
    acceptUnknown: (id) => `${id}에 해당하는 것이 없어서 허용할 수 없습니다.`,
  },
  cookieSecretFine: '로그인을 위조할 수 있는 비밀 값은 본인만 읽을 수 있습니다.',
  cookieSecret: {
    unreadable: (file) =>
      `이 사용자는 ${file} 파일을 읽을 수 없어서, Jupyter가 시작하다가 "Permission denied"로 멈춥니다.`,
    unreadableWhy: '파일이 root의 것입니다. 대개 Jupyter를 sudo로 한 번 실행해서 그렇게 됩니다.',
    unreadableFix: (file) => `지우면 Jupyter가 새로 만듭니다: ${glued(`sudo rm '${file}'`)}`,
    readable: (file, mode) => `이 컴퓨터의 다른 사용자도 ${file} 파일을 읽을 수 있습니다 (권한 ${mode}).`,
    why: '로그인 쿠키에 서명하는 비밀 값이 들어 있어서, 이 값을 아는 사람은 비밀번호 없이 들어옵니다.',
    fix: (file) =>
      `지우고 Jupyter를 다시 시작하면 새로 만들어지고, 모두 다시 로그인해야 합니다: ${glued(`rm '${file}'`)}`,
  },
  doorsFine: '비밀번호와 토큰 말고는 들어올 길이 없습니다.',
  encryptionFine: '네트워크로 오가는 내용이 암호화됩니다.',
};
