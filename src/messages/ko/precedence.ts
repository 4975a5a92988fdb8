import { cmd, glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const precedence: Messages['precedence'] = {
  fine: {
    configRead: 'Jupyter가 설정 파일을 읽습니다.',
    settingsWin: '다른 파일에 밀린 설정이 없습니다.',
    settingsRead: 'Jupyter가 모든 설정을 살펴봅니다.',
    linesOnce: '한 파일 안에서 서로 다른 값으로 두 번 적힌 설정이 없습니다.',
  },
  line: (text, place) => `${glued(text)} (${place})`,
  hasNoEffect: (loser, winner) => `효과가 없는 설정: ${loser}. 실제로 쓰이는 설정: ${winner}.`,
  loses: {
    'json-over-py': () => '같은 디렉터리에 이름이 같은 파일이 둘 있으면 Jupyter는 .py보다 .json을 따릅니다.',
    'password-frozen': (winner) =>
      `‘${glued('jupyter server password')}’로 정한 비밀번호는 .json 파일에 저장되는데, ${winner} 설정이 더 강합니다. 그래서 예전 비밀번호로는 로그인되고 새 비밀번호는 거절됩니다.`,
    'both-classes': (winner, loser) =>
      `두 곳에서 같은 것을 정하면 이 Jupyter는 ${classOf(loser)}보다 ${classOf(winner)} 쪽을 따릅니다.`,
    'stronger-file': (_winner, _loser, directory) =>
      directory === ''
        ? '이 Jupyter에서는 다른 파일이 더 강합니다. 센 순서는 jupyter_server_config, jupyter_lab_config, jupyter_notebook_config입니다.'
        : `Jupyter는 내 설정 디렉터리보다 ${directory} 안의 파일을 먼저 따릅니다.`,
    'environment-config-wins': (_winner, _loser, directory) =>
      `가상 환경에서는 Jupyter가 내 설정보다 그 환경의 디렉터리(${directory})를 먼저 따릅니다.`,
    'cwd-config-wins': (_winner, _loser, directory) =>
      `이 버전의 Jupyter는 시작한 디렉터리(여기서는 ${directory})에 있는 설정 파일을 가장 먼저 따릅니다.`,
    'jupyter-config-path': (_winner, _loser, directory) =>
      `JUPYTER_CONFIG_PATH에 ${directory} 디렉터리가 있어서 그 안의 파일이 내 설정보다 강합니다.`,
  },
  why: {
    'later-line': () => '같은 파일의 뒤쪽 줄이 쓰입니다',
    'json-over-py': () => '옆에 있는 .json 파일이 더 강합니다',
    'specific-class': (winner, loser) => `${classOf(loser)}보다 ${classOf(winner)} 쪽이 더 강합니다`,
    'stronger-class': (winner, loser) =>
      `이 Jupyter에서는 ${classOf(loser)}보다 ${classOf(winner)} 쪽이 더 강합니다`,
    environment: () => '그 환경의 디렉터리가 더 강합니다',
    'start-directory': () => 'Jupyter를 시작한 디렉터리의 파일이 더 강합니다',
    'config-path': () => 'JUPYTER_CONFIG_PATH의 디렉터리가 더 강합니다',
    'stronger-directory': () => '더 강한 디렉터리의 파일이 쓰입니다',
    'stronger-file': () => '다른 파일이 더 강합니다',
    'open-browser': (_winner, loser) =>
      `전혀 쓰이지 않음: 이 Jupyter는 open_browser를 ${classOf(loser)} 아닌 클래스에서 가져옵니다`,
    'wrong-class': (_winner, loser) => `전혀 쓰이지 않음: 이 Jupyter는 ${classOf(loser)} 클래스를 모릅니다`,
    elsewhere: (_winner, loser) => `${classOf(loser)} 클래스는 다른 일에 쓰입니다`,
    'wrong-file': () => '전혀 쓰이지 않음: 이 Jupyter는 이 파일을 읽지 않습니다',
    'config-d': () => '전혀 쓰이지 않음: .d 디렉터리의 파일은 확장 기능을 켜고 끌 뿐입니다',
    conditional: () => '실행되지 않을 수도 있는 코드 안에 있거나, 다른 코드가 바꿉니다',
  },
  removeLine: (lines) => `다음 설정을 지우세요: ${lines}`,
  setSame: (lines) => `다음 설정을 고치거나 지우세요: ${lines}`,
  nearMiss: (file) => `Jupyter가 ${file} 파일을 읽지 않습니다. 이름이나 위치가 조금 다릅니다.`,
  get nearMissFix() {
    return `그 안의 나머지 설정은 적용되지 않습니다. ${cmd('doctor', '--fix')} 명령으로 옮길 수 있습니다.`;
  },
  neverRead: (program, lines) => `${program} 명령이 전혀 보지 않는 설정: ${lines}`,
  ignored: {
    'open-browser-ignored': (program, className) =>
      `${program} 명령은 open_browser를 다른 클래스에서 가져옵니다. ${className} 아래에 적으면 경고도 없이 아무 효과가 없습니다.`,
    'wrong-class': (program, className) =>
      `${className} 클래스는 다른 버전의 Jupyter 것입니다. ${program} 명령은 이 클래스를 모르고, 아무 말도 하지 않습니다.`,
    'wrong-file': (program) => `${program} 명령은 이 파일을 읽지 않습니다. 다른 프로그램의 설정 파일입니다.`,
    'near-miss-file': (program) =>
      `파일의 이름이나 위치가 조금 다릅니다. ${program} 명령은 설정 디렉터리에 있고 이름이 정확한 파일만 읽습니다.`,
    'config-dir-elsewhere': (program, variable) =>
      `${variable} 변수가 있어 ${program} 명령이 다른 설정 디렉터리를 쓰고, 이 디렉터리의 파일은 읽지 않습니다.`,
    'config-d-ignored': () =>
      '이름이 .d로 끝나는 디렉터리의 파일은 확장 기능을 켜고 끄는 데만 쓰입니다. 다른 설정은 효과가 없습니다.',
  },
  ignoredFix: {
    'open-browser-ignored': (keys) => `대신 이 이름으로 적으세요: ${keys}`,
    'wrong-class': (keys) => `대신 이 이름으로 적으세요: ${keys}`,
    'wrong-file': (keys, file) => `${file} 파일에 적으세요: ${keys}`,
    'near-miss-file': (keys, file) => `${file} 파일에 적으세요: ${keys}`,
    'config-dir-elsewhere': (_keys, file) =>
      `Jupyter를 시작하는 환경에서 그 변수를 없애거나, 설정을 ${file} 파일로 옮기세요.`,
    'config-d-ignored': (keys, file) => `${file} 파일에 적으세요: ${keys}`,
  },
  lastCounts: (line) => `같은 설정이 여러 줄 있으면 마지막 줄(${line}행)만 쓰입니다.`,
  noConfig: (directory) =>
    `JUPYTER_NO_CONFIG가 설정되어 있어 Jupyter가 설정 파일을 읽지 않습니다. ${directory} 안의 설정은 모두 효과가 없습니다.`,
  dangling: (file) => `${file} 링크가 가리키는 파일이 없습니다. Jupyter는 아무 말 없이 지나갑니다.`,
  danglingFix: '링크가 가리키는 파일을 되돌려 놓거나, 그 이름의 파일에 설정을 적으세요.',
  noConfigWhy: '비밀번호와 주소 설정이 쓰이지 않고, Jupyter가 기본값으로 시작합니다.',
  noConfigFix: `Jupyter를 시작하는 환경에서 그 변수를 없애세요: ${glued('unset JUPYTER_NO_CONFIG')}`,
};

function classOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}
