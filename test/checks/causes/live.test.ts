import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { freePort } from '../../real/proxy.ts';
import { get, login } from '../../real/server.ts';
import type { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';

const PASSWORD = 'correct horse 배터리 🐎';
const LIVE = ['--live', '--start', '--password-stdin'];

const CONFIG = 'jupyter_server_config.py';
const CLASSIC = 'jupyter_notebook_config.py';

/** A set-up in which everything is well but for what `more` adds. */
async function setUp(bench: Bench, more = '', algorithm: 'argon2' | 'sha1' = 'argon2'): Promise<void> {
  const classic = bench.environment.name.startsWith('nb6');
  const [name, server, provider, trait] = classic
    ? [CLASSIC, 'NotebookApp', 'NotebookApp', 'password']
    : [CONFIG, 'ServerApp', 'PasswordIdentityProvider', 'hashed_password'];
  const lines = [
    `c.${server}.port = ${await freePort()}`,
    `c.${server}.port_retries = 0`,
    `c.${provider}.${trait} = '${await hashPassword(PASSWORD, algorithm)}'`,
    `c.${provider}.password_required = True`,
    more,
  ];
  bench.home.write(name, `${lines.join('\n')}\n`, 0o600);
}

/** A kernel called python3 in the person's own data directory, which beats the one of the environment. */
function writeKernel(bench: Bench, argv: readonly string[]): void {
  const directory = bench.home.at('.local/share/jupyter/kernels/python3');
  mkdirSync(directory, { recursive: true });
  const spec = { argv, display_name: 'Python 3', language: 'python' };
  writeFileSync(join(directory, 'kernel.json'), JSON.stringify(spec));
}

const START_A_KERNEL = `
import sys
from traitlets.config.loader import PyFileConfigLoader
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
specs = KernelSpecManager(config=PyFileConfigLoader(sys.argv[1]).load_config())
assert specs.find_kernel_specs(), 'no kernel'
manager = KernelManager(kernel_name='python3', kernel_spec_manager=specs)
manager.start_kernel()
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=20)
finally:
    manager.shutdown_kernel(now=True)
`;

/** Jupyter's own parts, with its own config, cannot bring a kernel up. */
async function noKernelComes(bench: Bench): Promise<void> {
  const file = bench.environment.name.startsWith('nb6') ? CLASSIC : CONFIG;
  const command = [bench.environment.python, '-c', START_A_KERNEL, bench.home.config(file)];
  const { code, stderr } = await bench.exec(command);
  expect(code, stderr).not.toBe(0);
}

const kernelRow = { symptom: noKernelComes, doctor: () => LIVE, input: `${PASSWORD}\n` } as const;

describeCauses('a notebook opens, but no kernel comes', [
  {
    ...kernelRow,
    id: 'kernel-none',
    what: 'only kernels are allowed that are not installed',
    on: 'nb7',
    prepare: (bench) => setUp(bench, "c.KernelSpecManager.allowed_kernelspecs = {'ir'}"),
  },
  {
    ...kernelRow,
    id: 'kernel-spec-broken',
    what: 'the Python of a kernel was uninstalled',
    on: 'nb64',
    async prepare(bench) {
      await setUp(bench);
      writeKernel(bench, ['/opt/gone/bin/python', '-m', 'ipykernel_launcher', '-f', '{connection_file}']);
    },
  },
  {
    ...kernelRow,
    id: 'kernel-module-missing',
    what: 'the Python of a kernel has no ipykernel',
    on: 'nb64',
    async prepare(bench) {
      await setUp(bench);
      const bare = bench.home.at('bare');
      const made = await bench.exec([bench.environment.python, '-m', 'venv', '--without-pip', bare]);
      expect(made.code, made.stderr).toBe(0);
      const python = join(bare, 'bin', 'python');
      writeKernel(bench, [python, '-m', 'ipykernel_launcher', '-f', '{connection_file}']);
    },
  },
  {
    ...kernelRow,
    id: 'kernel-dies',
    what: 'a file that runs when IPython starts ends it',
    on: 'nb64',
    async prepare(bench) {
      await setUp(bench);
      const directory = bench.home.at('.ipython/profile_default/startup');
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, '00-first.py'), 'import os\nos._exit(3)\n');
    },
  },
]);

/** Parts of the page come from a place that does not answer. */
const CDN = 'http://127.0.0.1:9/static/';

describeCauses('the login succeeds, and the page does not work', [
  {
    id: 'page-part-missing',
    what: 'static_url_prefix of a CDN that is gone',
    on: 'nb64',
    prepare: (bench) => setUp(bench, `c.NotebookApp.tornado_settings = {'static_url_prefix': '${CDN}'}`),
    async symptom(bench) {
      const server = await bench.start();
      const { body } = await get({ host: '127.0.0.1', port: server.port, path: 'login' });
      await server.stop();
      expect(body).toContain(`src="${CDN}`);
    },
    doctor: () => LIVE,
    input: `${PASSWORD}\n`,
  },
  {
    id: 'page-missing',
    what: 'default_url leads to an extension that is switched off',
    on: 'nb64',
    prepare: (bench) => setUp(bench, "c.NotebookApp.default_url = '/voila/tree'"),
    async symptom(bench) {
      const server = await bench.start();
      const { status } = await get({ host: '127.0.0.1', port: server.port, path: 'voila/tree' });
      await server.stop();
      expect(status).toBe(404);
    },
    doctor: () => LIVE,
    input: `${PASSWORD}\n`,
  },
]);

async function isRefused(bench: Bench): Promise<void> {
  const server = await bench.start();
  const answer = await login({ host: '127.0.0.1', port: server.port, password: `${PASSWORD}!` });
  const right = await login({ host: '127.0.0.1', port: server.port, password: PASSWORD });
  await server.stop();
  expect(answer.status).toBe(401);
  expect(right.status).toBe(bench.environment.name === 'nb60' ? 401 : 302);
}

describeCauses('the password that was typed is refused', [
  {
    id: 'password-wrong',
    what: 'another password is set than the one that was typed',
    on: 'nb64',
    prepare: (bench) => setUp(bench),
    symptom: isRefused,
    doctor: () => LIVE,
    input: `${PASSWORD}!\n`,
  },
  {
    id: 'hash-not-understood',
    what: 'the hash is of a form that this Jupyter does not know',
    on: 'nb60',
    prepare: (bench) => setUp(bench),
    symptom: isRefused,
    doctor: () => LIVE,
    input: `${PASSWORD}\n`,
  },
]);
