import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import { withoutPrivilege } from '../../commands/without-privilege.ts';
import { makeCertificate } from '../../real/certificates.ts';
import { get } from '../../real/client.ts';
import { freePort } from '../../real/proxy.ts';
import type { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';

/** A user id that is nobody's here. */
const OTHER_USER = 54_321;
const TOKEN = 'b6f1d2c3a4958677b6f1d2c3a4958677b6f1d2c3a4958677';

async function configure(bench: Bench, more = ''): Promise<void> {
  const isClassic = bench.environment.name === 'nb64';
  const section = isClassic ? 'NotebookApp' : 'ServerApp';
  const lines = [
    `c.${section}.port = ${await freePort()}`,
    `c.${section}.port_retries = 0`,
    `c.${section}.open_browser = False`,
    `c.${isClassic ? section : 'IdentityProvider'}.token = '${TOKEN}'`,
    more,
  ];
  const file = isClassic ? 'jupyter_notebook_config.py' : 'jupyter_server_config.py';
  bench.home.write(file, `${lines.join('\n')}\n`, 0o600);
}

/** Somebody else's from now on, as after `sudo jupyter`; and a person to whom that matters. */
function giveAway(bench: Bench, path: string, mode: number): void {
  chmodSync(path, mode);
  chownSync(path, OTHER_USER, OTHER_USER);
  bench.prefix = withoutPrivilege();
}

function makeForeign(bench: Bench, mode: number, ...names: string[]): string {
  const path = bench.home.at(...names);
  mkdirSync(path, { recursive: true });
  giveAway(bench, path, mode);
  return path;
}

/** Signing, which comes with each notebook that is saved, by Jupyter's own part. */
async function savesNoNotebook(bench: Bench): Promise<void> {
  const script = 'from nbformat.sign import NotebookNotary; NotebookNotary().secret';
  const { code, stderr } = await bench.exec([bench.environment.python, '-c', script]);
  expect(code).not.toBe(0);
  expect(stderr).toContain('PermissionError');
}

describeCauses('notebooks cannot be saved', [
  {
    id: 'notebook-secret-closed',
    what: 'the secret that signs notebooks belongs to root',
    on: 'nb64',
    async prepare(bench) {
      await configure(bench);
      const path = bench.home.at('.local/share/jupyter/notebook_secret');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'x');
      giveAway(bench, path, 0o600);
    },
    symptom: savesNoNotebook,
  },
  {
    id: 'data-dir-closed',
    what: 'the data directory belongs to root, the runtime directory in it does not',
    on: 'nb64',
    async prepare(bench) {
      await configure(bench);
      mkdirSync(bench.home.at('.local/share/jupyter/runtime'), { recursive: true });
      makeForeign(bench, 0o755, '.local/share/jupyter');
    },
    symptom: savesNoNotebook,
  },
  {
    id: 'root-dir-not-writable',
    what: 'the directory that is shown belongs to somebody else',
    on: 'nb64',
    async prepare(bench) {
      const path = makeForeign(bench, 0o755, 'shared');
      await configure(bench, `c.NotebookApp.notebook_dir = '${path}'`);
    },
    async symptom(bench) {
      const made = await bench.exec(['touch', bench.home.at('shared', 'new.ipynb')]);
      expect(made.code).not.toBe(0);
    },
  },
]);

