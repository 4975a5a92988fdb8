import { glued } from '../command-line.ts';
import type { Messages } from '../en/index.ts';

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
    remove: (path) => `지우기 ${path}`,
    chmod: (path) => `모드 바꾸기 ${path}`,
    mode: (before, after) => `모드 ${before} → ${after}`,
    link: (real) => `${real} 파일을 가리키는 심볼릭 링크`,
    generated: '설치된 Jupyter가 만든 기본 설정에 다음 줄을 넣은 파일입니다:',
    hidden: '비밀 내용이므로 보여 주지 않습니다.',
    more: (lines) => `… ${lines}줄 더 있음`,
    noNewline: '파일 끝에 줄바꿈 없음',
    run: (title) => `실행: ${title}`,
    runAsRoot: (title) => `실행: ${title} (root 권한 필요)`,
    undo: (line) => `되돌리는 명령: ${line}`,
    mapPort: (port: number, address: string, inner: number) =>
      `공유기가 외부 포트 ${port}(TCP)번을 ${address}:${inner}(으)로 넘겨줌`,
    unmapPort: (port: number) => `공유기가 외부 포트 ${port}(TCP)번을 더는 넘겨주지 않음`,
    noUndo: '이 작업은 undo로 되돌릴 수 없습니다.',
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
  commandFailed: (line, said) => `명령을 실행하지 못했습니다: ${glued(line)} (${said})`,
  noRoot: (title: string) => `root 권한이 필요하지만 권한을 얻지 못해 하지 않았습니다: ${title}.`,
  noRootHint: (line: string) => `다음 명령을 직접 입력하세요: ${glued(line)}`,
  noRootHintTerminal: 'sudo가 암호를 물을 수 있도록 터미널에서 다시 실행하세요.',
  commandLeft: (what) => `되돌리지 못한 작업이 있습니다. 직접 되돌리세요: ${what}`,
  keptChanged: (paths) => `그 사이에 다른 곳에서 바꾼 파일은 그대로 두었습니다: ${paths}.`,
  undoChanged: (path) =>
    `이 실행 뒤에 다른 프로그램이나 사용자가 ${path} 파일을 바꿨습니다. 아무것도 되돌리지 않았습니다.`,
  undoChangedHint: '그래도 이전 파일로 되돌리려면 --force 옵션을 붙이세요. 지금 파일은 저널에 보관됩니다.',
  undoNotBegun: (reason) => `${reason} 아무것도 되돌리지 않았습니다.`,
  undoUnreadableHint: (directory) =>
    `읽을 수 있게 하거나 “mv ${directory} ~” 명령으로 옮기세요. 그러면 undo는 그 앞의 실행부터 되돌립니다. 그 실행 이전의 파일은 그 안에 있습니다.`,
  undoNotWritable: (path, directory) =>
    `${path} 파일을 되돌릴 수 없습니다. ${directory} 디렉터리에 파일을 만들거나 지울 권한이 없습니다. 아무것도 되돌리지 않았습니다.`,
  undoPutBack: '모든 파일은 이 undo를 실행하기 전 상태 그대로입니다.',
  undoPutBackExcept: (titles) => `다만 다음 작업은 이미 되돌렸습니다: ${titles}.`,
  undoHalf: (paths) =>
    `되돌리기가 중간에 멈췄습니다. 다음 파일은 되돌릴 실행 이전 상태이고, 나머지는 그대로입니다: ${paths}.`,
  backupDamaged: (path, backup) => `${path} 파일의 백업이 없거나 손상되었습니다(${backup}).`,
  backupDamagedHint: '직접 만들어 둔 백업 등으로 파일을 복구하세요.',
};
