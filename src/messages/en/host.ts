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
  pythonVariable: (path: string, variable: string) => `With ${variable} the Python ${path} does not run.`,
  pythonVariableFix: (name: string) =>
    `Take it out of the environment (${glued(`unset ${name}`)}, and where it is set), then start Jupyter again.`,
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
  /** Directories that a server and its kernels use. */
  directories: {
    fine: 'Jupyter and its kernels may use their directories.',
    rootFine: 'Jupyter may use the directory that it shows.',
    closed: (path: string, at: { readonly path: string; readonly kind: string }) =>
      at.kind === 'no-directory'
        ? `${at.path} is a file, and Jupyter needs a directory there.`
        : at.kind === 'dangling'
          ? `${at.path} is a link to what is not there, and Jupyter needs a directory there.`
          : at.path === path
            ? `This user may not use ${path}: its owner or its permissions do not allow it.`
            : `This user cannot use ${path}, because ${at.path} is closed.`,
    mime: 'Jupyter reads this list of file types at its start, and ends with “Permission denied”.',
    data: 'Every notebook that is saved ends in "Permission denied" (HTTP 500).',
    ipython: 'Jupyter or its kernels stop with "Permission denied".',
    ipythonKept: 'Kernels run, but keep neither history nor settings.',
    lab: 'JupyterLab cannot read its settings and layouts (HTTP 500).',
    rootFile: (key: string, path: string) => `${key} leads to ${path}, which is a file.`,
    rootFileFix: (key: string) => `Name a directory in ${key}.`,
    rootMissing: (key: string, path: string) => `${key} is ${path}, and there is no such directory.`,
    rootMissingFix: (key: string, path: string) =>
      `Make it (${glued(`mkdir -p ${path}`)}), or correct ${key}.`,
    rootClosed: 'The page opens, and its list of files is an error.',
    rootKept: 'Files are shown, and none can be saved or made.',
    rootOther: (key: string) => `Or name a directory of your own in ${key}.`,
    danglingFix: (path: string) =>
      `Bring back what it leads to (a disk that is not mounted?), or remove the link: ${glued(`rm ${path}`)}`,
    moveFix: (path: string) => `Move the file away: ${glued(`mv ${path} ${path}.old`)}`,
    modeFix: (path: string, mode: string) => `Open it to yourself: ${glued(`chmod ${mode} ${path}`)}`,
    aclFix: (path: string) =>
      `Have its owner open it to you: ${glued(`sudo setfacl -m u:"$(id -un)":rwx ${path}`)}`,
  },
  suspended: (pid: number) =>
    `Jupyter (process ${pid}) is suspended (state T, Ctrl-Z): it accepts connections and never answers.`,
  suspendedFix: (pid: number) =>
    `Let it go on: ${glued('fg')} in its terminal, or ${glued(`kill -CONT ${pid}`)}`,
  hubFine: 'No JupyterHub decides about this Jupyter.',
  hub: (sign: string) =>
    `This Jupyter is a single-user server of JupyterHub (${sign}): the hub and its proxy decide who gets in, at which address and with which login, and not what is set here.`,
  hubFix:
    'Ask the administrators of the hub for its address; a hub of your own is set up in jupyterhub_config.py.',
  gatewayFine: 'Kernels run on this computer.',
  /** A gateway server that has the kernels. */
  gateway: {
    used: (url: string, where: string) =>
      `Kernels do not run here but on the gateway ${url}, as ${where} says.`,
    gone: (url: string, where: string) =>
      `Kernels should come from the gateway ${url}, as ${where} says, and it does not answer.`,
    why: 'No kernel starts; Jupyter answers with 503.',
    fix: (where: string) =>
      /^JUPYTER_/.test(where)
        ? `If no gateway is meant, take the variable out (${glued('unset JUPYTER_GATEWAY_URL')}, and where it is set) and start Jupyter again.`
        : `If no gateway is meant, take it out of ${where} and start Jupyter again.`,
  },
  pageSettingsFine: 'The settings of the page lead to what is there.',
  /** Settings of the page that a browser shows. */
  page: {
    pageMissing: (key: string, value: string, name: string) =>
      `${key} sends everybody to ${value} after the login, a page of ${name}, which is not installed: 404.`,
    pageMissingFix: (key: string, name: string) =>
      `Take ${key} out, or install it: ${glued(`pip install ${name}`)}`,
    assetsElsewhere: (key: string, origin: string) =>
      `${key} takes the scripts of the page from ${origin}: where that does not answer, the page stays empty.`,
    assetsElsewhereFix: (key: string) => `Take ${key} out: Jupyter has its scripts itself.`,
    assetsMissing: (key: string, directory: string) =>
      `${key} is ${directory}, where JupyterLab has none of its scripts: its page is an error.`,
    assetsMissingFix: (key: string) =>
      `Take ${key} out, or build JupyterLab there: ${glued('jupyter lab build')}`,
    baseInvalid: (key: string, value: string) =>
      `${key} is ${JSON.stringify(value)}, which is no path of a page.`,
    baseInvalidWhy: 'Jupyter starts, and every address answers with 404.',
    baseInvalidFix: (key: string, path: string) => `Write only the path: ${glued(`${key} = '${path}'`)}`,
    policy: (key: string) =>
      `The Content-Security-Policy in ${key} forbids scripts that the page needs: it stays empty, or works in part.`,
    policyFix: (needed: string) =>
      `Add ${needed} behind script-src, or leave only frame-ancestors in the policy.`,
    buffer: (key: string, bytes: number) =>
      `${key} is ${bytes} bytes: Jupyter drops every request or page that is larger.`,
    bufferFix: (key: string) => `Take ${key} out: it has 512 MB by itself.`,
    socketInvalid: (key: string, url: string) =>
      `${key} is ${url}, which is no address of a WebSocket (ws:, wss:).`,
    socketOwn: (key: string, url: string) =>
      `${key} is ${url}: the page sends the browser of each device to the device itself.`,
    socketMixed: (key: string, url: string) =>
      `${key} is ${url}, without TLS, and the page comes with TLS: browsers refuse that.`,
    socketOther: (key: string, url: string) => `${key} is ${url}, where this Jupyter does not listen.`,
    socketElsewhere: (key: string, url: string) =>
      `${key} sends the browser to ${url} for kernels, which is right only where that leads to this Jupyter.`,
    socketWhy: 'The page opens, and no kernel ever connects.',
    socketFix: (key: string) => `Take ${key} out: the page then uses the address that it came from.`,
  },
  shadow: {
    fine: 'PYTHONPATH hides no module that Jupyter needs.',
    pythonPath: (path: string, name: string) =>
      `${path} has the name of a module that Jupyter needs (${name}), and through PYTHONPATH Python takes yours: Jupyter or its kernels end at their start.`,
    pathFix: (path: string, other: string) =>
      `Give it another name: ${glued(`mv ${path} ${other}`)}, or start Jupyter without the variable: ${glued('unset PYTHONPATH')}`,
    folder: (path: string, name: string) =>
      `${path} has the name of a module that kernels need (${name}); they start in that folder and take yours: every kernel dies.`,
    folderFix: (path: string, other: string) => `Give it another name: ${glued(`mv ${path} ${other}`)}`,
  },
  kernelsFine: 'The programs of the kernels are there.',
  kernelNone: 'This Jupyter has no kernel: it shows files and runs nothing.',
  kernelNoneFix: (pip: string) => `Install the one for Python: ${glued(`${pip} install ipykernel`)}`,
  kernelUnreadable: (name: string) => `The kernel ${name} does not start: its kernel.json cannot be read.`,
  kernelFlaw: {
    'connection-file': (name: string) =>
      `The kernel ${name} never connects: the argv of its kernel.json has no {connection_file}.`,
    env: (name: string) =>
      `The kernel ${name} does not start: the env of its kernel.json must be an object with texts.`,
  },
  kernelBroken: (name: string, program: string) =>
    `The kernel ${name} does not start: its program ${program} is gone, mostly with an environment that was deleted.`,
  kernelFix: (name: string) =>
    `Remove that entry (${glued(`jupyter kernelspec remove ${name}`)}), or install the kernel again.`,
  kernelAddressFine: 'Kernels listen on this computer only.',
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
    argument: (file: string, word: string) =>
      `${file} gives Jupyter the word “${word}”, which it takes for the name of a file to open: it does not start as meant.`,
    argumentFix: (better: string) => `Write it like this: ${glued(better)}`,
    notSearched: (file: string, program: string) =>
      `${file} starts ${program} without a path, and systemd does not find it: it knows nothing of your PATH.`,
    relative: (file: string, program: string) =>
      `${file} starts ${program}, which is no absolute path: systemd takes neither ~ nor a relative one.`,
    notExecutable: (file: string, program: string) =>
      `${file} starts ${program}, which may not be executed: systemd ends with status 203/EXEC.`,
    notExecutableFix: (program: string) =>
      `Name the program of Jupyter, or allow it: ${glued(`chmod +x '${program}'`)}`,
    builtin: (file: string, word: string) =>
      `${file} starts “${word}”, a command of a shell, and systemd is none: the service does not start.`,
    shell: (file: string, word: string) =>
      `${file} has “${word}” in ExecStart, which only a shell understands: systemd passes it to Jupyter, which ends.`,
    unquoted: (file: string, word: string) =>
      `${file} gives the shell a command without quotes: it runs the first word alone, and ${word} and the rest are lost.`,
    unquotedFix: `Put the whole command into quotes, or name the program without a shell; then run ${glued('systemctl daemon-reload')}`,
    variable: (file: string, name: string) =>
      `${file} has ${name} within a word of ExecStart: systemd passes those letters to Jupyter instead of the value.`,
    variableFix: (name: string) => `Write \${${name.slice(1)}}, then run ${glued('systemctl daemon-reload')}`,
    builtinFix: `Name the jupyter of the environment by its whole path, which needs no activation: ${glued('ExecStart=/home/ME/venv/bin/jupyter lab')}`,
    section: (file: string, section: string) =>
      `ExecStart of ${file} stands below [${section}], and systemd reads it in [Service] only: the service does not start.`,
    sectionFix: 'Write [Service] above it.',
    twice: (file: string) =>
      `${file} has two ExecStart lines, and systemd refuses that: the service does not start.`,
    twiceFix: `Keep one. In a drop-in, write an empty ${glued('ExecStart=')} before the new one.`,
    quotes: (file: string) => `A quote in ExecStart of ${file} is not closed: the service does not start.`,
    quotesFix: 'Close the quote.',
    restart: (file: string, value: string) =>
      `${file} has Restart=${value}, which systemd does not know and ignores: it does not start Jupyter again.`,
    restartFix: 'Write Restart=on-failure or Restart=always.',
    oneshot: (file: string, value: string) =>
      `${file} has Type=oneshot with Restart=${value}, and systemd refuses that: the service does not start.`,
    background: (file: string) =>
      `${file} puts Jupyter into the background: systemd sees its command end and kills everything that it started.`,
    backgroundFix: 'Take the & (nohup, screen, tmux) out: systemd itself keeps Jupyter running.',
    waits: (file: string, type: string) =>
      `${file} has Type=${type}, and Jupyter never does what systemd then waits for: it is killed after 90 seconds.`,
    directory: (file: string, path: string) =>
      `${file} has WorkingDirectory=${path}, which is no directory here: systemd ends with status 200/CHDIR.`,
    directoryRelative: (file: string, path: string) =>
      `${file} has WorkingDirectory=${path}, and systemd wants an absolute path without quotes: the service does not start.`,
    directoryFix: 'Name a directory that exists, from / on; ~ alone is the home of User=.',
    envFile: (file: string, path: string) =>
      `${file} has EnvironmentFile=${path}, which does not exist: the service does not start.`,
    envFileRelative: (file: string, path: string) =>
      `${file} has EnvironmentFile=${path}, which is no absolute path: systemd ignores it.`,
    envFileFix: 'Name a file that exists, from / on; with a - before it, it may be missing.',
    group: (file: string, name: string) =>
      `${file} runs with the group ${name}, which this computer does not know: systemd ends with status 216/GROUP.`,
    groupFix: 'Take the line out: the service then has the group of its user.',
    userHere: (file: string) =>
      `${file} is a service of yours and has User=, which only the system's services may have: systemd ends with status 216/GROUP.`,
    userHereFix: 'Take the line out: it runs as you anyway.',
    target: (file: string) =>
      `${file} wants to start with multi-user.target, which services of yours do not have: it does not start by itself.`,
    targetFix: `Write ${glued('WantedBy=default.target')}, then enable it again.`,
    systemd: (file: string, text: string) => `systemd says about ${file}: ${text}`,
    systemdFix: `Correct that line, then run ${glued('systemctl daemon-reload')}`,
    user: (file: string, user: string) =>
      `${file} runs as the user ${user}, whom this computer does not know: systemd does not start it.`,
    userFix: 'Put your own user name behind User=.',
    root: (file: string) =>
      `${file} runs Jupyter as root, and with it every notebook; it also reads root's config, not yours.`,
    rootFix: 'Add User= with an ordinary user to the section [Service].',
  },
  /** Lines of cron, supervisor, rc.local and launchd. */
  launch: {
    program: (where: string, program: string) => `${where} starts ${program}, which does not exist.`,
    notSearched: (where: string, program: string, path: string) =>
      `${where} starts ${program} without a path, and there it is looked for in ${path} only: nothing starts.`,
    programFix: `Write the whole path that \`${glued('which jupyter')}\` prints.`,
    config: (where: string, path: string) =>
      `${where} starts Jupyter with --config=${path}, which does not exist there: it starts without any of the settings.`,
    configFix: (path: string) =>
      `Correct the path ${path} (~ is not understood there), or leave --config out.`,
    optionWins: (where: string, option: string, key: string) =>
      `${where} starts Jupyter with ${option}, which beats the ${key} of the config files.`,
    optionWinsFix: (option: string) => `Take ${option} out there, or set the same in the config file.`,
    otherConfig: (where: string, variable: string) =>
      `${where} sets ${variable}, so the Jupyter that starts there does not read the config files that are checked here.`,
    otherConfigFix: (variable: string) =>
      `Take ${variable} out there, or move the settings to where that Jupyter reads them.`,
    argument: (where: string, word: string) =>
      `${where} gives Jupyter the word “${word}”, which it takes for the name of a file to open: it does not start as meant.`,
    argumentFix: (better: string) => `Write it like this: ${glued(better)}`,
    home: (where: string, user: string) =>
      `${where} starts Jupyter as ${user}, and supervisor leaves it the HOME of root: it looks for its files in /root.`,
    homeFix: (user: string, home: string) =>
      `Add the line: ${glued(`environment=HOME="${home}",USER="${user}"`)}`,
    unreachable: (where: string, line: number) => `${where} is never reached: line ${line} ends the script.`,
    unreachableFix: 'Move it above that line.',
    notExecutable: (file: string) => `${file} may not be executed, so it never runs.`,
    notExecutableFix: (file: string) => `Allow it: ${glued(`sudo chmod +x ${file}`)}`,
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
