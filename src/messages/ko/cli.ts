import { cmd, type Examples } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const cli: Messages['cli'] = {
  purpose: '이 컴퓨터의 Jupyter를 밖에서 안전하게 쓸 수 있게 만들고, 정말 되는지 확인합니다.',
  examplesTitle: '예:',
  get examples(): Examples {
    return [
      [cmd('init'), '다섯 가지를 묻고 설정합니다'],
      [cmd('init', '--port', '9000', '--yes'), '포트만 바꿉니다'],
      [cmd('undo'), '마지막 실행을 되돌립니다'],
    ];
  },
  get more() {
    return `자세한 것은 '${cmd('', '명령', '--help')}', 질문 목록은 '${cmd('init', '--questions')}'`;
  },
  usage: '명령 [옵션]',
  options: '옵션',
  exitCodes: [
    '종료 코드: 0 완료 또는 바꿀 것 없음, 1 실패해서 되돌림, 2 답이 틀리거나 없음,',
    '3 완료했지만 점검 실패, 4 이 환경에서는 불가, 130 취소',
  ],
  titles: {
    'Usage:': '사용법:',
    'Arguments:': '인수:',
    'Options:': '옵션:',
    'Commands:': '명령:',
    'Global Options:': '공통 옵션:',
  },
  groups: {
    what: '어느 Jupyter:',
    answers: '답:',
    secrets: '비밀번호 (옵션 값으로는 받지 않습니다):',
    run: '실행 방식:',
    everywhere: '공통:',
  },
  everywhere: {
    lang: '영어 또는 한국어 (기본값: 로캘)',
    color: '색 없이',
    quiet: '오류만 표시',
    verbose: '읽은 파일과 실행한 프로그램까지 표시',
    help: '이 도움말',
    version: '버전',
    json: '표준 출력에 JSON 문서 하나',
    yes: '현재 값이나 기본값을 쓰고 확인에는 예',
    confirm: '묻지 않고 실행',
    dryRun: '할 일만 보여 주고 아무것도 바꾸지 않음',
  },
  commands: {
    init: 'Jupyter 접속 방법을 설정하거나 바꿉니다',
    config: 'Jupyter 설정 파일의 값을 읽고 고칩니다',
    hash: '비밀번호를 Jupyter용 해시로 바꾸거나 확인합니다',
    doctor: '왜 접속이 안 되는지, 안전한지 살펴보고 고칩니다',
    undo: '마지막 실행이 바꾼 것을 되돌립니다',
  },
  unknownOption: (name) => `${name} 옵션은 없습니다.`,
  unknownCommand: (name) => `'${name}' 명령은 없습니다.`,
  missingArgument: (name) => `${name} 인수가 빠졌습니다.`,
  missingValue: (name) => `${name} 옵션에는 값이 필요합니다.`,
  takesNoValue: (name) => `${name} 옵션에는 값을 쓸 수 없습니다.`,
  tooMany: '이 명령이 받는 것보다 인수가 많습니다.',
  notOneOf: (value, name, choices) =>
    `${name}에는 ${choices} 중 하나를 쓰세요. '${value}'은(는) 쓸 수 없습니다.`,
  conflict: (a, b) => `${a}, ${b} 옵션은 함께 쓸 수 없습니다.`,
  needs: (flag, needed) => `${flag} 옵션은 ${needed} 옵션과 함께 쓰세요.`,
  didYouMean: (name) => `${name}을(를) 찾으셨나요?`,
  seeHelp: (command) => `쓸 수 있는 것은 '${command}'에 있습니다.`,
  cancelled: '취소했습니다. 아무것도 바뀌지 않았습니다.',
  bug: 'jupyter-expose의 버그입니다.',
  bugHint: (versions) =>
    `위 내용과 함께 알려 주세요 (${versions}). --verbose를 붙이면 어디에서 일어났는지 보입니다.`,
  error: '오류',
  pythonQuoting: '공백이나 괄호가 있으면 셸에서 따옴표로 감싸세요.',
  halfDone: '중간에 멈췄습니다. 다음에 jupyter-expose를 실행하면 먼저 모든 것을 전과 같이 되돌립니다.',
  noPasswordFlag:
    '비밀번호는 다른 프로그램이 볼 수 있으므로 옵션 값으로 받지 않습니다. --password-file 파일 또는 --password-stdin을 쓰세요.',
  resultLost: (reason) => `결과를 표준 출력에 쓰지 못했습니다 (${reason}).`,
};
