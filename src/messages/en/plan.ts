import { glued } from '../command-line.ts';

/** Plans: planned changes, applied changes, and restoring. */
export const plan = {
  json: {
    notUtf8: 'The file is not UTF-8 text, which JSON must be.',
    mark: 'The file starts with a byte order mark, so Jupyter does not load it. Save it as UTF-8 without one.',
    broken: 'The file is not valid JSON. Correct it here.',
    notAnObject: 'The file must hold one JSON object { … }.',
    notASection: (key: string) => `“${key}” must be a section { … } here.`,
    twice: (key: string) => `“${key}” stands in the file more than once. Remove all but one.`,
    badValue: (key: string) => `The value for “${key}” cannot be written in a JSON file.`,
    replaced: 'The value stood here and was changed.',
    added: 'The file did not set this yet.',
    removed: 'The setting stood here and was taken out.',
    alreadySo: 'The setting already has this value.',
    notSet: 'The file does not set this.',
  },
  conflict: (key: string, path: string, first: string, second: string) =>
    `The steps “${first}” and “${second}” both set ${key} in ${path}, to different values.`,
  preview: {
    create: (path: string, mode: string) => `create ${path} (mode ${mode})`,
    edit: (path: string) => `edit ${path}`,
    replace: (path: string) => `replace ${path}`,
    remove: (path: string) => `remove ${path}`,
    chmod: (path: string) => `change the mode of ${path}`,
    mode: (before: string, after: string) => `mode ${before} → ${after}`,
    link: (real: string) => `a symbolic link to ${real}`,
    generated: "your Jupyter's own default config, with these lines set:",
    hidden: 'The content is secret and is not shown.',
    more: (lines: number) => `… ${lines} more lines`,
    noNewline: 'No newline at end of file',
    run: (title: string) => `run: ${title}`,
    runAsRoot: (title: string) => `run: ${title} (needs root)`,
    undo: (line: string) => `taken back by: ${line}`,
    mapPort: (port: number, address: string, inner: number) =>
      `the router passes outer port ${port} (TCP) on to ${address}:${inner}`,
    unmapPort: (port: number) => `the router no longer passes outer port ${port} (TCP) on`,
    noUndo: 'This cannot be taken back by undo.',
  },
  changedSince: (path: string) => `${path} was changed by somebody else in the meantime.`,
  changedSinceHint: 'Run the command again: it starts from what the file holds now.',
  nothingChanged: 'Nothing was changed.',
  removedAgain: (paths: string) => `Restored: ${paths} did not exist before and is gone again.`,
  restored: (paths: string) => `Restored ${paths}.`,
  failed: (reason: string, outcome: string) => `${reason} ${outcome}`,
  cancelled: (outcome: string) => `Cancelled. ${outcome}`,
  notRestored: (reason: string, paths: string) => `${reason} These files could not be restored: ${paths}.`,
  notRestoredHint: (directory: string) =>
    `When the trouble is gone, run jupyter-expose again: it puts them back first. The old files lie in ${directory}.`,
  commandFailed: (line: string, said: string) => `This command failed: ${glued(line)} (${said})`,
  noRoot: (title: string) => `Only root may do this, and nobody gave root: ${title}.`,
  noRootHint: (line: string) => `Type this line yourself: ${glued(line)}`,
  noRootHintTerminal: 'Run the command again on a terminal, where sudo can ask for your password.',
  commandLeft: (what: string) => `Could not be taken back: ${what}. Do it by hand.`,
  keptChanged: (paths: string) =>
    `Left as it is, because somebody else changed it in the meantime: ${paths}.`,
  undoChanged: (path: string) =>
    `${path} was changed by somebody else since this run. Nothing was taken back.`,
  undoChangedHint:
    'To put the old file back all the same, add --force; the file as it is now is kept in the journal.',
  undoNotBegun: (reason: string) => `${reason} Nothing was taken back.`,
  undoUnreadableHint: (directory: string) =>
    `Make it readable, or move it away with “mv ${directory} ~”: then undo goes on with the run before. The files as they were before that run lie in it.`,
  undoNotWritable: (path: string, directory: string) =>
    `${path} cannot be put back: you may not make or remove files in ${directory}. Nothing was taken back.`,
  undoPutBack: 'Every file is again as it was before this undo.',
  undoPutBackExcept: (titles: string) => `Already taken back all the same: ${titles}.`,
  undoHalf: (paths: string) =>
    `The undo stopped half way. These files stand as before the run that is undone, all others as they were: ${paths}.`,
  backupDamaged: (path: string, backup: string) => `The backup of ${path} is missing or damaged (${backup}).`,
  backupDamagedHint: 'Restore the file by hand, for example from your own backup.',
};
