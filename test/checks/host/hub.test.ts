import { expect, it } from 'vitest';
import { installationChecks } from '../../../src/checks/host/checks.ts';
import { problems, type Recording, runRecorded } from '../recorded.ts';

const SERVER = {
  pid: 7,
  port: 8888,
  url: 'http://127.0.0.1:8888/user/min/',
  hostname: '127.0.0.1',
  secure: false,
  baseUrl: '/user/min/',
  rootDir: undefined,
  version: '2.14.0',
  file: '/home/min/.local/share/jupyter/runtime/jpserver-7.json',
  family: 'server',
} as const;
const process = (cmdline: string, environ = '') => ({
  '/proc/7/cmdline': cmdline,
  '/proc/7/environ': environ,
  '/proc/7/status': 'Uid:\t1000\t1000\t1000\t1000\n',
});

const ROWS: readonly [what: string, recording: Recording, expected: readonly string[]][] = [
  [
    'a shell inside of a single-user server',
    { env: { JUPYTERHUB_SERVICE_PREFIX: '/user/min/' } },
    ['unknown hub'],
  ],
  [
    'its process',
    {
      files: process('/opt/conda/bin/python\0/opt/conda/bin/jupyterhub-singleuser\0--ip=\0'),
      facts: { runningServers: [SERVER] },
    },
    ['unknown hub'],
  ],
  [
    'its environment',
    {
      files: process('python\0-m\0jupyterlab\0', 'JUPYTERHUB_API_TOKEN=x\0'),
      facts: { runningServers: [SERVER] },
    },
    ['unknown hub'],
  ],
  [
    'a server of the user',
    {
      files: process('python\0/usr/bin/jupyter-lab\0', 'HOME=/home/min\0'),
      facts: { runningServers: [SERVER] },
    },
    [],
  ],
];

const hub = installationChecks.filter(({ id }) => id === 'hub');

it.each(ROWS)('JupyterHub decides who gets in: %s', async (_what, recording, expected) => {
  expect(problems(await runRecorded(hub, recording))).toEqual(expected);
});
