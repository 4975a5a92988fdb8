import type { Messages } from '../en/index.ts';

export const hashCommand: Messages['hashCommand'] = {
  flags: {
    algorithm: 'argon2(기본값), sha1, sha256. 프록시와 JupyterHub에는 bcrypt',
    check: '비밀번호와 맞으면 종료 코드 0, 아니면 1',
  },
  examples: [
    ['jupyter-expose hash', '묻고 해시를 출력'],
    ['jupyter-expose hash --algorithm sha1 < password.txt', '파일에서 읽습니다'],
    ["jupyter-expose hash --check 'argon2:$argon2id$…'", '맞는지 봅니다'],
  ],
  more: '비밀번호는 터미널에서는 두 번 묻고, 아니면 표준 입력을 끝까지 읽습니다.',
  ask: '비밀번호:',
  unknown: (name) =>
    `--algorithm에는 argon2, sha1, sha256, bcrypt 중 하나를 쓰세요. '${name}'은(는) 쓸 수 없습니다.`,
  matches: '비밀번호가 해시와 맞습니다.',
  matchesNot: '비밀번호가 해시와 맞지 않습니다.',
};