describeCauses('the server does not start for this user, or shows an error', [
  {
    id: 'ipython-dir-closed',
    what: '~/.ipython belongs to root, and is closed',
    on: 'nb7',
    app: 'server',
    async prepare(bench) {
      await configure(bench);
      makeForeign(bench, 0o700, '.ipython');
    },
    symptom: async (bench) => expect(await bench.startFails()).toMatch(/Permission denied: '.*\.ipython/),
  },
  {
    id: 'root-dir-file',
    what: 'the directory that is shown is a file',
    on: 'nb64',
    async prepare(bench) {
      writeFileSync(bench.home.at('work.ipynb'), '{}');
      await configure(bench, `c.NotebookApp.notebook_dir = '${bench.home.at('work.ipynb')}'`);
    },
    symptom: async (bench) => expect(await bench.startFails()).toContain('No such notebook dir'),
  },
  {
    id: 'root-dir-closed',
    what: 'the directory that is shown is closed',
    on: 'nb64',
    async prepare(bench) {
      const path = makeForeign(bench, 0o700, 'shared');
      await configure(bench, `c.NotebookApp.notebook_dir = '${path}'`);
    },
    async symptom(bench) {
      const { port } = await bench.start();
      const headers = { authorization: `token ${TOKEN}` };
      const answer = await get({ host: '127.0.0.1', port, path: 'api/contents', headers });
      expect(answer.status).toBe(500);
    },
  },
  {
    id: 'tls-directory-closed',
    what: "the certificate lies in certbot's directory, which root has closed",
    on: 'nb64',
    async prepare(bench) {
      const { chain, key } = makeCertificate(bench.home.at('live'), 'server', { names: ['home.example'] });
      await configure(bench, `c.NotebookApp.certfile = '${chain}'\nc.NotebookApp.keyfile = '${key}'`);
      giveAway(bench, bench.home.at('live'), 0o700);
    },
    symptom: async (bench) => expect(await bench.startFails()).toContain('does not exist'),
  },
]);

const authorized = { authorization: `token ${TOKEN}` };

describeCauses('the page opens, and something on it does not', [
  {
    id: 'page-missing',
    what: "default_url = '/lab' where no JupyterLab is installed",
    on: 'nb64',
    prepare: (bench) => configure(bench, "c.NotebookApp.default_url = '/lab'"),
    async symptom(bench) {
      const { port } = await bench.start();
      const answer = await get({ host: '127.0.0.1', port, path: 'lab', headers: authorized });
      expect(answer.status).toBe(404);
    },
  },
  {
    id: 'assets-missing',
    what: 'JUPYTERLAB_DIR is a folder without the scripts of JupyterLab',
    on: 'lab3',
    app: 'lab',
    async prepare(bench) {
      mkdirSync(bench.home.at('app'));
      await configure(bench, `c.ServerApp.token = '${TOKEN}'`);
    },
    async symptom(bench) {
      const { port } = await bench.start({ env: { JUPYTERLAB_DIR: bench.home.at('app') } });
      const answer = await get({ host: '127.0.0.1', port, path: 'lab', headers: authorized });
      expect(answer.body).toContain('application assets not found');
    },
    env: (bench) => ({ JUPYTERLAB_DIR: bench.home.at('app') }),
  },
  {
    id: 'websocket-url',
    what: "websocket_url = 'wss://127.0.0.1:8888' of a server without TLS",
    on: 'nb7',
    prepare: (bench) => configure(bench, "c.ServerApp.websocket_url = 'wss://127.0.0.1:8888'"),
    async symptom(bench) {
      const { port } = await bench.start();
      const answer = await get({ host: '127.0.0.1', port, path: 'tree', headers: authorized });
      expect(answer.body).toContain('"wsUrl": "wss://127.0.0.1:8888"');
    },
  },
  {
    id: 'gateway-unreachable',
    what: 'JUPYTER_GATEWAY_URL of a gateway that is gone',
    on: 'nb64',
    prepare: (bench) => configure(bench, ''),
    async symptom(bench) {
      const { port } = await bench.start({ env: { JUPYTER_GATEWAY_URL: 'http://127.0.0.1:9' } });
      const answer = await get({ host: '127.0.0.1', port, path: 'api/status', headers: authorized });
      expect(answer.status).toBe(503);
    },
    env: () => ({ JUPYTER_GATEWAY_URL: 'http://127.0.0.1:9' }),
  },
  {
    id: 'gateway-unreachable',
    what: 'the trait of a gateway that is gone',
    on: 'nb7',
    app: 'server',
    prepare: (bench) => configure(bench, "c.GatewayClient.url = 'http://127.0.0.1:9'"),
    async symptom(bench) {
      const { port } = await bench.start();
      const answer = await get({ host: '127.0.0.1', port, path: 'api/status', headers: authorized });
      expect(answer.status).toBe(503);
    },
  },
  {
    id: 'server-suspended',
    what: 'Ctrl-Z in its terminal',
    on: 'nb64',
    async prepare(bench) {
      await configure(bench);
      const { pid } = await bench.start();
      process.kill(pid, 'SIGSTOP');
      bench.later(() => void process.kill(pid, 'SIGCONT'));
    },
    async symptom(bench) {
      const port = /port = (\d+)/.exec(bench.home.read('jupyter_notebook_config.py'))?.[1];
      const { code } = await bench.exec(['curl', '-s', '-m', '1', `http://127.0.0.1:${port}/api`]);
      expect(code, 'connected, and no answer in time').toBe(28);
    },
  },
]);
