import { cmd, type Examples } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const config: Messages['config'] = {
  flags: {
    file: '설정 파일 (기본값: 쓰시는 Jupyter가 읽는 파일)',
    target: 'notebook, lab, server. 기본 파일을 고를 때 씁니다',
  },
  name: 'Class.trait 꼴, 예: ServerApp.port',
  nameValue: '예: ServerApp.port=9999',
  get: '설정 하나의 값을 출력합니다',
  set: '설정을 쓰고 나머지 바이트는 그대로 둡니다',
  unset: '설정을 빼서 기본값으로 돌립니다',
  show: '모든 설정을 파일과 줄 번호와 함께, 지는 것까지 출력합니다',
  get examples(): Examples {
    return [
      [cmd('config show'), '무엇이 어디에서 정해지는지'],
      [cmd('config set', 'ServerApp.port=9999'), '한 줄을 바꿉니다'],
      [cmd('config get', 'ServerApp.port'), '9999를 출력합니다'],
    ];
  },
  values: '값은 JSON(9999, true, "글자", ["a"])이나 Python의 True, False, None이고, 그 밖에는 글자로 봅니다.',
  notASetting: (text) => `'${text}'은(는) ServerApp.port=9999 같은 이름=값 꼴이 아닙니다.`,
  notAName: (text) => `'${text}'은(는) ServerApp.port 같은 이름이 아닙니다.`,
  notSet: (name, file) => `${file}에 ${name} 설정이 없습니다.`,
  notLiteral: (name, place) => `${name}은(는) 계산된 값입니다 (${place}). 값은 Jupyter만 압니다.`,
  uncertain: (name, place) => `${name} 값은 코드가 정합니다 (${place}). 값은 Jupyter만 압니다.`,
  emptyFile: '--file에는 설정 파일의 경로가 필요합니다.',
  emptyFileHint: '--file ./jupyter_config.py처럼 파일을 지정하거나 --file을 빼세요.',
  noFile: (file) => `${file} 파일이 없습니다.`,
  nothingSet: '설정된 것이 없습니다.',
  loses: '짐',
  conditional: '아마도',
  wins: '이김',
  fromJupyter: (command) => `코드가 정하는 값이며, ${command} 명령에 직접 물어본 값입니다`,
  noHash: (name) =>
    `${name}에는 비밀번호가 아니라 해시를 적어야 합니다. 이대로면 아무도 로그인할 수 없습니다.`,
  get noHashHint() {
    return `비밀번호는 ${cmd('init', '--password-file', 'FILE')} 명령으로 정하고, 해시는 ${cmd('hash')} 명령으로 만드세요.`;
  },
  secretTyped: (name) =>
    `${name}는 비밀 값입니다. 명령줄에 적으면 이 컴퓨터의 모든 사용자가 볼 수 있고 셸 기록에도 남습니다.`,
  secretTypedHint: (name) => `표준 입력으로 주세요: ${cmd('config set', name, '--value-stdin')}`,
  oneName: '--value-stdin을 쓸 때는 값 없이 이름 하나만 적습니다.',
  valueStdinFlag: '이름 하나의 값을 표준 입력에서 읽기',
  alreadySo: '바꿀 것이 없습니다.',
  computed: '계산됨',
  opaque: (place) => `${place}: 더 설정할지도 모르는 코드`,
  goesToo: (key) => `${key} 설정도 함께 지웁니다. certfile 없이 남으면 Jupyter가 시작하지 않습니다.`,
  changed: (file) => `${file}을(를) 바꿨습니다.`,
  badValue: (name) => `${name}: 이 값은 설정 파일에 쓸 수 없습니다.`,
  unknownClass: (program, name) => `${program}에는 ${name} 클래스가 없습니다.`,
  unknownTrait: (program, name, trait) => `${program}의 ${name}에는 ${trait} 설정이 없습니다.`,
  meant: (better) => `혹시 이것인가요? ${better}`,
  acceptUnknown: (id) => `그래도 쓰려면: --accept ${id}`,
  ignored: '무시됨',
  unread: (file, reason) => `${file} 파일을 읽지 못했습니다: ${reason}`,
};
