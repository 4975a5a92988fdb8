import { describe, expect, it } from 'vitest';
import { machineChecks } from '../../../src/checks/host/checks.ts';
import { problems, type RecordedFiles, runRecorded } from '../recorded.ts';

const UNIT = '/etc/systemd/system/jupyter.service';
const COMPUTER = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nmin:x:1000:1000::/home/min:/bin/bash\n',
  '/usr/bin/jupyter': '',
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
  ['somebody else’s program', { ...COMPUTER, [UNIT]: '[Service]\nType=test\nExecStart=/bin/x\n' }, []],
];

describe('systemd units that start Jupyter (recorded)', () => {
  const services = machineChecks.filter(({ id }) => id === 'services');

  it.each(ROWS)('%s', async (_what, files, expected) => {
    expect(problems(await runRecorded(services, { files }))).toEqual(expected);
  });

  it('names the file and the line', async () => {
    const [finding] = await runRecorded(services, { files: unit(`Type=test\nUser=min\n${START}\n`) });
    expect(finding?.evidence).toEqual({ file: UNIT, line: 3, text: 'Type=test' });
  });
});
