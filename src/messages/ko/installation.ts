import type { Messages } from '../en/index.ts';

export const installation: Messages['installation'] = {
  fine: 'Jupyter가 설치되어 있습니다.',
  runs: (command, version) => `${command}: 설치되어 있습니다 (${version}).`,
  another: (names) => `살펴볼 Jupyter가 여기에 설치되어 있지 않습니다. 설치된 것: ${names}`,
  anotherFix: '실제로 시작하는 것을 --target으로 알려 주거나 설치하세요.',
  none: 'PATH에서 Jupyter를 찾지 못했습니다.',
  noneFix: '가상 환경이나 conda 환경에 있다면 활성화한 뒤 다시 실행하세요. 없다면: pip install notebook',
  broken: {
    'dangling-link': (path, wants) => `${path} 링크가 가리키는 ${wants} 파일이 없습니다.`,
    'interpreter-gone': (path, wants) => `${path} 명령에 필요한 Python(${wants})이 없습니다.`,
    'interpreter-broken': (path, wants) => `${path} 명령에 필요한 Python(${wants})이 실행되지 않습니다.`,
    'package-gone': (path, wants) => `${path} 명령은 남아 있지만 그 Python에 ${wants} 패키지가 없습니다.`,
  },
  brokenWhy: '설정 파일을 읽기도 전에 오류로 끝납니다.',
  brokenFix: (app) =>
    `환경을 새로 만들거나 다시 설치하세요: python -m pip install --force-reinstall ${
      { notebook: 'notebook', lab: 'jupyterlab', server: 'jupyter_server' }[app] ?? 'notebook'
    }`,
};
