import { cmd, glued } from '../command-line.ts';

/** The commands `schedule` and `renew`. */
import type { Messages } from '../en/index.ts';

export const schedule: Messages['schedule'] = {
  summary: '타이머로 자동 갱신',
  install: '이 컴퓨터가 하루 두 번 스스로 인증서를 갱신하게 합니다',
  remove: '타이머를 없앱니다',
  statusSummary: '타이머가 켜져 있는지, 마지막 실행이 어땠는지 봅니다',
  reload: 'systemd가 유닛 파일을 다시 읽게 하기',
  switchOn: (scheduler) => `자동 갱신 켜기 (${scheduler})`,
  switchOff: (scheduler) => `자동 갱신 끄기 (${scheduler})`,
  noScheduler: `이 컴퓨터에는 실행 중인 스케줄러가 없어서 저절로 실행되지 않습니다. cron이 있는 곳이라면 ${glued('crontab -e')} 명령으로 다음 줄을 넣으세요:`,
  control: (path) => `경로 ${path}에 줄바꿈 같은 제어 문자가 들어 있어 어떤 스케줄러에도 넣을 수 없습니다.`,
  controlHint: '디렉터리 이름을 바꾸거나 JUPYTER_CONFIG_DIR에 다른 디렉터리를 지정하세요.',
  alreadySo: (scheduler) => `자동 갱신이 이미 설치되어 있습니다(${scheduler}). 바꿀 것이 없습니다.`,
  installed: (scheduler) => `이제 이 컴퓨터가 하루 두 번 갱신할 것이 있는지 살펴봅니다(${scheduler}).`,
  linger: `이 타이머는 로그인해 있을 때만 실행됩니다. 언제나 실행되게 하려면 다음 명령을 쓰세요: ${glued('sudo loginctl enable-linger "$USER"')}`,
  confirmInstall: {
    label: '자동 갱신 설치',
    message: '설치할까요?',
    declined: '설치하지 않았습니다. 아무것도 바뀌지 않았습니다.',
  },
  nothing: '설치된 자동 갱신이 없습니다.',
  confirmRemove: {
    label: '자동 갱신 없애기',
    message: '없앨까요?',
    declined: '없애지 않았습니다. 아무것도 바뀌지 않았습니다.',
  },
  get removed() {
    return `자동 갱신을 없앴습니다. 다시 설치하려면 다음 명령을 쓰세요: ${cmd('schedule install')}`;
  },
  status: {
    notInstalled: '자동 갱신이 설치되어 있지 않습니다.',
    on: (scheduler) => `자동 갱신이 설치되어 있고 켜져 있습니다(${scheduler}).`,
    off: (scheduler) =>
      `자동 갱신이 설치되어 있지만 꺼져 있습니다(${scheduler}). ${cmd('schedule install')} 명령을 다시 실행하세요.`,
    nodeMissing: (path) =>
      `자동 갱신이 쓰던 Node.js가 없어졌습니다: ${path}. ${cmd('schedule install')} 명령을 다시 실행하세요.`,
    programMissing: (path) =>
      `자동 갱신 프로그램이 없어졌습니다: ${path}. ${cmd('schedule install')} 명령을 다시 실행하세요.`,
    otherVersion: (installed, own) =>
      `설치된 버전은 ${installed}, 지금 버전은 ${own}입니다. ${cmd('schedule install')} 명령을 다시 실행하세요.`,
    last: (when) => `마지막 실행: ${when}`,
    neverRan: '아직 실행된 적이 없습니다.',
    failed: (what, message) => `마지막 실행에서 실패했습니다(${what}): ${message}`,
  },
};
