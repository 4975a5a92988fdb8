import type { Messages } from '../en/index.ts';

export const jupyter: Messages['jupyter'] = {
  unknownApp: (name) => `'${name}'은(는) 여기서 설정할 수 있는 Jupyter 프로그램이 아닙니다.`,
  unknownAppHint: 'notebook, lab, server 중 하나를 적으세요. notebook@5.7처럼 버전을 붙일 수도 있습니다.',
  noVersion: (text) => `'${text}'은(는) 버전이 아닙니다.`,
  noVersionHint: (app) => `${app}@4 또는 ${app}@4.2처럼 적으세요.`,
  tooOld: (app, version) => `${app} ${version} 버전은 너무 오래되어 여기서 설정할 수 없습니다.`,
  tooOldHint: (app, oldest) => `${app} ${oldest} 버전부터 설정할 수 있습니다.`,
};
