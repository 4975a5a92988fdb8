import { cmd, type Examples } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

/** Router detection and the router's menu. */
export const router: Messages['router'] = {
  summary: '공유기: 어떤 제품인지, 메뉴에 무엇을 입력할지',
  showSummary: '어떤 공유기인지, 메뉴가 어디에 있고 무엇을 입력할지 보여 줍니다',
  statusSummary: '공유기가 알려 주는 것: 외부 주소와 넘겨주는 포트',
  mapSummary: '공유기가 포트를 넘겨주게 합니다',
  unmapSummary: 'jupyter-expose가 요청한 포트를 공유기가 더는 넘겨주지 않게 합니다',
  flags: {
    model: '알아내는 대신 직접 고른 공유기 (--list 참고)',
    list: '알고 있는 공유기 목록',
    offline: '아무에게도 묻지 않고 주소만 보고 판단합니다',
  },
  get examples(): Examples {
    return [
      [cmd('router show'), '어떤 공유기인지, 무엇을 입력할지'],
      [cmd('router show', '--router-model', 'iptime', '--external-port', '8443'), ''],
    ];
  },
  asks: (gateway) => `공유기(${gateway})에 어떤 제품인지 물어봅니다 (UPnP와 메뉴 첫 화면).`,
  known: (brand) => `${brand} 공유기로 보입니다.`,
  get unsure() {
    return `어떤 공유기인지 분명하지 않아 일반적인 말로 안내합니다. 쓰는 공유기의 메뉴로 보려면: ${cmd('router show', '--router-model', '이름')}`;
  },
  perhaps: (brands) => `혹시 이 중 하나인가요: ${brands}`,
  noModel: (text) => `${text}: 목록에 없는 공유기입니다.`,
  get noModelHint() {
    return `이름 목록: ${cmd('router show', '--list')}`;
  },
  question: '어떤 공유기인가요?',
  questionLabel: '공유기',
  other: '다른 제품이거나 모르겠습니다',
  password:
    '메뉴는 공유기 자체의 비밀번호를 묻습니다. 처음 샀을 때 그대로라면 먼저 바꾸세요. 그 비밀번호로 들어온 사람은 집 안 네트워크 전체를 손에 넣습니다.',
  menu: {
    router: '공유기',
    open: '메뉴 주소',
    or: ' 또는 ',
    app: (name) => `${name} 앱`,
    goals: {
      portForward: '포트포워드',
      ddns: 'DDNS',
      dhcpReservation: '주소 고정',
      upnp: 'UPnP 설정',
      remoteAdmin: '원격 관리',
    },
    fields: [
      { name: '이름', value: '{{rule}}' },
      { name: '내부 주소 (이 컴퓨터)', value: '{{lanIp}}' },
      { name: '프로토콜', value: 'TCP' },
      { name: '외부 포트', value: '{{externalPort}}' },
      { name: '내부 포트', value: '{{internalPort}}' },
    ],
    reserve: (address, mac) => `${mac} 기기에 항상 ${address} 주소를 주게 합니다`,
    unknownMac: '이 컴퓨터',
    ddnsSuffix: (suffix) => `내이름.${suffix} 같은 이름을 줍니다`,
    alt: (path) => `또는 ${path}`,
    mayDiffer: '제품에 따라 메뉴 이름이 다를 수 있습니다.',
    unverified: '확인하지 못한 내용입니다. 메뉴 이름이 다를 수 있습니다.',
    orType: '또는 입력',
    mind: '주의',
  },
  /** Port mappings: the answers of routers. */
  mapping: {
    stranger: (sender) =>
      `네트워크의 ${sender}가 공유기라고 하지만 이 컴퓨터의 게이트웨이가 아니어서 믿지 않았습니다.`,
    doubts: {
      elsewhere: '공유기의 응답이 설명서 위치로 다른 장치를 가리켜서 믿지 않았습니다.',
      unreachable: '공유기가 UPnP에 응답했지만 설명서를 가져올 수 없었습니다.',
      'no-description': '공유기가 UPnP에 응답했지만 보내온 것이 설명서가 아닙니다.',
      'no-router': '게이트웨이 주소에서 UPnP에 응답한 것은 공유기가 아닙니다.',
    },
    silent: (gateway, words) => `공유기(${gateway})가 응답하지 않았습니다(${words}).`,
    get silentHint() {
      return `UPnP가 켜져 있는지 보고 다시 실행하거나 메뉴에서 직접 포트포워딩하세요: ${cmd('router show')}`;
    },
    get byHand() {
      return `공유기 메뉴에서 직접 포트포워딩하세요: ${cmd('router show')}`;
    },
    refused: (port, said) => `공유기가 ${port}번 포트를 넘겨주지 않겠다고 합니다(${said}).`,
    denied: (port) => `공유기의 규칙이 ${port}번 포트를 허용하지 않습니다.`,
    deniedLow: '1024보다 작은 포트는 거절하는 공유기가 많습니다. 더 큰 번호를 쓰세요: --external-port 8443',
    taken: (port) => `공유기의 ${port}번 포트는 다른 기기가 쓰고 있습니다.`,
    takenBy: (port, holder) => `공유기의 ${port}번 포트는 이미 ${holder} 쪽으로 이어져 있습니다.`,
    takenHint: '건드리지 않았습니다. 다른 번호를 쓰세요: --external-port 8443',
    noWayOut:
      '공유기 자신에게 공인 주소가 없어서 포트를 넘겨주지 않습니다. 앞에 다른 공유기나 통신사 장비가 있습니다.',
    get noWayOutHint() {
      return `그래도 되는 방법: ${cmd('tunnel status')}`;
    },
    full: '공유기가 넘겨줄 수 있는 포트가 모두 찼습니다.',
    notKept: (port) => `공유기가 ${port}번 포트를 받아들였지만 목록에는 없습니다.`,
    unread: (port) => `공유기가 ${port}번 포트가 누구의 것인지 알려 주지 않아 그대로 두었습니다.`,
    get checkByHand() {
      return `공유기 메뉴에서 확인하고, 이 컴퓨터의 것이면 거기서 지우세요: ${cmd('router show')}`;
    },
  },
  /** The router in the wizard, and the commands router map, unmap, status. */
  forward: {
    label: '공유기',
    message: '공유기가 포트를 이 컴퓨터로 넘겨주게 할까요?',
    why: '이것이 없으면 집 밖에서는 아무도 Jupyter에 접속할 수 없습니다.',
    choices: {
      leave: () => '공유기는 건드리지 않습니다',
      manual: () => '직접: 입력할 값을 알려 주세요',
      map: (gateway) => `공유기에 요청${gateway === '' ? '' : ` (${gateway}, UPnP)`}`,
    },
    externalLabel: '외부 포트',
    externalMessage: '인터넷에서는 몇 번 포트로 보이게 할까요?',
    externalWhy: '주소에 들어가는 번호입니다. 1024보다 작은 포트는 거절하는 공유기와 통신사가 많습니다.',
    externalLow: (port) => `${port}번 포트는 거절하는 공유기와 통신사가 많습니다. 안 되면 8443을 쓰세요.`,
    wrongType: 'leave, manual, map 중 하나여야 합니다.',
    notWith: (flag) => `${flag}: 공유기를 건드리지 않거나 이 컴퓨터에서만 쓸 때는 필요 없는 옵션입니다.`,
    notWithHint: '--router map이나 --router manual을 함께 주거나, 이 옵션을 빼세요.',
    plainHttp:
      'TLS가 없으면 중간에 있는 누구나 비밀번호를 읽을 수 있고, 열린 포트는 몇 분 안에 낯선 사람이 두드려 봅니다. 앞에서 self-signed를 고르는 것이 좋습니다.',
    flags: {
      router: '공유기: leave, manual(값 안내), map(UPnP로 요청)',
      externalPort: '인터넷에서 보이는 포트 (기본값: 내부와 같음)',
      port: '이 컴퓨터의 포트 (기본값: Jupyter의 포트)',
    },
    get examples(): Examples {
      return [
        [cmd('router map', '--external-port', '8443'), '공유기가 8443번 포트를 넘겨주게 하기'],
        [cmd('router status'), '공유기가 무엇을 넘겨주는지 보기'],
        [cmd('router unmap'), '다시 없애기'],
      ];
    },
    asks: (gateway) => `공유기(${gateway})에 물어봅니다 (UPnP, NAT-PMP, PCP).`,
    waiting: (gateway) => `${gateway}의 응답을 기다리는 중`,
    opens: (port) => `공유기가 ${port}번 포트를 넘겨주게 하기`,
    closes: (port) => `공유기가 ${port}번 포트를 더는 넘겨주지 않게 하기`,
    leftOpen: (external, internal) =>
      `공유기가 아직 ${external}번 포트를 이 컴퓨터의 ${internal}번 포트로 넘겨주고 있습니다. 없애려면: ${cmd('router unmap')}`,
    noGateway: '이 컴퓨터에는 공유기가 없습니다. IPv4 기본 경로가 없습니다.',
    noGatewayHint: '네트워크에 연결한 뒤 다시 실행하세요.',
    get instead() {
      return `여기서는 포트포워딩이 될 수 없습니다. 되는 방법은: ${cmd('tunnel status')}`;
    },
    get byHand() {
      return `공유기 메뉴에서 UPnP를 켜거나 직접 포트포워딩하세요: ${cmd('router show')}`;
    },
    verdicts: {
      public: (address) => `공유기의 공인 주소는 ${address}입니다.`,
      publicSeen: (address) => `공유기의 공인 주소는 ${address}이고, 인터넷에서 보이는 주소와 같습니다.`,
      doubleNat: (address) =>
        `공유기의 외부 주소 ${address}는 사설 주소입니다. 앞에 공유기가 하나 더 있습니다(대개 통신사 장비). 두 곳 모두에서 포트포워딩하거나 앞의 장비를 브리지 모드로 바꿔야 합니다.`,
      cgnat: (address) =>
        `공유기의 외부 주소 ${address}는 통신사 것입니다(CGNAT). 여러 가입자가 공인 주소 하나를 나눠 쓰므로 밖에서는 접속할 수 없습니다.`,
      noAddress:
        '공유기 자신에게 공인 주소가 없습니다. 앞에 다른 공유기나 통신사의 CGNAT가 있어서 밖에서는 접속할 수 없습니다.',
      otherWay: (address, seenAs) =>
        `공유기는 ${address}라고 하지만 인터넷에서는 ${seenAs}로 보입니다. 사이에 VPN, 다른 회선, CGNAT 중 하나가 있어 포트포워딩해도 닿지 않습니다.`,
      addressUnknown: '공유기가 공인 주소를 알려 주지 않아 포트포워딩이 될지 알 수 없습니다.',
      silent: '공유기가 UPnP, NAT-PMP, PCP에 응답하지 않습니다. 꺼져 있거나 그런 기능이 없습니다.',
    },
    plainWarning: (port) =>
      `${port}번 포트의 Jupyter는 암호화하지 않는 http입니다. 비밀번호가 그대로 인터넷을 지나갑니다.`,
    get plainFix() {
      return `먼저 ${cmd('init', '--tls', 'self-signed')}를 실행하세요.`;
    },
    plainConfirm: { label: '암호화 없이 열기', message: '그래도 열까요?' },
    onlyHere: (port) =>
      `Jupyter가 이 컴퓨터에서만 접속되도록 설정되어 있어 ${port}번 포트를 넘겨줘도 응답할 프로그램이 없습니다.`,
    get onlyHereFix() {
      return `먼저 ${cmd('init')}을 실행해 누가 접속할 수 있는지 고르세요.`;
    },
    confirm: {
      label: '공유기에 요청하기',
      message: '공유기에 요청할까요?',
      declined: '확인하지 않았습니다. 아무것도 바꾸지 않았습니다.',
    },
    alreadySo: (external, internal) =>
      `공유기가 이미 ${external}번 포트를 이 컴퓨터의 ${internal}번 포트로 넘겨주고 있습니다. 바꿀 것이 없습니다.`,
    mapped: (external, address, internal) =>
      `이제 공유기가 ${external}번 포트를 ${address}:${internal}로 넘겨줍니다.`,
    mappedCheck: '공유기의 목록에서 확인했습니다.',
    mappedUnread: '이 방식으로는 유지되고 있는지 물어볼 수 없습니다.',
    mappedGone: '공유기가 받아들였지만 목록에는 없습니다.',
    get mappedGoneFix() {
      return `다시 실행하거나 공유기 메뉴에서 직접 포트포워딩하세요: ${cmd('router show')}`;
    },
    url: '밖에서',
    get leaseHint() {
      return `공유기를 다시 켜거나 기한이 지나면 사라집니다. 저절로 다시 요청하게 하려면: ${cmd('schedule install')}`;
    },
    testHint:
      '와이파이를 끈 휴대전화로 이 주소를 열어 보세요. 집 안에서는 잘 되는 설정도 안 열릴 때가 많습니다.',
    nothingOurs: 'jupyter-expose가 요청해서 공유기가 넘겨주는 포트는 없습니다.',
    unmapped: (external) => `공유기가 이제 ${external}번 포트를 넘겨주지 않습니다.`,
    status: {
      router: '공유기',
      ways: '응답하는 방식',
      outside: '외부 주소',
      ours: '우리 것',
      list: '넘겨주는 포트',
      none: '없음',
      unnamed: '이름을 알려 주지 않음',
      unlisted: '이 공유기에는 읽을 목록이 없습니다',
      entry: (external, address, internal, what) =>
        `${external} → ${address}:${internal}${what === '' ? '' : ` (${what})`}`,
      oursMark: '우리 것',
      ignored: '믿지 않은 응답',
      ignoredText: (what) => what,
      oursNone: '없음',
      oursGone: (external) => `${external}번 포트가 공유기 목록에 없습니다. ${cmd('renew')}를 실행하세요`,
      oursStands: (external, internal) => `${external}번 포트가 이 컴퓨터의 ${internal}번 포트로 이어집니다`,
    },
    renewing: {
      moved: (address) =>
        `공유기가 포트를 넘겨주는 주소 ${address}가 더는 이 컴퓨터의 주소가 아닙니다. 공유기의 DHCP 설정에서 주소를 예약하거나(${cmd('router show')}) ${cmd('router map')}을 실행하세요.`,
      willAsk: (gateway, port) => `공유기(${gateway})에 ${port}번 포트를 아직 넘겨주는지 물어봅니다.`,
      stands: (port) => `공유기가 여전히 ${port}번 포트를 넘겨줍니다.`,
      renewed: (port) => `공유기에 ${port}번 포트를 다시 요청했습니다.`,
    },
    checks: {
      fine: '공유기가 넘겨주는 포트가 Jupyter로 이어집니다.',
      otherPort: (external, internal, port) =>
        `공유기는 ${external}번 포트를 이 컴퓨터의 ${internal}번으로 넘겨주는데 Jupyter의 포트는 ${port}번입니다.`,
      get otherPortFix() {
        return `${cmd('router map')}을 실행하세요.`;
      },
      moved: (external, address) =>
        `공유기가 ${external}번 포트를 ${address}로 넘겨주는데, 더는 이 컴퓨터의 주소가 아닙니다.`,
      get movedFix() {
        return `${cmd('router map')}을 실행하고, 공유기에서 주소를 예약하세요(${cmd('router show')}).`;
      },
      unscheduled: (external) =>
        `공유기에 ${external}번 포트를 다시 요청해 줄 예약 작업이 없습니다. 공유기를 다시 켜면 길이 닫힙니다.`,
      get unscheduledFix() {
        return `${cmd('schedule install')}을 실행하세요.`;
      },
      failing: (message) => `마지막 포트 갱신이 실패했습니다: ${message}`,
      get failingFix() {
        return `${cmd('router status')}를 실행하세요.`;
      },
    },
  },
};
