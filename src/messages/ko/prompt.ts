import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

/** Sentences quote a word and name its type, to avoid particles that depend on the word before them. */
export const prompt: Messages['prompt'] = {
  hidden: '[숨김]',
  unchanged: '[변경 없음]',
  echo: (label, value) => `${label}: ${value}`,
  echoFrom: (label, value, origin) => `${label}: ${value} (${origin})`,
  fromFlag: '옵션',
  fromAnswersFile: '답변 파일',
  fromCurrent: '변경 없음',
  fromEarlier: '지난번과 같음',
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
  secretSources:
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
  lineNotUtf8Hint: `UTF-8로 저장하거나 변환해서 보내세요. 예: ${glued('iconv -t UTF-8')}`,
  lineTooLong: (line, bytes) =>
    `입력의 ${line}번째 줄이 ${bytes}바이트보다 길어 답으로 볼 수 없습니다. 변경한 것은 없습니다.`,
  inputUnreadable: (reason) => `표준 입력을 읽을 수 없습니다(${reason}). 변경한 것은 없습니다.`,

  areYouSure: '그래도 사용할까요?',
  yesNo: (yes) => (yes ? '예' : '아니오'),
  yesNoHint: (fallback) =>
    fallback === undefined ? 'y 예 / n 아니오' : fallback ? 'Y 예 / n 아니오' : 'y 예 / N 아니오',
  pleaseAnswer: '이 질문에는 기본값이 없습니다. 답을 입력하세요.',
  onceMore: '한 번 더 입력하세요:',
  notTheSame: '두 번 입력한 내용이 서로 다릅니다. 다시 입력하세요.',
  selectKeys: '↑↓ 선택, Enter 확정',
  selectKeysPlain: '화살표 키로 선택, Enter 키로 확정',

  standardInput: '표준 입력',
  inputTooLong: (bytes) => `표준 입력이 ${bytes}바이트보다 깁니다. 변경한 것은 없습니다.`,
  notUtf8: (place) => `${place}의 내용이 UTF-8 텍스트가 아닙니다. 변경한 것은 없습니다.`,
  exclude: (a, b) => `${a} 옵션과 ${b} 옵션은 함께 쓸 수 없습니다. 변경한 것은 없습니다.`,
  stdinIsTerminal: '--password-stdin 옵션은 파이프로 받는데, 표준 입력이 터미널입니다. 변경한 것은 없습니다.',
  get stdinIsTerminalHint() {
    return `이 옵션을 빼면 직접 물어봅니다. 파일에서 보내려면: ${cmd('init', '--password-stdin', '<', '파일')}`;
  },
  noPasswordFile: (path) => `비밀번호 파일이 없습니다: ${path}. 변경한 것은 없습니다.`,
  answersTerminal: '--answers - 옵션은 파이프로 받는데, 표준 입력이 터미널입니다. 변경한 것은 없습니다.',
  answersTerminalHint: '파일 이름을 지정하거나, 이 옵션을 빼고 질문에 직접 답하세요.',
  noAnswersFile: (path) => `답변 파일이 없습니다: ${path}. 변경한 것은 없습니다.`,
  answersNotJson: (place) => `${place}의 내용이 JSON이 아닙니다. 변경한 것은 없습니다.`,
  answersNotObject: (place) => `${place}의 내용은 JSON이지만 객체가 아닙니다. 변경한 것은 없습니다.`,
  answersExample: '예: {"port": 9001, "open_browser": false}',
  answersUnknown: (key, place) => `"${key}" 질문은 없습니다(${place}). 변경한 것은 없습니다.`,
  answersKnown: (known) => `쓸 수 있는 이름: ${known.join(', ')}.`,
  answersFileOpen: (path, mode) =>
    `${path} 파일에 비밀번호가 있는데 다른 사용자도 읽을 수 있습니다(권한 ${mode}). 다음 명령으로 막으세요: ${glued(`chmod 600 ${path}`)}`,
};
