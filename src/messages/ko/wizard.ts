import type { Messages } from '../en.ts';

/** Particles that depend on the word before them are avoided by quoting the word and naming its kind. */
export const wizard: Messages['wizard'] = {
  hidden: '[숨김]',
  unchanged: '[변경 없음]',
  echo: (label, value) => `${label}: ${value}`,
  echoFrom: (label, value, origin) => `${label}: ${value} (${origin})`,
  fromAnswersFile: '답변 파일',
  fromCurrent: '현재 값',
  fromDefault: '기본값',

  notAChoice: (text, values) => `“${text}” 항목은 없습니다. 다음 중에서 고르세요: ${values.join(', ')}.`,
  notYesOrNo: 'y(예) 또는 n(아니오)으로 답하세요.',
  nothingToKeep: '빈 줄인데, 이 질문에는 기본값이 없습니다.',
  badLine: (line, label, problem) =>
    `입력의 ${line}번째 줄은 “${label}” 질문의 답이 될 수 없습니다. ${problem} 변경한 것은 없습니다.`,
  badAnswerIn: (place, problem) => `${place}: ${problem} 변경한 것은 없습니다.`,
  answersFileKey: (id) => `답변 파일의 "${id}"`,
  secretInEnvironment: (variable) =>
    `환경 변수 ${variable} 값이 있지만, 환경 변수는 다른 프로그램도 볼 수 있어 비밀번호를 읽지 않습니다. 변경한 것은 없습니다.`,
  secretPlaces:
    '--password-file 경로 또는 --password-stdin 옵션을 쓰세요. 파일은 JUPYTER_EXPOSE_PASSWORD_FILE 변수로도 지정할 수 있습니다.',

  inputEnded: (number, label) =>
    `${number}번 질문 “${label}”의 답이 나오기 전에 입력이 끝났습니다. 변경한 것은 없습니다.`,
  missing: (label) => `“${label}” 질문의 답이 없습니다. 변경한 것은 없습니다.`,
  missingHint: (flag) => `${flag} 옵션을 지정하세요.`,
  missingHintYes: (flag, shown) =>
    `${flag} 옵션을 지정하거나, “${shown}” 값을 그대로 쓰려면 --yes 옵션을 붙이세요.`,
  waitingForLine: (label, flag) =>
    `표준 입력에서 “${label}” 질문(${flag})의 답을 기다리고 있습니다. --no-input 옵션을 쓰면 입력을 읽지 않습니다.`,
  leftover: (line) =>
    `입력의 ${line}번째 줄에 해당하는 질문이 없습니다. 앞의 줄들도 다른 질문의 답으로 쓰였을 수 있습니다. 변경한 것은 없습니다.`,
  leftoverHint: '--questions 옵션으로 어느 줄이 어느 질문의 답인지 확인하세요.',
  lineNotUtf8: (line) => `입력의 ${line}번째 줄이 UTF-8 텍스트가 아닙니다. 변경한 것은 없습니다.`,
  lineNotUtf8Hint: 'UTF-8로 저장하거나 변환해서 보내세요. 예: iconv -t UTF-8',
  lineTooLong: (line, bytes) =>
    `입력의 ${line}번째 줄이 ${bytes}바이트보다 길어 답으로 볼 수 없습니다. 변경한 것은 없습니다.`,
  inputUnreadable: (reason) => `표준 입력을 읽을 수 없습니다(${reason}). 변경한 것은 없습니다.`,

  areYouSure: '그래도 사용할까요?',
};
