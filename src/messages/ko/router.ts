import type { Messages } from '../en/index.ts';

/** The router: recognising it, and its menu. */
export const router: Messages['router'] = {
  summary: '공유기: 어떤 제품인지, 메뉴에 무엇을 입력할지',
  showSummary: '어떤 공유기인지, 메뉴가 어디에 있고 무엇을 입력할지 보여 줍니다',
  statusSummary: '공유기가 알려 주는 것: 외부 주소와 넘겨주는 포트',
  mapSummary: '공유기가 포트를 넘겨주게 합니다',
  unmapSummary: '더는 넘겨주지 않게 합니다',
  flags: {
    model: '알아내는 대신 직접 고른 공유기 (--list 참고)',
    list: '알고 있는 공유기 목록',
    offline: '아무에게도 묻지 않고 주소만 보고 판단합니다',
  },
  examples: [
    ['jupyter-expose router show', '어떤 공유기인지, 무엇을 입력할지'],
    ['jupyter-expose router show --router-model iptime --external-port 8443', ''],
  ] as readonly (readonly [string, string])[],
  asks: (gateway) => `공유기(${gateway})에 어떤 제품인지 물어봅니다 (UPnP와 메뉴 첫 화면).`,
  known: (brand) => `${brand} 공유기로 보입니다.`,
  unsure:
    '어떤 공유기인지 분명하지 않아 일반적인 말로 안내합니다. --router-model 이름을 주면 그 공유기의 메뉴로 바뀝니다.',
  perhaps: (brands) => `혹시 이 중 하나인가요: ${brands}`,
  noModel: (text) => `${text}: 목록에 없는 공유기입니다.`,
  noModelHint: '이름 목록: jupyter-expose router show --list',
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
};
