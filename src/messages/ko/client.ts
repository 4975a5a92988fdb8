import type { Messages } from '../en.ts';

const PHASES: Readonly<Record<string, string>> = {
  connect: '연결하는 동안',
  tls: 'TLS 연결을 맺는 동안',
  answer: '연결한 뒤',
  body: '응답을 받던 중에',
  websocket: 'WebSocket에서',
};

export const client: Messages['client'] = {
  troubles: {
    'no-such-name': {
      message: ({ text }) => `이름을 찾지 못했습니다 (${text}).`,
      fix: () => '이름을 바르게 썼는지, 이 컴퓨터가 인터넷에 연결되어 있는지 확인하세요.',
    },
    refused: {
      message: () => '컴퓨터는 응답하지만 이 포트에서 기다리는 프로그램이 없습니다.',
      fix: () => 'Jupyter를 시작하고 주소와 포트가 맞는지 확인하세요.',
    },
    unreachable: {
      message: ({ text }) => `이 주소로 가는 길이 없습니다 (${text}).`,
      fix: () => '주소, 네트워크, 방화벽을 확인하세요.',
    },
    timeout: {
      message: ({ text, phase = '' }) =>
        `${PHASES[phase] ?? ''} ${text.replace(/ s$/, '초')} 안에 응답이 오지 않았습니다.`.trim(),
      fix: ({ phase }) =>
        phase === 'connect'
          ? '방화벽, 공유기의 포트포워드, 주소를 확인하세요.'
          : phase === 'tls'
            ? '서버의 인증서와 키가 한 쌍인지 확인하고 서버의 로그를 보세요.'
            : '서버의 로그를 보세요. 서버가 너무 바쁘거나 프록시가 응답을 붙잡고 있을 수 있습니다.',
    },
    closed: {
      message: ({ text }) => `응답 없이 연결이 끊어졌습니다 (${text}).`,
      fix: () => '서버의 로그를 보세요. 앞에 프록시가 있으면 그 로그도 보세요.',
    },
    'tls-not-spoken': {
      message: () => 'https로 물었지만 이 포트는 암호화하지 않은 http를 씁니다.',
      fix: () => '여기서는 http://를 쓰거나 Jupyter에 인증서를 설정하세요.',
    },
    'tls-spoken': {
      message: () => 'http로 물었지만 이 포트는 https를 씁니다.',
      fix: () => 'http:// 대신 https://를 쓰세요.',
    },
    'tls-untrusted': {
      message: ({ text }) => `믿을 수 없는 인증서입니다 (${text}).`,
      fix: () => '이 기기에 발급 기관이나 인증서를 신뢰하도록 등록하거나, 알려진 기관에서 발급받으세요.',
    },
    'tls-expired': {
      message: ({ text }) => `인증서의 기한이 지났습니다 (${text}).`,
      fix: () => '인증서를 갱신하고, 이 기기의 시계도 확인하세요.',
    },
    'tls-not-yet': {
      message: ({ text }) => `인증서가 아직 유효하지 않습니다 (${text}).`,
      fix: () => '이 기기와 서버의 시계를 확인하세요. 인증서의 시작일이 아직 오지 않았습니다.',
    },
    'tls-name': {
      message: ({ text }) => `인증서에 적힌 이름이 이 주소와 다릅니다 (${text}).`,
      fix: () => '인증서에 적힌 이름으로 접속하거나, 이 이름이나 주소가 들어간 인증서를 만드세요.',
    },
    'tls-protocol': {
      message: ({ text }) => `서버가 지금 안전하다고 보는 TLS 버전을 쓰지 않습니다 (${text}).`,
      fix: () => 'Jupyter나 프록시를 업데이트하거나, 설정에서 TLS 1.2를 허용하세요.',
    },
    'tls-failed': {
      message: ({ text }) => `TLS 연결을 맺지 못했습니다 (${text}).`,
      fix: () => '서버의 로그를 보세요. 키가 없거나 서버가 클라이언트 인증서를 요구할 수 있습니다.',
    },
    'not-http': {
      message: ({ text }) => `이 포트에서 응답하는 프로그램은 http를 쓰지 않습니다 (${text}).`,
      fix: () => '포트를 확인하세요. 다른 프로그램이 쓰고 있습니다.',
    },
    elsewhere: {
      message: ({ location, text }) => `서버가 다른 곳으로 보냅니다: ${location ?? text}`,
      fix: () => '내 서버가 맞으면 처음부터 그 주소를 쓰세요. 그곳으로는 아무것도 보내지 않았습니다.',
    },
    'plain-password': {
      message: ({ text }) => `비밀번호가 암호화되지 않은 채 ${text} 주소로 가게 되어 보내지 않았습니다.`,
      fix: () => 'https를 쓰거나, 그래도 보내겠다고 답하세요.',
    },
    status: {
      message: ({ status, text }) =>
        `서버가 상태 코드 ${status ?? '?'}로 응답했습니다${text === '' ? '' : ` (${text})`}.`,
      fix: () => '서버의 로그를 보세요. 앞에 프록시가 있으면 그 로그도 보세요.',
    },
    'no-login-form': {
      message: () => '이곳에는 Jupyter의 로그인 페이지가 없습니다.',
      fix: () => 'URL의 경로(base_url)와, 이 포트가 Jupyter의 포트인지 확인하세요.',
    },
    'password-refused': {
      message: () => '서버가 비밀번호를 받아들이지 않았습니다.',
      fix: () => '비밀번호를 확인하세요. 설정을 바꿨다면 Jupyter를 다시 시작하세요.',
    },
    'cookie-lost': {
      message: () =>
        '서버가 비밀번호를 받아들였지만 그다음 요청에서 누구인지 몰랐습니다. 로그인 쿠키가 사라졌습니다.',
      fix: () =>
        '프록시가 Cookie와 Set-Cookie 헤더를 그대로 전달하게 하세요. http에서는 Secure 쿠키가 전송되지 않습니다.',
    },
    xsrf: {
      message: ({ text }) => `서버가 _xsrf 쿠키를 받지 못했습니다 (${text}).`,
      fix: () =>
        '프록시가 Cookie와 Set-Cookie 헤더를 그대로 전달하게 하세요. 브라우저에서는 이 사이트의 쿠키를 지우세요.',
    },
    'no-kernel': {
      message: () => '이 Jupyter에는 코드를 실행할 커널이 없습니다.',
      fix: () => '이 Jupyter의 Python에 커널을 설치하세요: python -m pip install ipykernel',
    },
    'kernel-died': {
      message: ({ text }) => `커널이 결과를 내기 전에 끝났습니다 (${text}).`,
      fix: () => '서버의 로그에서 까닭을 찾으세요. ipykernel이 망가졌거나 메모리가 모자랄 때가 많습니다.',
    },
    'kernel-silent': {
      message: ({ text }) => `커널과 연결되었지만 ${text.replace(/ s$/, '초')} 동안 아무 말이 없습니다.`,
      fix: () => '프록시나 백신 프로그램이 WebSocket을 막고 있을 수 있습니다. 아니면 컴퓨터가 너무 바쁩니다.',
    },
    'kernel-error': {
      message: ({ text }) => `커널이 오류로 응답했습니다 (${text}).`,
      fix: () => '노트북에서 같은 코드를 실행해 오류 전체를 보세요.',
    },
  },
};
