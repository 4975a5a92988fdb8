import type { Messages } from '../en/index.ts';

export const certificates: Messages['certificates'] = {
  notAName: (text) => `${JSON.stringify(text)} 값은 호스트 이름도 주소도 아닙니다.`,
  notANameHint: '이름은 jupyter.example.org, 주소는 203.0.113.7처럼 씁니다.',
  own: {
    binary: (path) => `${path} 파일은 텍스트(PEM)가 아니라 이진 형식입니다.`,
    fromDer: (path) => `텍스트로 바꾸세요: openssl x509 -inform der -in '${path}' -out cert.pem`,
    fromPkcs12: (path) =>
      `텍스트로 바꾼 뒤 인증서와 키 모두에 그 파일을 지정하세요: (umask 077; openssl pkcs12 -in '${path}' -nodes -out combined.pem)`,
    keyFromDer: (path) =>
      `텍스트로 바꾸세요: (umask 077; openssl pkey -inform der -in '${path}' -out key.pem)`,
    broken: (path) => `${path} 파일이 잘렸거나 손상되어 다 읽을 수 없습니다.`,
    brokenHint: '첫 -----BEGIN 줄부터 마지막 -----END 줄까지 통째로 다시 복사하세요.',
    noCertificate: (path) => `${path} 파일에 인증서가 없습니다.`,
    onlyKeyHint: '개인 키만 들어 있습니다. 인증서 파일(보통 fullchain.pem이나 *.crt)을 지정하세요.',
    pemHint: '인증서는 -----BEGIN CERTIFICATE-----로 시작하는 텍스트입니다.',
    locked: (path) =>
      `개인 키 ${path} 파일이 암호로 잠겨 있는데, Jupyter 대신 암호를 입력해 줄 사람이 없습니다.`,
    lockedHint: (path) =>
      `암호 없는 사본을 만들어 그 파일을 지정하세요: (umask 077; openssl pkey -in '${path}' -out open.key)`,
    noKey: (path) => `${path} 파일에 개인 키가 없습니다.`,
    noKeyHint: '키 파일(보통 privkey.pem이나 *.key)을 --key로 지정하세요.',
    mismatched: (key, cert) => `${key} 파일의 개인 키는 ${cert} 인증서의 짝이 아닙니다.`,
    mismatchedHint: '이 인증서를 신청할 때 쓴 키를 지정하세요.',
    expired: (path, date) => `${path} 인증서는 ${date}에 만료되었습니다.`,
    renewHint: '발급받은 곳에서 새 인증서를 받으세요.',
    notYet: (path, date) => `${path} 인증서는 ${date}부터 유효합니다.`,
    clockHint: '이 컴퓨터의 시계를 확인하세요. 맞다면 기다리거나 다른 인증서를 쓰세요.',
    noNames: (path) => `${path} 인증서에 호스트 이름(subjectAltName)이 없어 브라우저가 거부합니다.`,
    noNamesHint: '서버용으로 만들어지고 서버 이름이 들어 있는 인증서를 받으세요.',
    notForServers: (path) => `${path} 인증서는 서버용이 아닙니다.`,
    authority: (path) => `이 키는 인증 기관의 키이고, ${path} 파일에는 그 키에 맞는 서버 인증서가 없습니다.`,
    signsToo: (path: string) =>
      `${path}에 있는 인증서는 인증 기관이기도 합니다(openssl req -x509의 기본값). 이 인증서를 신뢰하는 기기는 그 키로 서명한 어떤 웹 사이트든 믿게 됩니다. cert create는 이 컴퓨터에만 서명할 수 있는 인증 기관을 만듭니다.`,
    weak: (path, weakness) => `${path} 인증서는 브라우저가 받아들이기에 너무 약합니다: ${weakness}.`,
    chainExpired: (path, name, date) =>
      `중간 인증 기관 "${name}"의 인증서가 ${date}에 만료되었습니다: ${path}`,
    chainGap: (path) => `중간 인증 기관의 인증서가 빠져 있어 휴대전화와 프로그램이 거부하게 됩니다: ${path}`,
    chainHint: '체인 전체가 든 파일(보통 fullchain.pem)을 쓰거나, 인증 기관에서 체인을 받으세요.',
  },
};
