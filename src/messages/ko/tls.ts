import { cmd } from '../command-line.ts';

/** The tls question of init. */
import type { Messages } from '../en/index.ts';

export const tls: Messages['tls'] = {
  label: '암호화',
  message: '연결을 어떻게 암호화할까요(TLS)?',
  why: '암호화하지 않으면 중간에 있는 사람이 비밀번호를 읽을 수 있습니다.',
  choices: {
    'self-signed': 'self-signed: 기기마다 한 번 신뢰 등록',
    own: 'own: 가지고 있는 인증서와 키 사용',
    letsencrypt: 'letsencrypt: 무료, 공개된 이름 필요',
    none: 'none: 암호화하지 않은 http',
  },
  wrongType: 'self-signed, own, letsencrypt, none 중 하나로 답하세요.',
  noneMeans:
    'none을 고르면 비밀번호와 모든 노트북 내용이 그대로 드러나고, 한 번이라도 엿본 사람은 이 컴퓨터에서 프로그램을 실행할 수 있습니다.',

  certLabel: '인증서',
  certMessage: '인증서(PEM 파일)가 어디에 있나요?',
  certWhy: '한 파일에 인증서가 여러 개 있거나 키가 함께 들어 있어도 됩니다.',
  keyLabel: '개인 키',
  keyMessage: '개인 키는 어디에 있나요?',
  pathEmpty: '파일 이름이 아닙니다.',
  pathType: '파일 이름을 글자로 적어야 합니다.',
  noFile: (path) => `${path} 파일이 없습니다.`,
  unreadable: (path, reason) => `파일을 읽을 수 없습니다. ${path}: ${reason}`,
  noFileHint: 'PEM 파일의 전체 경로를 적으세요.',

  domainLabel: '공개된 이름',
  domainMessage: '밖에서 이 컴퓨터에 어떤 이름으로 접속하나요?',
  domainWhy: 'myhome.duckdns.org 같은 DDNS 이름이나 도메인입니다. 그 이름이 공유기를 가리켜야 합니다.',
  domainType: '이름은 myhome.duckdns.org처럼 글자로 적어야 합니다.',
  domainPrivate: (name) =>
    `'${name}'에는 Let's Encrypt가 인증서를 발급하지 않습니다. 인터넷에서 누구나 찾을 수 있는 이름이 아닙니다.`,
  domainPrivateHint: 'DDNS 이름이나 도메인을 적거나 --tls self-signed를 쓰세요.',
  noDomain: '없음',
  wildcard: (name) => `${name} 인증서를 받으려면 --challenge dns-01이 필요합니다.`,
  emailLabel: '이메일',
  emailMessage: "Let's Encrypt에 알릴 이메일 주소(비워 두어도 됩니다)",
  emailInvalid: (text) => `이메일 주소가 아닙니다: '${text}'`,
  noEmail: '없음',
  challengeLabel: '확인 방법',
  challengeMessage: '이름의 주인임을 어떻게 확인받을까요?',
  challengeType: 'http-01, tls-alpn-01, dns-01 중 하나로 답하세요.',
  challenges: {
    'http-01': 'http-01: 공유기의 80번 포트 포워딩',
    'tls-alpn-01': 'tls-alpn-01: 공유기에서 외부 443번 포트를 넘겨줌',
    'dns-01': 'dns-01: 포트가 필요 없음. DuckDNS, deSEC, Cloudflare',
  },

  notWith: (flag, tls) => `--tls ${tls}에는 ${flag} 옵션을 쓸 수 없습니다. 아무것도 바뀌지 않았습니다.`,
  notWithHint: (flag, tls) => `${flag} 옵션을 빼거나 --tls ${tls}로 바꾸세요.`,
  trustAgain: (lost) =>
    `인증 기관(CA)을 새로 만듭니다. 이전 인증 기관으로는 서명할 수 없는 이름이 있습니다: ${lost}. 이전 것을 신뢰하도록 등록한 모든 기기(휴대전화, 태블릿, 다른 컴퓨터)에서 새것을 다시 등록해야 합니다.`,

  newNames: (names) =>
    `지금 인증서에 없는 이름이 있어서 인증서를 새로 만듭니다: ${names}. 같은 인증 기관이 서명하므로 이미 신뢰하는 기기에서는 할 일이 없습니다.`,

  notIssued: (name, reason) => `Let's Encrypt 인증서를 받지 못했습니다(${name}). ${reason}`,
  notIssuedFix: (command) =>
    `그때까지는 자체 서명 인증서를 씁니다. 원인을 해결한 뒤 다시 시도하세요: ${command}`,
  issuing: (name) => `Let's Encrypt에 ${name} 인증서를 요청하는 중 …`,
  get interrupted() {
    return `취소했습니다. 설정은 그대로 두었고 자체 서명 인증서를 씁니다. 나중에 이어서 하려면: ${cmd('cert issue')}`;
  },
  get notAsked() {
    return `Let's Encrypt에는 요청하지 않았습니다. --yes만으로는 동의가 되지 않습니다. --tls letsencrypt를 다시 주거나 실행하세요: ${cmd('cert issue')}`;
  },
  issued: (name) => `Let's Encrypt 인증서를 받았습니다: ${name}`,

  flags: {
    tls: 'self-signed, own, letsencrypt, none',
    cert: '내 인증서, PEM 파일 (키가 따로 있으면: --key <file>)',
    domain: 'DDNS 이름처럼 밖에서 쓰는 이름',
    email: "Let's Encrypt에 알릴 주소 (증명 방법: --challenge)",
    challenge: 'http-01, tls-alpn-01, dns-01',
  },
  next: {
    trust: '신뢰 등록',
    trustHow: (command) =>
      `${command}. iPhone과 iPad에서는 그 전에 노트북이 열리기는 해도 실행되지 않습니다.`,
    issue: '인증서 발급',
    issueHow: (command) => `${command} (그때까지는 자체 서명 인증서를 씁니다)`,
    renew: '자동 갱신',
    renewHow: (command) => `${command} (인증서를 제때 갱신합니다)`,
  },
};
