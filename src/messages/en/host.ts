import { cmd, glued } from '../command-line.ts';

/** The installed Jupyter. */
export const host = {
  fine: 'A Jupyter is installed.',
  runs: (command: string, version: string) => `${command} is installed (${version}).`,
  another: (names: string) => `The Jupyter that is meant is not installed here; there is: ${names}.`,
  anotherFix: 'Name the one you start with --target, or install the other.',
  none: 'No Jupyter was found on the PATH.',
  noneFix: `In a virtual or conda environment? Activate it, then run this again. Else: ${glued('pip install notebook')}`,
  broken: {
    'dangling-link': (path: string, wants: string) => `${path} is a link to ${wants}, which is gone.`,
    'interpreter-gone': (path: string, wants: string) => `${path} wants the Python ${wants}, which is gone.`,
    'interpreter-broken': (path: string, wants: string) =>
      `${path} wants the Python ${wants}, which does not run.`,
    'package-gone': (path: string, wants: string) =>
      `${path} is still there, but its Python has no package ${wants} any more.`,
  },
  brokenWhy: 'The command ends with an error before it reads any config file.',
  brokenFix: (app: string) =>
    `Make the environment anew, or install into it: ${glued(`python -m pip install --force-reinstall ${{ notebook: 'notebook', lab: 'jupyterlab', server: 'jupyter_server' }[app] ?? 'notebook'}`)}`,
  runningFine: 'The running Jupyter has the settings of the config files.',
  restartNeeded: (pid: number, file: string) =>
    `Jupyter (process ${pid}) was started before ${file} was last changed, so it still has the old settings.`,
  restartFix: (pid: number) =>
    `End it (${glued(`kill ${pid}`)}) and start it again: Jupyter reads its config only at the start.`,
  commandLine: (pid: number, option: string, trait: string) =>
    `Jupyter (process ${pid}) was started with ${option}, which beats the ${trait} of the config files.`,
  commandLineFix: (option: string) => `Start it without ${option}, or set the same in the config file.`,
  otherConfig: (pid: number, because: string) =>
    `Jupyter (process ${pid}) reads other config files than those that are checked here: ${because}.`,
  get otherConfigFix() {
    return `Start it as this user without that, or run ${cmd('doctor')} the way it runs (same user, same variables, --config FILE).`;
  },
  configMissing: (pid: number, option: string) =>
    `Jupyter (process ${pid}) was started with ${option}, which does not exist, so it runs without any of the settings.`,
  configMissingFix: 'Correct the path and start it again: Jupyter does not say that the file is missing.',
  secretFilesFine: 'No other user of this computer can read the hash or the token.',
  readable: (file: string, mode: string) =>
    `Every user of this computer may read ${file} (mode ${mode}), and it holds a hash or a token.`,
  readableWhy:
    'With a token one gets in at once; a hash lets somebody try passwords at leisure. That a closed directory is around it holds only as long as nobody copies the file.',
  readableFix: (file: string) => `Let only yourself read it: ${glued(`chmod 600 '${file}'`)}`,
  configDirFine: 'Jupyter may read its config directory.',
  ownershipFine: 'Only you can write the config and what this program keeps beside it.',
  ownershipWhy: 'Whoever can write there decides what runs in your name.',
  runtimeDirFine: 'Jupyter may write where it leaves a note of itself.',
  configDirForeign: (directory: string) =>
    `This user may not look into ${directory}: it belongs to somebody else, mostly since Jupyter was started with sudo once.`,
  configDirForeignWhy: 'Jupyter starts all the same, without a single one of the settings in it.',
  runtimeDir: (directory: string) =>
    `This user may not write in ${directory}, so Jupyter stops at its start with "Permission denied".`,
  runtimeDirUnset: `XDG_RUNTIME_DIR is that of another user: unset it (${glued('unset XDG_RUNTIME_DIR')}), or log in as this user instead of using su.`,
  ownFix: (directory: string) => `Take it back: ${glued(`sudo chown -R "$(id -u):$(id -g)" '${directory}'`)}`,
  kernelsFine: 'The programs of the kernels are there.',
  kernelNone: 'This Jupyter has no kernel: it shows files and runs nothing.',
  kernelNoneFix: (pip: string) => `Install the one for Python: ${glued(`${pip} install ipykernel`)}`,
  kernelUnreadable: (name: string) => `The kernel ${name} does not start: its kernel.json cannot be read.`,
  kernelBroken: (name: string, program: string) =>
    `The kernel ${name} does not start: its program ${program} is gone, mostly with an environment that was deleted.`,
  kernelFix: (name: string) =>
    `Remove that entry (${glued(`jupyter kernelspec remove ${name}`)}), or install the kernel again.`,
  kernelAddressFine: 'Kernels listen on this computer only.',
  gateway: {
    fine: 'The kernels run on this computer.',
    asks: (url: string, where: string) => `Asking the kernel gateway ${url} (${where}) …`,
    notAsked: (url: string) => `All kernels run on the gateway ${url}, which was not asked.`,
    answers: (url: string) => `All kernels run on the gateway ${url}, which answers.`,
    dead: (url: string, where: string) =>
      `All kernels are to run on the gateway ${url} (${where}), and nothing answers there: no kernel ever starts.`,
    deadFix: (where: string) =>
      where.startsWith('JUPYTER_')
        ? `Take the variable out where Jupyter is started, if the kernels should run on this computer: ${glued(`unset ${where}`)}`
        : 'Take the line out, if the kernels should run on this computer.',
  },
  servicesFine: 'The services that start Jupyter are in order.',
  /** systemd units. */
  service: {
    type: (file: string, type: string) =>
      `${file} has Type=${type}, which systemd does not know and ignores.`,
    typeFix: 'Write Type=simple, or take the line out.',
    program: (file: string, program: string) =>
      `${file} starts ${program}, which does not exist: systemd ends with status 203/EXEC.`,
    programFix: `Put the path that \`${glued('which jupyter')}\` prints into ExecStart, then run ${glued('systemctl daemon-reload')}`,
    config: (file: string, path: string) =>
      `${file} starts Jupyter with --config=${path}, which does not exist: Jupyter starts without a word and without any of the settings.`,
    configFix: (path: string) =>
      `Correct the path ${path} in ExecStart, or leave --config out; then run ${glued('systemctl daemon-reload')} and restart the service.`,
    user: (file: string, user: string) =>
      `${file} runs as the user ${user}, whom this computer does not know: systemd does not start it.`,
    userFix: 'Put your own user name behind User=.',
    root: (file: string) =>
      `${file} runs Jupyter as root, and with it every notebook; it also reads root's config, not yours.`,
    rootFix: 'Add User= with an ordinary user to the section [Service].',
  },
  userFine: 'Jupyter runs as an ordinary user.',
  container: {
    fine: 'The container lets others reach Jupyter.',
    published: (sign: string, port: number) =>
      `This is a container (${sign}): others reach Jupyter only where port ${port} is published, for example with ${glued(`docker run -p ${port}:${port}`)}`,
    loopback: (sign: string) =>
      `This is a container (${sign}), and Jupyter listens inside of it only: nothing outside gets in, whatever ports are published.`,
    loopbackFix: (port: number) =>
      `Set a password, let Jupyter listen on 0.0.0.0 and publish the port to this computer only: ${glued(`docker run -p 127.0.0.1:${port}:${port}`)}`,
  },
  wslFine: 'Under WSL Jupyter shares the network of Windows, or is meant for this computer only.',
  wslNat: 'This is WSL in its NAT mode: other devices reach Windows, but not Jupyter.',
  wslUnknown: 'This is WSL: unless its network is mirrored, other devices reach Windows, but not Jupyter.',
  wslFix: (port: number) =>
    `Write networkingMode=mirrored below [wsl2] in .wslconfig of Windows, or forward the port with ${glued('netsh interface portproxy')} (port ${port}); not verified on this system.`,
};
