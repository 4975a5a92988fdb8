import { cmd, type Examples } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

export const undo: Messages['undo'] = {
  flags: {
    list: '되돌릴 수 있는 실행을 보여 줍니다',
    all: '맨 처음 실행 전으로 돌아갑니다',
    force: '그 뒤에 다른 누가 바꾼 파일도 되돌립니다',
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
