import { glued, shellQuoted } from '../command-line.ts';

/** Files, locks and processes: what the system does not permit, and what to do about it. */
export const system = {
  notAllowed: {
    read: (path: string) => `You may not read ${path}.`,
    write: (path: string) => `You may not write ${path}.`,
    openHint: (mode: string, path: string) =>
      `Allow it with “${glued(`chmod ${mode} ${path}`)}”, then try again.`,
    hint: (path: string) =>
      `See who it belongs to with “${glued(`ls -ld ${path}`)}”, and run this as that user.`,
  },
  noTemporary: (path: string, code: string) =>
    `No temporary directory can be made in ${path}${code === '' ? '' : ` (${code})`}.`,
  noTemporaryHint: `Make it, or run this without TMPDIR: ${glued('unset TMPDIR')}`,
  /** A path that others may have written. */
  intrusion: {
    link: (path: string) =>
      `${path} is a link, which this program never makes: it may lead to files of somebody else.`,
    owner: (path: string) => `${path} belongs to somebody else, so nothing in it is believed.`,
    writable: (path: string) => `Others may write ${path}, so nothing in it is believed.`,
    fix: {
      link: (path: string) => `Look where it leads, then remove the link: ${glued(`rm ${path}`)}`,
      owner: (path: string) =>
        `Look what it is. If it is yours: ${glued(`sudo chown -R "$(id -un)" ${path}`)}`,
      writable: (path: string) =>
        `Look whether everything in it is yours, then close it: ${glued(`chmod go-w ${path}`)}`,
    },
  },
  directoryNotWritable: (path: string, directory: string) =>
    `${path} may be written, but no new file may be made in ${directory}, and a safe write needs one.`,
  directoryNotWritableHint: (directory: string) =>
    `Allow it with “${glued(`chmod u+w ${directory}`)}”, then try again.`,
  ownerNotKept: (path: string) =>
    `${path} belongs to another user or group, and replacing it would change that.`,
  ownerNotKeptHint: 'Run this as the user the file belongs to.',
  full: (path: string) => `There is no room left on the disk for ${path}.`,
  fullHint: 'Free some space (or raise the quota), then try again.',
  readOnly: (path: string) => `${path} lies on a file system that is mounted read-only.`,
  readOnlyHint: 'Mount it writable, or name another directory in JUPYTER_CONFIG_DIR.',
  record: {
    unreadable: (path: string, reason: string) =>
      `${path} cannot be read, so what it records is not known. ${reason}`,
    unreadableHint: (path: string) =>
      `Allow it, or see what stands there with “${glued(`ls -ld ${path}`)}”. If it is not a file of jupyter-expose, move it away.`,
    damaged: (path: string, reason?: string) =>
      `${path} is damaged${reason === undefined ? '' : ` (${reason})`}, so what it records is not known.`,
    damagedHint: (path: string) =>
      `Restore it from a backup, or move it away with “mv ${path} ${path}.bad”: from then on jupyter-expose does not know what it had set up, so look yourself at what is still open.`,
  },
  notAFile: (path: string) => `${path} is no ordinary file (a pipe or a device).`,
  tooLong: (path: string, bytes: number) => `${path} holds more than ${bytes} bytes.`,
  isDirectory: (path: string) => `${path} is a directory, not a file.`,
  notRegular: (path: string) => `${path} is not a regular file, so it is not replaced.`,
  notDirectory: (path: string) => `A part of the path ${path} is a file where a directory is needed.`,
  otherPathHint: 'Name another file: init takes --config FILE, config takes --file FILE.',
  linkLoop: (path: string) => `${path} is a symbolic link that leads back to itself.`,
  linkLoopHint: (path: string) => `See where it leads with “${glued(`ls -l ${path}`)}” and repair the link.`,
  nameTooLong: (path: string) => `The path ${path} is longer than this file system allows.`,
  missing: (path: string) => `${path} does not exist, or its directory does not.`,
  missingHint: 'Check the path for a typing error.',
  tooManyOpen: 'Too few files may be open at once.',
  tooManyOpenHint: 'Allow more with “ulimit -n 1024”, then try again.',
  other: {
    read: (path: string, code: string) => `${path} could not be read (${code}).`,
    write: (path: string, code: string) => `${path} could not be written (${code}).`,
    hint: 'Check the disk and the mount, then try again.',
  },
  cwdGone: 'The directory you are in does not exist any more.',
  cwdGoneHint: `Go to another one, for example with “${glued('cd ~')}”, then run this again.`,
  locked: (pid: number) => `Another jupyter-expose is at work here (process ${pid}).`,
  lockedElsewhere: (pid: number, host: string) =>
    `Another jupyter-expose is at work here, on the computer ${host} (process ${pid}).`,
  lockedElsewhereHint: (directory: string) =>
    `Wait until it has ended. If nothing runs there any more: ${glued(`rm -r ${shellQuoted(directory)}`)}`,
  lockedHint: 'Wait until it has ended, then run this again.',
};
