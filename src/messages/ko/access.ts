import { cmd } from '../command-line.ts';
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
  encryptionFine: '네트워크로 오가는 내용이 암호화됩니다.',
};
