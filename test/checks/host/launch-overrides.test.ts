import { expect, it } from 'vitest';
import { findLaunchOverrides } from '../../../src/checks/host/launch-overrides.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import type { Check } from '../../../src/situation/check.ts';
import { problems, runRecorded } from '../recorded.ts';

const UNIT = '/home/min/.config/systemd/user/jupyter.service';
const CRON = '/etc/cron.d/jupyter';
const CONFIG = '/home/min/.jupyter/jupyter_server_config.py';
const SETTINGS = "c.ServerApp.ip = '0.0.0.0'\nc.ServerApp.password = 'argon2:x'\n";
const unit = (options: string, lines = '') => ({
  [UNIT]: `[Service]\n${lines}ExecStart=/usr/bin/jupyter lab ${options}\n`,
});

const ROWS = [
  ['nothing of its own', unit('--no-browser'), []],
  ['the same value', unit('--ip=0.0.0.0'), []],
  ['another address', unit('--ip=127.0.0.1'), ['warn launch-option-wins']],
  ['another password', unit('--ServerApp.password='), ['warn launch-option-wins']],
  ['a directory that is not there', unit('--notebook-dir=/srv/gone'), ['fail root-dir-missing']],
  ['the same by its setting', unit('--ServerApp.root_dir=/srv/gone'), ['fail root-dir-missing']],
  ['what no file sets', unit('--port=9999'), []],
  ['another application', { [UNIT]: '[Service]\nExecStart=/usr/bin/jupyter notebook --ip=127.0.0.1\n' }, []],
  ['its own directory', unit('', 'Environment=JUPYTER_CONFIG_DIR=/home/min/.jupyter\n'), []],
  ['another directory', unit('', 'Environment=JUPYTER_CONFIG_DIR=/srv\n'), ['fail launch-other-config']],
  [
    'no files, in a file of variables',
    { ...unit('', 'EnvironmentFile=/etc/jupyter.env\n'), '/etc/jupyter.env': 'JUPYTER_NO_CONFIG=1\n' },
    ['fail launch-other-config'],
  ],
  ['another home, under cron', { [CRON]: 'HOME=/srv\n@reboot min jupyter lab\n' }, []],
] as const;

it.each(ROWS)('what starts Jupyter has: %s', async (_what, files, expected) => {
  const check: Check = {
    id: 'services',
    fine: () => '',
    run: ({ situation }) => findLaunchOverrides(situation),
  };
  const facts = { target: { ...statedTarget('lab'), configDir: '/home/min/.jupyter' } };
  const traits = { ip: '0.0.0.0', password: 'argon2:x' };
  const found = await runRecorded([check], {
    files: { ...files, [CONFIG]: SETTINGS },
    traits,
    facts,
  });
  expect(problems(found)).toEqual(expected);
});
