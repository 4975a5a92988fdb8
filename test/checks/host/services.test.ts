import { describe, expect, it } from 'vitest';
import { machineChecks } from '../../../src/checks/host/checks.ts';
import { problems, type RecordedFiles, runRecorded } from '../recorded.ts';

const UNIT = '/etc/systemd/system/jupyter.service';
const COMPUTER = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nmin:x:1000:1000::/home/min:/bin/bash\n',
  '/etc/group': 'min:x:1000:\n',
  '/home/min/notes.ipynb': '',
  '/usr/bin/jupyter': '',
  '/usr/bin/bash': '',
  '/usr/bin/screen': '',
  '/home/min/.jupyter/jupyter_lab_config.py': '',
};
const unit = (text: string): RecordedFiles => ({ ...COMPUTER, [UNIT]: `[Unit]\n[Service]\n${text}` });
const START = 'ExecStart=/usr/bin/jupyter lab';

const ROWS: readonly [string, RecordedFiles, readonly string[]][] = [
  ['a good one', unit(`Type=simple\nUser=min\n${START}\n`), []],
  ['Type=test', unit(`Type=test\nUser=min\n${START}\n`), ['warn service-type']],
  ['an unknown user', unit(`User=minn\n${START}\n`), ['fail service-user-missing']],
  [
    'an unknown user, where users come from a directory service',
    { ...unit(`User=minn\n${START}\n`), '/etc/nsswitch.conf': 'passwd: files sss\n' },
    [],
  ],
  ['a user by number', unit(`User=1000\n${START}\n`), []],
  ['no user', unit(`${START}\n`), ['warn service-root']],
  [
    'a config file that is not there',
    unit(`User=min\n${START} --config=/home/.jupyter/jupyter_lab_config.py\n`),
    ['fail service-config-missing'],
  ],
  [
    'a config file named without its ending, over two lines',
    unit(`User=min\n${START} \\\n  --config /home/min/.jupyter/jupyter_lab_config\n`),
    [],
  ],
  ['a config file that only systemd knows', unit(`User=min\n${START} --config=%h/jupyter.py\n`), []],
  [
    'a program that is not there',
    unit('User=min\nExecStart=/usr/local/bin/jupyter lab\n'),
    ['fail service-program-missing'],
  ],
  ['a commented line', unit(`#Type=test\nUser=min\n${START}\n`), []],
  ['the last of two counts', unit(`Type=test\nType=simple\nUser=min\n${START}\n`), []],
  [
    'no path, and not where systemd looks',
    unit('User=min\nExecStart=jupyter-lab lab\n'),
    ['fail service-program-missing'],
  ],
  ['a relative path', unit('User=min\nExecStart=venv/bin/jupyter lab\n'), ['fail service-program-relative']],
  [
    'a path from ~ on',
    unit('User=min\nExecStart=~/venv/bin/jupyter lab\n'),
    ['fail service-program-relative'],
  ],
  ['source … &&', unit('User=min\nExecStart=source /x/activate && jupyter lab\n'), ['fail service-shell']],
  ['cd … &&', unit('User=min\nExecStart=cd /data && jupyter lab\n'), ['fail service-shell']],
  [
    'a variable within a word',
    unit(`User=min\nEnvironment=IP=0.0.0.0\n${START} --ip=$IP\n`),
    ['fail service-variable'],
  ],
  ['the same with braces', unit(`User=min\nEnvironment=IP=0.0.0.0\n${START} --ip=\${IP}\n`), []],
  [
    'a command without quotes for a shell',
    unit('User=min\nExecStart=/usr/bin/bash -c jupyter lab --port=1\n'),
    ['fail service-script-unquoted'],
  ],
  [
    'the same under a login shell',
    unit('User=min\nExecStart=/usr/bin/bash -lc /usr/bin/jupyter-lab --no-browser\n'),
    ['fail service-script-unquoted'],
  ],
  ['a variable that is words', unit(`User=min\nEnvironment=MORE=--debug\n${START} $MORE\n`), []],
  ['a variable of the shell', unit("User=min\nExecStart=/usr/bin/bash -c 'jupyter lab --port=$P'\n"), []],
  ['a redirection', unit(`User=min\n${START} > /tmp/log 2>&1\n`), ['fail service-shell']],
  ['a comment behind it', unit(`User=min\n${START} # mine\n`), ['fail service-shell']],
  ['a setting without its dashes', unit(`User=min\n${START} port=7000\n`), ['fail service-argument']],
  ['a dash of a text program', unit(`User=min\n${START} —no-browser\n`), ['fail service-argument']],
  [
    'a blank behind the sign',
    unit(`User=min\n${START} --config= /home/min/.jupyter/jupyter_lab_config.py\n`),
    ['fail service-argument'],
  ],
  [
    'a value with a sign, and a folder to open',
    unit(`User=min\n${START} --ServerApp.tornado_settings headers=1 --ip 0.0.0.0 /home/min\n`),
    [],
  ],
  ['a quote that is left open', unit(`User=min\n${START} "--port=1\n`), ['fail service-quotes']],
  ['two commands', unit(`User=min\n${START}\n${START} --port=1\n`), ['fail service-twice']],
  ['a misspelt section', { ...COMPUTER, [UNIT]: `[Servce]\n${START}\n` }, ['fail service-section']],
  [
    '& under bash',
    unit('User=min\nExecStart=/usr/bin/bash -c "jupyter lab &"\n'),
    ['fail service-background'],
  ],
  [
    '& under bash, with Type=forking',
    unit('User=min\nType=forking\nExecStart=/usr/bin/bash -c "jupyter lab &"\n'),
    [],
  ],
  [
    '& under bash, and only the first process is killed',
    unit('User=min\nKillMode=process\nExecStart=/usr/bin/bash -c "jupyter lab &"\n'),
    [],
  ],
  ['screen', unit('User=min\nExecStart=/usr/bin/screen -dmS lab jupyter lab\n'), ['fail service-background']],
  ['&& under bash', unit('User=min\nExecStart=/usr/bin/bash -c "cd /data && jupyter lab"\n'), []],
  ['Type=forking', unit(`User=min\nType=forking\n${START}\n`), ['fail service-waits']],
  ['Type=notify', unit(`User=min\nType=notify\n${START}\n`), ['fail service-waits']],
  ['Restart=allways', unit(`User=min\nRestart=allways\n${START}\n`), ['warn service-restart']],
  [
    'Type=oneshot that is always restarted',
    unit(`User=min\nType=oneshot\nRestart=always\n${START}\n`),
    ['fail service-oneshot'],
  ],
  [
    'a directory that is not there',
    unit(`User=min\nWorkingDirectory=/nope\n${START}\n`),
    ['fail service-directory'],
  ],
  [
    'a directory that is a file',
    unit(`User=min\nWorkingDirectory=/usr/bin/jupyter\n${START}\n`),
    ['fail service-directory'],
  ],
  [
    'a directory in quotes',
    unit(`User=min\nWorkingDirectory="/home/min"\n${START}\n`),
    ['fail service-directory'],
  ],
  [
    'directories that are right',
    unit(`User=min\nWorkingDirectory=~\nWorkingDirectory=-/nope\nWorkingDirectory=/home/min\n${START}\n`),
    [],
  ],
  [
    'variables that are not there',
    unit(`User=min\nEnvironmentFile=/nope\n${START}\n`),
    ['fail service-env-file'],
  ],
  ['variables that may be missing', unit(`User=min\nEnvironmentFile=-/nope\n${START}\n`), []],
  [
    'variables by a relative path',
    unit(`User=min\nEnvironmentFile=my.env\n${START}\n`),
    ['warn service-env-file'],
  ],
  ['an unknown group', unit(`User=min\nGroup=nope\n${START}\n`), ['fail service-group-missing']],
  [
    'a config from ~ on',
    unit(`User=min\n${START} --config=~/.jupyter/x.py\n`),
    ['fail service-config-missing'],
  ],
  [
    'a unit of a package, with a config that is not there',
    {
      ...COMPUTER,
      '/usr/lib/systemd/system/lab.service': `[Service]\nUser=min\n${START} --config=/nope.py\n`,
    },
    ['fail service-config-missing'],
  ],
  [
    'a unit of a package that one of the computer hides',
    {
      ...unit(`User=min\n${START}\n`),
      '/usr/lib/systemd/system/jupyter.service': `[Service]\nUser=min\n${START} --config=/nope.py\n`,
    },
    [],
  ],
  [
    'a drop-in that breaks it',
    { ...unit(`User=min\n${START}\n`), [`${UNIT}.d/mine.conf`]: '[Service]\nWorkingDirectory=/nope\n' },
    ['fail service-directory'],
  ],
  [
    'User= in a unit of the user',
    {
      ...COMPUTER,
      '/home/min/.config/systemd/user/lab.service': `[Service]\nUser=min\n${START}\n[Install]\nWantedBy=multi-user.target\n`,
    },
    ['fail service-user-here', 'warn service-target'],
  ],
  [
    'a program of cron that is not on its path',
    { ...COMPUTER, '/etc/cron.d/lab': '@reboot min jupyter-lab --port 1\n' },
    ['fail launch-program-missing'],
  ],
  [
    'one that is, by its PATH',
    { ...COMPUTER, '/etc/crontab': 'PATH=/opt/bin\n@reboot min jupyter-lab --port 1\n' },
    [],
  ],
  [
    'supervisor, with ~ in a path',
    {
      ...COMPUTER,
      '/etc/supervisor/conf.d/x.conf': '[program:x]\ncommand=/usr/bin/jupyter lab --config=~/c.py\n',
    },
    ['fail launch-config-missing'],
  ],
  [
    'supervisor, with an account and the HOME of root',
    { ...COMPUTER, '/etc/supervisor/conf.d/x.conf': '[program:x]\nuser=min\ncommand=/usr/bin/jupyter lab\n' },
    ['warn launch-home'],
  ],
  [
    'supervisor, with an account and its HOME',
    {
      ...COMPUTER,
      '/etc/supervisor/conf.d/x.conf':
        '[program:x]\nuser=min\nenvironment=HOME="/home/min"\ncommand=/usr/bin/jupyter lab\n',
    },
    [],
  ],
  [
    'a line of cron with the dash of a text program',
    { ...COMPUTER, '/etc/cron.d/lab': '@reboot min /usr/bin/jupyter lab –port=7000\n' },
    ['fail launch-argument'],
  ],
  [
    'rc.local behind its exit',
    { ...COMPUTER, '/etc/rc.local': '#!/bin/sh\nexit 0\n/usr/bin/jupyter lab &\n' },
    ['fail launch-unreachable'],
  ],
  [
    'an agent of launchd whose program is gone',
    {
      ...COMPUTER,
      '/home/min/Library/LaunchAgents/lab.plist':
        '<plist><dict><key>ProgramArguments</key><array>\n<string>/opt/gone/jupyter</string>\n<string>lab</string></array></dict></plist>',
    },
    ['fail launch-program-missing'],
  ],
  ['somebody else’s program', { ...COMPUTER, [UNIT]: '[Service]\nType=test\nExecStart=/bin/x\n' }, []],
];

describe('what starts Jupyter by itself (recorded)', () => {
  const services = machineChecks.filter(({ id }) => id === 'services');

  it.each(ROWS)('%s', async (_what, files, expected) => {
    expect(problems(await runRecorded(services, { files }))).toEqual(expected);
  });

  it('names the file and the line', async () => {
    const [finding] = await runRecorded(services, { files: unit(`Type=test\nUser=min\n${START}\n`) });
    expect(finding?.evidence).toEqual({ file: UNIT, line: 3, text: 'Type=test' });
  });
});
