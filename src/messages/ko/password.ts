import type { Messages } from '../en.ts';

export const password: Messages['password'] = {
  label: '비밀번호',
  message: 'Jupyter 비밀번호:',
  why: '비밀번호를 아는 사람은 이 컴퓨터에서 무엇이든 할 수 있으니 길게 정하세요.',
  unchanged: '[그대로]',
  empty: '비밀번호가 비어 있습니다. 비밀번호가 없으면 누구나 이 컴퓨터에서 프로그램을 실행할 수 있습니다.',
  emptyHint: '12자 이상으로 정하세요. 서로 관계없는 단어 네 개가 좋습니다.',
  wrongType: '비밀번호는 글자여야 합니다.',
  weak: (score) =>
    `약한 비밀번호입니다 (4점 만점에 ${score}점). 추측하기 쉬운데, Jupyter는 여러 번 틀려도 막지 않습니다.`,
  weakFix: '흔하지 않은 12자 이상으로 정하세요. 서로 관계없는 단어 네 개가 좋습니다.',
  weakSure: '그래도 이 약한 비밀번호를 쓸까요?',
  hashUnreadable: (algorithm, program) => `${program}은(는) ${algorithm} 해시를 읽지 못합니다.`,
  hashUnreadableHint: '--hash sha256을 쓰거나 --hash를 빼세요.',
  hashUnknown: (name) => `--hash에는 argon2, sha1, sha256 중 하나를 쓰세요. '${name}'은(는) 쓸 수 없습니다.`,
  hashNeedsPassword: '해시를 새로 만들려면 비밀번호가 필요합니다.',
  hashNeedsPasswordHint: '비밀번호도 주세요: --password-stdin 또는 --password-file 파일',
  noLongerByJupyter: (command) =>
    `앞으로 비밀번호는 jupyter-expose init으로 바꾸세요. '${command} password' 명령은 더 이상 듣지 않습니다.`,
};
