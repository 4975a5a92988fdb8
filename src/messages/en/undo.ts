import { cmd, type Examples } from '../command-line.ts';

/** The command `undo`. */
export const undo = {
  flags: {
    list: 'list the runs that can be taken back',
    all: 'go back to before the first run',
    force: 'also where somebody else has changed a file since',
    purge: 'forget all runs and their backups; with --all, after taking them back',
  },
  get examples(): Examples {
    return [
      [cmd('undo'), 'take back the last run'],
      [cmd('undo', '--list'), 'what there is to take back'],
      [cmd('undo', '--all', '--yes'), 'every file as before the first run'],
    ];
  },
  nothing: 'There is nothing to take back.',
  willUndo: (command: string, when: string) => `Takes back '${command}' of ${when}:`,
  restore: (path: string) => `restore  ${path}`,
  remove: (path: string) => `remove   ${path} (made by that run)`,
  command: (title: string) => `undo     ${title}`,
  stays: (title: string) => `stays    ${title} (cannot be taken back)`,
  wouldPurge: (count: number) =>
    `Forgets ${count} ${count === 1 ? 'run' : 'runs'} with the backups of files, which may hold hashes and keys. Nothing can be taken back afterwards.`,
  purgeLabel: 'Forget it',
  purgeConfirm: 'Forget all this for good?',
  purged: 'Forgotten. No backup is left.',
  nothingKept: 'No run is kept here, and no backup.',
  confirmLabel: 'Take it back',
  confirm: 'Take this back?',
  declined: 'Not confirmed. Nothing was changed.',
  restored: (path: string) => `Restored ${path}`,
  removed: (path: string) => `Removed ${path}`,
  done: 'A running Jupyter keeps its settings until it is started again.',
  state: {
    finished: 'done',
    undone: 'taken back',
    'rolled-back': 'failed, taken back',
    unreadable: 'unreadable',
    other: 'cut off',
  },
};
