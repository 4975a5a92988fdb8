import { glued, shellQuoted } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const system: Messages['system'] = {
  notAllowed: {
    read: (path) => `${path} 파일을 읽을 권한이 없습니다.`,
    write: (path) => `${path} 파일에 쓸 권한이 없습니다.`,
    openHint: (mode, path) => `“${glued(`chmod ${mode} ${path}`)}” 명령으로 허용한 뒤 다시 실행하세요.`,
    hint: (path) => `“${glued(`ls -ld ${path}`)}” 명령으로 소유자를 확인하고, 그 사용자로 실행하세요.`,
  },
  noTemporary: (path, code) =>
    `${path} 안에 임시 디렉터리를 만들 수 없습니다${code === '' ? '' : ` (${code})`}.`,
  noTemporaryHint: `그 디렉터리를 만들거나, TMPDIR 없이 다시 실행하세요: ${glued('unset TMPDIR')}`,
  intrusion: {
    link: (path) =>
      `${path}는 링크입니다. 이 프로그램은 링크를 만들지 않으므로, 다른 사람의 파일로 이어질 수 있습니다.`,
    owner: (path) => `${path}의 소유자가 다른 사용자라서 그 안의 내용을 믿지 않습니다.`,
    writable: (path) => `다른 사용자도 ${path}에 쓸 수 있어서 그 안의 내용을 믿지 않습니다.`,
    fix: {
      link: (path) => `어디로 이어지는지 확인한 뒤 링크를 지우세요: ${glued(`rm ${path}`)}`,
      owner: (path) => `무엇인지 확인하세요. 내 것이라면: ${glued(`sudo chown -R "$(id -un)" ${path}`)}`,
      writable: (path) => `안의 내용이 모두 내 것인지 확인한 뒤 닫으세요: ${glued(`chmod go-w ${path}`)}`,
    },
  },
  directoryNotWritable: (path, directory) =>
    `${path} 파일에는 쓸 수 있지만 ${directory} 안에 새 파일을 만들 수 없습니다. 안전하게 저장하려면 새 파일이 필요합니다.`,
  directoryNotWritableHint: (directory) =>
    `“${glued(`chmod u+w ${directory}`)}” 명령으로 허용한 뒤 다시 실행하세요.`,
  ownerNotKept: (path) => `${path} 파일은 다른 사용자나 그룹의 것이라, 바꾸면 소유자가 달라집니다.`,
  ownerNotKeptHint: '파일의 소유자로 실행하세요.',
  full: (path) => `디스크에 ${path} 파일을 저장할 공간이 없습니다.`,
  fullHint: '공간을 비우거나 할당량을 늘린 뒤 다시 실행하세요.',
  readOnly: (path) => `${path} 경로는 읽기 전용으로 마운트된 파일 시스템에 있습니다.`,
  readOnlyHint: '쓰기 가능하게 다시 마운트하거나, JUPYTER_CONFIG_DIR로 다른 디렉터리를 지정하세요.',
  record: {
    unreadable: (path, reason) =>
      `${path} 파일을 읽을 수 없어 무엇이 기록되어 있는지 알 수 없습니다. ${reason}`,
    unreadableHint: (path) =>
      `읽기 권한을 주거나 “${glued(`ls -ld ${path}`)}” 명령으로 무엇인지 확인하세요. jupyter-expose의 파일이 아니면 다른 곳으로 옮기세요.`,
    damaged: (path, reason) =>
      `${path} 파일이 손상되어${reason === undefined ? '' : `(${reason})`} 무엇이 기록되어 있는지 알 수 없습니다.`,
    damagedHint: (path) =>
      `백업에서 복구하거나 “mv ${path} ${path}.bad” 명령으로 옮기세요. 그 뒤로 jupyter-expose는 예전에 무엇을 설정했는지 모르므로, 아직 열려 있는 것이 있는지 직접 확인하세요.`,
  },
  notAFile: (path) => `${path}: 일반 파일이 아닙니다 (파이프 또는 장치).`,
  tooLong: (path, bytes) => `${path}: 내용이 ${bytes}바이트보다 깁니다.`,
  isDirectory: (path) => `${path} 경로는 파일이 아니라 디렉터리입니다.`,
  notRegular: (path) => `${path} 경로는 일반 파일이 아니므로 바꾸지 않습니다.`,
  notDirectory: (path) => `${path} 경로 중간에 디렉터리가 아닌 파일이 있습니다.`,
  otherPathHint: '다른 파일을 지정하세요. init은 --config FILE, config는 --file FILE입니다.',
  linkLoop: (path) => `${path} 심볼릭 링크가 자기 자신으로 되돌아옵니다.`,
  linkLoopHint: (path) => `“${glued(`ls -l ${path}`)}” 명령으로 링크가 가리키는 곳을 확인하고 고치세요.`,
  nameTooLong: (path) => `${path} 경로가 이 파일 시스템에서 허용하는 길이를 넘습니다.`,
  missing: (path) => `${path} 파일 또는 그 디렉터리가 없습니다.`,
  missingHint: '경로에 오타가 없는지 확인하세요.',
  tooManyOpen: '한 번에 열 수 있는 파일의 수가 너무 적습니다.',
  tooManyOpenHint: '“ulimit -n 1024” 명령으로 늘린 뒤 다시 실행하세요.',
  other: {
    read: (path, code) => `${path} 파일을 읽지 못했습니다(${code}).`,
    write: (path, code) => `${path} 파일에 쓰지 못했습니다(${code}).`,
    hint: '디스크와 마운트 상태를 확인한 뒤 다시 실행하세요.',
  },
  cwdGone: '지금 계신 디렉터리가 더 이상 없습니다.',
  cwdGoneHint: `“${glued('cd ~')}” 등으로 다른 디렉터리로 옮긴 뒤 다시 실행하세요.`,
  locked: (pid) => `다른 jupyter-expose가 이미 작업하고 있습니다(프로세스 ${pid}).`,
  lockedElsewhere: (pid, host) =>
    `다른 컴퓨터 ${host}에서 jupyter-expose가 이미 작업하고 있습니다(프로세스 ${pid}).`,
  lockedElsewhereHint: (directory) =>
    `끝날 때까지 기다리세요. 그곳에서 더는 실행 중이 아니라면: ${glued(`rm -r ${shellQuoted(directory)}`)}`,
  lockedHint: '그 작업이 끝난 뒤 다시 실행하세요.',
};
