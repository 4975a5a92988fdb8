import { cmd, type Examples } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const undo: Messages['undo'] = {
  flags: {
    list: '되돌릴 수 있는 실행을 보여 줍니다',
    all: '맨 처음 실행 전으로 돌아갑니다',
    force: '그 뒤에 다른 누가 바꾼 파일도 되돌립니다',
    purge: '실행 기록과 백업을 모두 지웁니다. --all과 함께면 되돌린 뒤에 지웁니다',
  },
  get examples(): Examples {
    return [
      [cmd('undo'), '마지막 실행을 되돌립니다'],
      [cmd('undo', '--list'), '되돌릴 것을 봅니다'],
      [cmd('undo', '--all', '--yes'), '모든 파일을 첫 실행 전으로'],
    ];
  },
  nothing: '되돌릴 것이 없습니다.',
  willUndo: (command, when) => `${when}의 '${command}' 실행을 되돌립니다:`,
  restore: (path) => `복원  ${path}`,
  remove: (path) => `삭제  ${path} (그때 만든 파일)`,
  command: (title) => `취소  ${title}`,
  stays: (title) => `유지  ${title} (되돌릴 수 없음)`,
  wouldPurge: (count) =>
    `실행 기록 ${count}개와 파일 백업을 지웁니다. 백업에는 해시와 키가 들어 있을 수 있습니다. 지운 뒤에는 되돌릴 수 없습니다.`,
  purgeLabel: '기록 지우기',
  purgeConfirm: '모두 완전히 지울까요?',
  purged: '지웠습니다. 백업이 남아 있지 않습니다.',
  nothingKept: '남아 있는 실행 기록이나 백업이 없습니다.',
  confirmLabel: '되돌리기',
  confirm: '되돌릴까요?',
  declined: '되돌리지 않았습니다. 아무것도 바뀌지 않았습니다.',
  restored: (path) => `복원했습니다: ${path}`,
  removed: (path) => `지웠습니다: ${path}`,
  done: '실행 중인 Jupyter는 다시 시작할 때까지 지금 설정을 씁니다.',
  state: {
    finished: '완료',
    undone: '되돌림',
    'rolled-back': '실패해서 되돌림',
    unreadable: '읽을 수 없음',
    other: '중간에 끊김',
  },
};
