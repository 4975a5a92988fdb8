import { cmdElsewhere, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const url: Messages['url'] = {
  noScheme: '주소가 https:// 또는 http:// 로 시작하지 않습니다.',
  noSchemeHint:
    '브라우저 주소창에 보이는 그대로 적어 주세요. TLS를 쓰면 --url https://이름:8888/ , 쓰지 않으면 --url http://이름:8888/ 입니다.',
  malformed: '브라우저에서 열 수 있는 주소가 아닙니다.',
  malformedHint: '주소는 https://이름:8888/ 같은 모양입니다. 이름과 콜론 뒤의 숫자를 확인해 주세요.',

  named: '물어볼 수 있는 주소입니다.',
  asking: (url) => `확인한 주소: ${url}`,
  secretDropped: (url) =>
    `확인한 주소: ${url} – 주소의 나머지 부분에는 비밀번호나 토큰이 들어 있을 수 있어서 쓰지도 보여 주지도 않습니다.`,
  reached: '이 이름과 포트에서 응답이 옵니다.',
  tlsFine: '인증서는 신뢰할 수 있고, 기한 안이며, 이 이름으로 발급되었습니다.',
  private: '중간에서 비밀번호를 읽을 수 없습니다.',
  jupyter: 'Jupyter가 응답합니다.',
  closed: '로그인하지 않으면 아무도 들어올 수 없습니다.',
  originFine: 'Jupyter가 보는 이름과 포트가 브라우저와 같습니다.',
  cookiesFine: '쿠키가 제대로 오갑니다.',
  bodyFine: '1MB가 넘는 요청도 통과합니다. 그만한 크기의 노트북을 저장할 수 있습니다.',
  loginFine: '비밀번호가 맞습니다.',
  kernelFine: '커널이 시작됩니다.',
  websocketFine: '커널로 가는 WebSocket이 열립니다.',
  computes: '커널이 1+1을 계산합니다.',
  removedFine: '확인에 쓴 커널을 다시 지웠습니다.',

  nameUnknown: (name) => ({
    message: `${name} 이라는 이름을 찾을 수 없습니다.`,
    why: '브라우저도 이 컴퓨터를 찾지 못합니다.',
    fix: '철자를 확인하고, DDNS 이름이라면 공유기에서 DDNS가 켜져 있는지, 이 이름이 등록되어 있는지 확인해 주세요.',
  }),
  refused: (host) => ({
    message: `컴퓨터는 있지만 ${host} 에서 기다리는 프로그램이 없습니다.`,
    fix: 'Jupyter(또는 리버스 프록시)를 시작하고, 주소의 포트가 Jupyter의 포트, 공유기가 넘겨 주는 포트와 같은지 비교해 주세요.',
  }),
  unreachable: (host) => ({
    message: `여기에서 ${host} 까지 가는 길이 없습니다.`,
    fix: '이 기기가 올바른 네트워크(또는 VPN)에 연결되어 있는지, 상대 컴퓨터가 켜져 있고 이 주소를 쓰는지 확인해 주세요.',
  }),
  timeout: (host) => ({
    message: `${host} 에서 아무 응답도 오지 않습니다. 어딘가에서 패킷이 버려집니다.`,
    why: '켜져 있는 컴퓨터는 그 포트에 프로그램이 없으면 바로 거절합니다. 아무 말이 없다면 방화벽이 막았거나, 공유기에 포트포워딩이 없거나, 컴퓨터가 꺼져 있는 것입니다.',
    fix: '컴퓨터의 방화벽(클라우드라면 보안 그룹)에서 포트를 열고, 공유기에서 이 컴퓨터로 포트포워딩을 설정해 주세요.',
  }),
  silent: (host) => ({
    message: `${host} 에 연결은 되지만 응답이 없습니다.`,
    why: '포트 뒤의 프로그램이 멈췄거나, 인증서와 키가 서로 맞지 않습니다.',
    fix: '상대 컴퓨터에서 Jupyter(또는 프록시)의 로그를 보고 다시 시작해 주세요.',
  }),
  hungUp: (host) => ({
    message: `${host} 에 연결은 되지만 응답 없이 끊어집니다.`,
    fix: '그 포트를 쓰는 프로그램의 로그를 확인해 주세요. 웹 서버가 아니거나, 키를 읽지 못하는 서버일 수 있습니다.',
  }),
  httpOnHttps: (url) => ({
    message: '주소는 http://로 시작하지만 이 포트는 https를 사용합니다.',
    fix: `${url} 로 접속해 주세요.`,
  }),
  httpsOnHttp: (url) => ({
    message: '주소는 https://로 시작하지만 이 포트는 암호화하지 않는 http를 사용합니다.',
    why: '그곳에 인증서가 설정되어 있지 않거나, 다른 프로그램의 포트를 적은 것입니다.',
    fix: `인증서를 설정해 주세요(Jupyter의 certfile과 keyfile, 또는 프록시의 TLS). 그때까지 집 안에서는 ${url} 로 접속할 수 있습니다.`,
  }),
  tlsUntrusted: {
    message: '브라우저가 이 인증서를 신뢰하지 않습니다.',
    why: '접속할 때마다 경고가 뜨고, 아이폰과 아이패드의 Safari에서는 화면이 열려도 커널 연결이 거부됩니다.',
    fix: '직접 만든 인증서라면 그 CA를 기기마다 설치하고 doctor에는 --ca FILE로 알려 주세요. 구입했거나 Let’s Encrypt에서 받았다면 전체 체인(fullchain.pem)을 설정해 주세요.',
  },
  tlsExpired: {
    message: '인증서의 기한이 지났습니다.',
    fix: '인증서를 갱신해서 예전 파일 자리에 두세요. Jupyter는 다음 연결부터, nginx는 reload 뒤부터 새 인증서를 씁니다.',
  },
  tlsNotYet: {
    message: '인증서의 유효 기간이 아직 시작되지 않았습니다.',
    fix: '이 기기와 인증서를 만든 컴퓨터의 날짜와 시간을 확인해 주세요.',
  },
  tlsName: (name, names) => ({
    message: `이 인증서는 ${name} 이 아니라 다음 이름으로 발급되었습니다: ${names}`,
    fix: `인증서에 있는 이름으로 접속하거나, ${name} 이 들어간 인증서를 만들어 주세요.`,
  }),
  tlsOld: {
    message: '서버가 브라우저에서 더 이상 쓰지 않는 오래된 TLS(또는 암호 방식)로만 말합니다.',
    fix: `TLS 1.2와 1.3을 허용해 주세요(nginx: ${glued('ssl_protocols TLSv1.2 TLSv1.3')}; 6보다 오래된 notebook은 업그레이드).`,
  },
  tlsFailed: {
    message: 'TLS 연결을 맺지 못합니다.',
    fix: '서버의 로그를 확인해 주세요. 키를 읽을 수 없거나, 키가 다른 인증서의 것이거나, 방문자의 인증서(client_ca)를 요구할 수 있습니다.',
  },
  plainHttp: {
    message: '암호화하지 않는 http 주소입니다. 중간에 있는 누구나 비밀번호와 모든 내용을 읽을 수 있습니다.',
    fix: 'TLS를 설정하고(Jupyter의 인증서, 또는 인증서를 가진 Caddy나 nginx) https:// 로 접속해 주세요.',
  },

  hub: {
    message: '한 사람의 Jupyter가 아니라 JupyterHub입니다.',
    why: '사용자는 허브에서 로그인하고, 허브가 사용자마다 Jupyter를 시작합니다.',
    fix: '브라우저에서 주소를 열고 허브에 자기 이름으로 로그인해 주세요. doctor는 한 사람의 Jupyter만 확인할 수 있습니다.',
  },
  proxyAuth: {
    message: 'Jupyter에 닿기 전에 프록시가 따로 이름과 비밀번호를 묻습니다.',
    why: 'doctor는 그 로그인을 지나갈 수 없고, Jupyter의 로그인만 아는 다른 프로그램도 마찬가지입니다.',
    fix: `프록시 뒤의 서버를 내부 주소로 확인하거나, 프록시의 로그인을 빼 주세요(nginx: ${glued('auth_basic off')}; Caddy: basicauth 블록).`,
  },
  proxyDown: (status) => ({
    message: `프록시는 응답하지만 Jupyter에 닿지 못합니다(${status}).`,
    fix: `Jupyter를 시작하고, Jupyter의 포트가 프록시에 적힌 포트와 같은지 비교해 주세요(nginx: ${glued('proxy_pass http://127.0.0.1:8888;')} Caddy: ${glued('reverse_proxy 127.0.0.1:8888')}).`,
  }),
  rateLimited: {
    message: '프록시가 요청 횟수를 제한하고 있고, 그 한도를 넘었습니다(429).',
    why: 'Jupyter 화면 하나가 한꺼번에 수십 번을 요청하므로, 모든 요청에 제한을 걸면 화면이 깨집니다.',
    fix: `1분쯤 기다려 주세요. 계속되면 로그인에만 제한을 걸어 주세요(nginx: limit_req는 ${glued('location = /login')} 안에만).`,
  },
  redirectsToHttps: (origin) => ({
    message: `서버가 모두를 ${origin} 으로 보냅니다.`,
    why: '바람직한 설정입니다. 다만 doctor는 직접 적어 준 서버하고만 말하기 때문에 리디렉션을 따라가지 않습니다.',
    fix: `--url ${origin}/ 로 다시 확인해 주세요.`,
  }),
  redirectsAway: (origin) => ({
    message: `서버가 방문자를 다른 곳, ${origin} 으로 보냅니다.`,
    why: 'doctor는 따라가지 않습니다. 직접 적어 준 서버하고만 말합니다.',
    fix: `${origin} 이 본인의 주소라면 그 주소를 쓰고, 아니라면 프록시의 리디렉션을 고쳐 주세요(nginx: return 또는 proxy_redirect; Host와 X-Forwarded-Proto는 브라우저가 보낸 그대로).`,
  }),
  loginLeadsAway: (origin) => ({
    message: `로그인 페이지가 다른 서버 ${origin} 으로 이어집니다. 비밀번호는 보내지 않았습니다.`,
    fix: `${origin} 이 본인의 주소라면 그 주소를 쓰고, 아니라면 프록시의 리디렉션을 고쳐 주세요.`,
  }),
  hostBlocked: (name) => ({
    message: 'Jupyter가 자신을 부르는 이름을 몰라서 모든 페이지를 거절합니다(403).',
    why: "Jupyter의 로그에는 Blocking request with non-local 'Host' 라고 남습니다. 프록시 뒤에서 이 컴퓨터 안쪽만 듣고 있어서 다른 이름을 받아들이지 않는 것입니다.",
    fix: `Jupyter 설정에 ${glued(`c.ServerApp.local_hostnames = ['localhost', '${name}']`)} (Notebook 6까지는 c.NotebookApp)을 적고 다시 시작해 주세요. 프록시도 이름을 그대로 넘겨야 합니다(nginx: ${glued('proxy_set_header Host $http_host;')}).`,
  }),
  proxyForbids: {
    message: 'Jupyter 앞의 서버가 모든 페이지를 막습니다(403).',
    why: 'Jupyter가 보낸 응답이 아닙니다.',
    fix: '프록시(또는 통신사나 클라우드의 방화벽)에서 deny, allow, 주소 목록 같은 규칙을 찾아 본인의 주소를 허용해 주세요.',
  },
  notJupyter: {
    message: '이 주소에서 무언가 응답하지만 Jupyter가 아닙니다.',
    fix: '이름, 포트, 경로를 확인해 주세요. 프록시가 응답한다면 이 주소를 Jupyter로 보내는 규칙이 필요합니다(nginx: proxy_pass; Caddy: reverse_proxy).',
  },
  otherPath: (url) => ({
    message: `Jupyter는 이 경로가 아니라 ${url} 에 있습니다.`,
    fix: `${url} 로 접속하거나 Jupyter 설정의 base_url을 바꿔 주세요.`,
  }),
  strippedPrefix: (path) => ({
    message: `프록시가 주소에서 ${path} 부분을 떼고 Jupyter에 넘기는데, Jupyter는 그 부분을 기대합니다.`,
    fix: `프록시가 경로를 그대로 넘기게 해 주세요(nginx: 끝에 슬래시 없이 ${glued('proxy_pass http://127.0.0.1:8888;')} Caddy: handle_path 대신 handle ${path}*).`,
  }),
  unknownPrefix: (path) => ({
    message: `요청은 Jupyter에 닿지만, Jupyter는 ${path} 경로를 모릅니다.`,
    fix: `Jupyter 설정에 ${glued(`c.ServerApp.base_url = '${path}'`)} (Notebook 6까지는 c.NotebookApp)을 적고 다시 시작하거나, 이 경로가 없는 주소를 써 주세요.`,
  }),
  leadsOutside: (path, target) => ({
    message: `Jupyter는 ${path} 아래에서 응답하지만, 브라우저를 Jupyter가 없는 ${target} 으로 보냅니다.`,
    why: '프록시가 경로 앞부분을 떼는데, Jupyter는 앞부분이 있다는 것을 모릅니다.',
    fix: `Jupyter 설정에 ${glued(`c.ServerApp.base_url = '${path}'`)} (Notebook 6까지는 c.NotebookApp)을 적고 다시 시작한 뒤, 프록시가 경로를 그대로 넘기게 해 주세요(nginx: 끝에 슬래시 없이 ${glued('proxy_pass http://127.0.0.1:8888;')} Caddy: handle_path 대신 handle ${path}*).`,
  }),
  open: {
    message: '주소를 아는 사람은 누구나 비밀번호 없이 들어올 수 있습니다.',
    why: '들어온 사람은 이 Jupyter의 주인으로 프로그램을 실행해서 파일을 읽고 바꾸고 지울 수 있습니다.',
    get fix() {
      return `그 컴퓨터에서 비밀번호를 정하고(${cmdElsewhere('init')}), 설정에서 빈 token과 password를 지운 뒤 Jupyter를 다시 시작해 주세요.`;
    },
  },
  portLost: (host) => ({
    message: `Jupyter에는 포트가 빠진 주소가 보입니다. ${host} 가운데 포트가 전달되지 않습니다.`,
    why: 'Jupyter는 다른 서버의 화면이라고 여깁니다. Jupyter Server 2는 로그인부터 거절하고, 예전 버전은 화면은 열리는데 커널이 연결되지 않습니다.',
    fix: `nginx에 $host 대신 ${glued('proxy_set_header Host $http_host;')} 를 적어 주세요(Caddy에는 필요한 줄이 없으니 ${glued('header_up Host')}를 빼 주세요).`,
  }),
  hostReplaced: (host) => ({
    message: `브라우저는 ${host} 를 불렀는데 Jupyter에는 다른 이름이나 포트가 보입니다.`,
    why: 'Jupyter는 다른 서버의 화면이라고 여깁니다. Jupyter Server 2는 로그인부터 거절하고, 예전 버전은 화면은 열리는데 커널이 연결되지 않습니다.',
    fix: `프록시가 이름을 그대로 넘기게 해 주세요. nginx에는 ${glued('proxy_set_header Host $http_host;')} 를 적고, Caddy에서는 reverse_proxy의 ${glued('header_up Host')}를 빼 주세요.`,
  }),
  cookieLost: {
    message: '브라우저의 쿠키가 Jupyter에 닿지 않습니다.',
    why: 'Jupyter는 쿠키로 누가 로그인했는지 압니다. 쿠키가 없으면 로그인이 실패하거나 모두가 모르는 사람이 됩니다.',
    fix: `프록시에서 쿠키를 지우는 줄을 빼 주세요(nginx: ${glued('proxy_set_header Cookie')}; Caddy: ${glued('header_up -Cookie')}).`,
  },
  setCookieLost: {
    message: 'Jupyter의 쿠키가 브라우저에 닿지 않습니다.',
    why: 'Jupyter는 쿠키로 누가 로그인했는지 압니다. 쿠키가 없으면 로그인이 실패하거나 모두가 모르는 사람이 됩니다.',
    fix: `프록시에서 쿠키를 지우는 줄을 빼 주세요(nginx: ${glued('proxy_hide_header Set-Cookie')} 또는 proxy_ignore_headers; Caddy: ${glued('header_down -Set-Cookie')}).`,
  },
  cookieLostAtWebSocket: {
    message: '커널로 가는 길에서 로그인이 사라집니다(403). WebSocket에 쿠키가 함께 오지 않습니다.',
    fix: `프록시의 WebSocket 규칙에도 다른 규칙과 같은 줄을 적어 주세요(nginx: ${glued('proxy_set_header Cookie $http_cookie;')} ${glued('proxy_set_header Host $http_host;')}).`,
  },
  bodyLimit: {
    message: '프록시가 1MB가 넘는 요청을 거절합니다(413). 큰 노트북을 저장하거나 파일을 올릴 수 없습니다.',
    fix: `nginx의 server 블록에 ${glued('client_max_body_size 0;')} 을 적고 reload해 주세요. Caddy에서는 request_body의 max_size를 늘려 주세요.`,
  },

  passwordRefused: {
    message: 'Jupyter가 이 비밀번호를 받아들이지 않습니다.',
    get fix() {
      return `다시 입력해 보세요. 비밀번호가 맞다면 그 컴퓨터에서 \`${cmdElsewhere('doctor')}\` 로 설정에 생각한 비밀번호가 들어 있는지 확인해 주세요.`;
    },
  },
  login500: {
    message: 'Jupyter가 비밀번호를 확인하다가 오류를 냅니다(500).',
    why: '설정에 적힌 비밀번호 해시가 망가져서 아무도 로그인할 수 없습니다.',
    get fix() {
      return `그 컴퓨터에서 비밀번호를 새로 정해 주세요: ${cmdElsewhere('init')}`;
    },
  },
  noLogin: {
    message: '이 주소에는 Jupyter의 로그인 페이지가 없습니다.',
    fix: '브라우저에서 Jupyter의 비밀번호 입력란이 보이는 주소인지 확인해 주세요.',
  },
  loginFailed: {
    message: '알려지지 않은 방식으로 로그인이 실패합니다.',
    fix: '브라우저에서 로그인해 보면서 Jupyter의 로그를 확인해 주세요.',
  },
  notSent: {
    message: '비밀번호를 보내지 않았습니다. 암호화하지 않는 http로는 중간에서 읽힐 수 있습니다.',
    fix: 'https:// 를 써 주세요. 믿을 수 있는 네트워크 안이라면 --password-over-http 로 그래도 보낼 수 있습니다.',
  },
  kernelNone: {
    message: '커널이 시작되지 않습니다.',
    fix: `그 컴퓨터에 Python 커널을 설치하고(${glued('pip install ipykernel')}) Jupyter의 로그를 확인해 주세요.`,
  },
  upgradeStripped: {
    message: '화면은 열리지만 프록시가 Upgrade 헤더를 버려서 커널이 연결되지 않습니다(400).',
    fix: `nginx의 location에 ${glued('proxy_http_version 1.1;')} ${glued('proxy_set_header Upgrade $http_upgrade;')} ${glued('proxy_set_header Connection "upgrade";')} 를 적어 주세요. Caddy는 ${glued('reverse_proxy 127.0.0.1:8888')} 한 줄이면 됩니다.`,
  },
  wsBlocked: {
    message: '화면은 열리지만 커널로 가는 WebSocket이 열리지 않습니다.',
    why: '프록시, 백신 프로그램, 회사 방화벽 가운데 하나가 화면은 통과시키고 WebSocket은 막습니다.',
    fix: `다른 네트워크에서 해 보세요. 거기서도 안 되면 프록시에 WebSocket 줄을 적어 주세요(nginx: ${glued('proxy_http_version 1.1;')} Upgrade와 Connection).`,
  },
  kernelSilent: {
    message: '커널에 연결되었지만 답이 없습니다.',
    fix: '그 컴퓨터에서 Jupyter의 로그를 확인해 주세요. 커널이 죽는 이유(메모리, 맞지 않는 패키지)가 적혀 있습니다.',
  },
  kernelLeft: {
    message: '확인에 쓴 커널을 다시 지우지 못했습니다.',
    fix: 'Jupyter의 실행 중인 커널 목록에서 종료해 주세요.',
  },
};
