import type { Messages } from '../en.ts';

export const plan: Messages['plan'] = {
  json: {
    notUtf8: '파일이 UTF-8이 아닙니다. JSON 파일은 UTF-8이어야 합니다.',
    mark: '파일이 바이트 순서 표시(BOM)로 시작해서 Jupyter가 읽지 못합니다. BOM 없는 UTF-8로 저장하세요.',
    broken: '올바른 JSON이 아닙니다. 이 위치를 고치세요.',
    notAnObject: '파일에는 JSON 객체 { … } 하나가 있어야 합니다.',
    notASection: (key) => `“${key}” 항목은 { … } 형태여야 합니다.`,
    twice: (key) => `“${key}” 항목이 파일에 두 번 이상 있습니다. 하나만 남기세요.`,
    badValue: (key) => `“${key}” 값은 JSON 파일에 쓸 수 없습니다.`,
    replaced: '여기에 있던 값을 바꿨습니다.',
    added: '파일에 아직 없던 설정입니다.',
    removed: '여기에 있던 설정을 뺐습니다.',
    alreadySo: '이미 이 값으로 설정되어 있습니다.',
    notSet: '파일에 이 설정이 없습니다.',
  },
  conflict: (key, path, first, second) =>
    `“${first}” 단계와 “${second}” 단계가 ${path} 파일의 ${key} 설정에 서로 다른 값을 쓰려고 합니다.`,
  preview: {
    create: (path, mode) => `만들기 ${path} (모드 ${mode})`,
    edit: (path) => `고치기 ${path}`,
    replace: (path) => `바꾸기 ${path}`,
    chmod: (path) => `모드 바꾸기 ${path}`,
    mode: (before, after) => `모드 ${before} → ${after}`,
    link: (real) => `${real} 파일을 가리키는 심볼릭 링크`,
    generated: '설치된 Jupyter가 만든 기본 설정에 다음 줄을 넣은 파일입니다:',
    hidden: '비밀 내용이므로 보여 주지 않습니다.',
    more: (lines) => `… ${lines}줄 더 있음`,
    noNewline: '파일 끝에 줄바꿈 없음',
  },
  changedSince: (path) => `그 사이에 다른 프로그램이나 사용자가 ${path} 파일을 바꿨습니다.`,
  changedSinceHint: '명령을 다시 실행하세요. 지금 파일 내용을 기준으로 다시 시작합니다.',
  nothingChanged: '아무것도 바뀌지 않았습니다.',
  removedAgain: (paths) => `되돌렸습니다. 전에는 없던 ${paths}을(를) 다시 지웠습니다.`,
  restored: (paths) => `원래대로 되돌렸습니다: ${paths}.`,
  failed: (reason, outcome) => `${reason} ${outcome}`,
  cancelled: (outcome) => `취소했습니다. ${outcome}`,
  notRestored: (reason, paths) => `${reason} 다음 파일은 되돌리지 못했습니다: ${paths}.`,
  notRestoredHint: (directory) =>
    `문제를 해결한 뒤 jupyter-expose를 다시 실행하세요. 먼저 이 파일들을 되돌립니다. 이전 파일은 ${directory} 안에 있습니다.`,
  keptChanged: (paths) => `그 사이에 다른 곳에서 바꾼 파일은 그대로 두었습니다: ${paths}.`,
  undoChanged: (path) =>
    `이 실행 뒤에 다른 프로그램이나 사용자가 ${path} 파일을 바꿨습니다. 아무것도 되돌리지 않았습니다.`,
  undoChangedHint: '그래도 이전 파일로 되돌리려면 --force 옵션을 붙이세요. 지금 파일은 저널에 보관됩니다.',
  backupDamaged: (path, backup) => `${path} 파일의 백업이 없거나 손상되었습니다(${backup}).`,
  backupDamagedHint: '직접 만들어 둔 백업 등으로 파일을 복구하세요.',
};
