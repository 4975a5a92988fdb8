/** The computer: processes, ports, users, containers, services. */
export const machine = {
  runningFine: 'The running Jupyter has the settings of the config files.',
  restartNeeded: (pid: number, file: string) =>
    `Jupyter (process ${pid}) was started before ${file} was last changed, so it still has the old settings.`,
  restartFix: (pid: number) =>
    `End it (kill ${pid}) and start it again: Jupyter reads its config only at the start.`,
  commandLine: (pid: number, option: string, trait: string) =>
    `Jupyter (process ${pid}) was started with ${option}, which beats the ${trait} of the config files.`,
  commandLineFix: (option: string) => `Start it without ${option}, or set the same in the config file.`,
  otherConfig: (pid: number, because: string) =>
    `Jupyter (process ${pid}) reads other config files than those that are checked here: ${because}.`,
  otherConfigFix:
    'Start it as this user without that, or run doctor the way it runs (same user, same variables, --config FILE).',
  secretFilesFine: 'No other user of this computer can read the hash or the token.',
  readable: (file: string, mode: string) =>
    `Every user of this computer may read ${file} (mode ${mode}), and it holds a hash or a token.`,
  readableWhy:
    'With a token one gets in at once; a hash lets somebody try passwords at leisure. That a closed directory is around it holds only as long as nobody copies the file.',
  readableFix: (file: string) => `Let only yourself read it: chmod 600 '${file}'`,
  directoriesFine: 'Jupyter may use its directories.',
  configDirForeign: (directory: string) =>
    `This user may not look into ${directory}: it belongs to somebody else, mostly since Jupyter was started with sudo once.`,
  configDirForeignWhy: 'Jupyter starts all the same, without a single one of the settings in it.',
  runtimeDir: (directory: string) =>
    `This user may not write in ${directory}, so Jupyter stops at its start with "Permission denied".`,
  runtimeDirUnset:
    'XDG_RUNTIME_DIR is that of another user: unset it (unset XDG_RUNTIME_DIR), or log in as this user instead of using su.',
  ownFix: (directory: string) => `Take it back: sudo chown -R "$(id -u):$(id -g)" '${directory}'`,
};
