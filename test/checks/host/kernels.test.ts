import { expect, it } from 'vitest';
import { machineChecks } from '../../../src/checks/host/checks.ts';
import type { Installation } from '../../../src/jupyter/installation/find-installations.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { problems, runRecorded } from '../recorded.ts';

const DATA = '/home/min/.local/share/jupyter';
const installed: Installation = {
  app: 'lab',
  command: 'jupyter lab',
  version: '4.4.0',
  executable: '/opt/venv/bin/jupyter-lab',
  interpreter: '/opt/venv/bin/python',
  versions: { jupyterlab: '4.4.0', ipykernel: '6.29.0' },
  paths: { config: [], configDir: '/home/min/.jupyter', runtimeDir: '', dataDirs: [DATA] },
  environment: { kind: 'venv', prefix: '/opt/venv' },
};
const START = ['python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'];
const spec = (change: object) => JSON.stringify({ argv: START, display_name: 'x', ...change });

const ROWS = [
  ['the one that ipykernel writes', 'python3', spec({ env: { A: '1' } }), []],
  ['no connection file', 'python3', spec({ argv: START.slice(0, 3) }), ['fail kernel-spec-invalid']],
  ['a number in env', 'r', spec({ env: { THREADS: 4 } }), ['warn kernel-spec-invalid']],
  ['env is nothing', 'python3', spec({ env: null }), ['fail kernel-spec-invalid']],
  [
    'a command with ~',
    'python3',
    spec({ argv: ['~/venv/bin/python', ...START] }),
    ['fail kernel-spec-broken'],
  ],
  ['a number in the command', 'python3', spec({ argv: [...START, 1] }), ['fail kernel-spec-unreadable']],
  ['a byte order mark', 'python3', `\ufeff${spec({})}`, ['fail kernel-spec-unreadable']],
] as const;

const kernels = machineChecks.filter(({ id }) => id === 'kernels');

it.each(ROWS)('a kernel.json: %s', async (_what, name, content, expected) => {
  const files = { [`${DATA}/kernels/${name}/kernel.json`]: content };
  const facts = { target: { ...statedTarget('lab'), installed }, installations: [installed] };
  const found = await runRecorded([{ ...kernels[0], needs: [] } as (typeof kernels)[number]], {
    files,
    facts,
  });
  expect(problems(found)).toEqual(expected);
});
