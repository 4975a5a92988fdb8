import { cmd } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const jupyter: Messages['jupyter'] = {
  unknownApp: (name) => `'${name}'은(는) 여기서 설정할 수 있는 Jupyter 프로그램이 아닙니다.`,
  unknownAppHint: 'notebook, lab, server 중 하나를 적으세요. notebook@5.7처럼 버전을 붙일 수도 있습니다.',
  noVersion: (text) => `'${text}'은(는) 버전이 아닙니다.`,
  noVersionHint: (app) => `${app}@4 또는 ${app}@4.2처럼 적으세요.`,
  tooOld: (app, version) => `${app} ${version} 버전은 너무 오래되어 여기서 설정할 수 없습니다.`,
  tooOldHint: (app, oldest) => `${app} ${oldest} 버전부터 설정할 수 있습니다.`,

  readBack: {
    ok: (program) => `${program}에서 이 설정을 읽습니다.`,
    notInstalled: (target) =>
      `여기에는 물어볼 Jupyter가 없어서 파일을 읽는지 확인하지 못했습니다 (${target}용으로 썼습니다).`,
    get notInstalledFix() {
      return `Jupyter를 설치한 뒤 ${cmd('init')}을 다시 실행하세요. 이미 맞는 것은 바꾸지 않습니다.`;
    },
    timeout: (program) => `${program}이(가) 제때 대답하지 않았습니다.`,
    get timeoutFix() {
      return `컴퓨터가 덜 바쁠 때 ${cmd('init')}을 다시 실행하세요.`;
    },
    wouldNotStart: (program) => `이 설정으로는 ${program}이(가) 시작하지 못합니다.`,
    mismatch: (program, what) => `${program}이(가) 고르신 값을 받아들이지 않습니다. 지금 값: ${what}`,
    anotherPassword: '다른 비밀번호',
    dropped: (program, where) => `${program}이(가) 오류가 있는 설정 파일 하나를 통째로 무시합니다. ${where}`,
    droppedFix:
      '그 파일을 고치거나 지운 뒤 다시 실행하세요. 다시 읽히게 되면 그 안의 설정이 우선할 수 있습니다.',
    loads: (program) => `${program}이(가) 이 파일을 읽습니다.`,
    droppedThis: (program) => `${program}이(가) 이 파일을 통째로 무시하게 됩니다.`,
    refuses: (program) => `${program}이(가) 이 설정을 받아들이지 않습니다.`,
    overruled: (program, keys) =>
      `${program}에서는 ${keys} 값이 다릅니다. 더 강한 곳에서 정해졌습니다. ${cmd('config show')}로 확인하세요.`,
    noReader: (file) => `확인하지 못했습니다. 여기 설치된 Jupyter 가운데 ${file} 파일을 읽는 것이 없습니다.`,
    soBefore: '전에도 그랬으므로 바꾼 내용은 그대로 두었습니다.',
    because: (what) => `이유: ${what}`,
    problemFix: '그것을 먼저 고친 뒤 다시 실행하세요.',
  },
};
