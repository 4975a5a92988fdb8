import { utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { precedenceChecks } from '../../../src/checks/precedence/checks.ts';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../../environments.ts';
import { jupyterPassword } from '../../real/jupyter-password.ts';
import { Bench } from './bench.ts';
import { firstNamed } from './causes.ts';

const NOTEBOOK = 'jupyter_notebook_config.py';
const SERVER = 'jupyter_server_config.py';
const PASSWORD = 'right horse battery 1';

interface Healthy {
  readonly what: string;
  readonly on: EnvironmentName;
  readonly apps: readonly JupyterApp[];
  readonly prepare: (home: TestHome, bench: Bench) => Promise<void> | void;
  /** What spoils it, and the finding that then comes first. */
  readonly spoiled?: { readonly spoil: (home: TestHome, bench: Bench) => Promise<void>; readonly id: string };
}

const HEALTHY: readonly Healthy[] = [
  {
    what: 'one file for notebook 6 and another one for Lab 4, with different ports',
    on: 'mixed',
    apps: ['notebook', 'lab'],
    prepare: (home) => {
      home.write(NOTEBOOK, 'c.NotebookApp.port = 8801\nc.NotebookApp.open_browser = False\n');
      home.write(SERVER, 'c.ServerApp.port = 8802\nc.ServerApp.open_browser = True\n');
    },
  },
  {
    what: 'one file for notebook 6 and another one for Lab 3, with different ports',
    on: 'lab3',
    apps: ['notebook', 'lab'],
    prepare: (home) => {
      home.write(NOTEBOOK, 'c.NotebookApp.port = 8801\nc.NotebookApp.open_browser = False\n');
      home.write(SERVER, 'c.ServerApp.port = 8802\n');
    },
  },
  {
    what: "a password in the .py file, later changed with 'jupyter notebook password', which wins on notebook 6",
    on: 'nb64',
    apps: ['notebook'],
    prepare: async (home, bench) => {
      home.write(NOTEBOOK, `c.NotebookApp.password = '${await hashPassword('old one', 'sha1')}'\n`, 0o600);
      await jupyterPassword(bench.environment, 'notebook', home.dir, PASSWORD);
    },
  },
  {
    what: "an old password of 'jupyter server password', and init after it",
    on: 'nb7',
    apps: ['notebook'],
    prepare: async (home, bench) => {
      await jupyterPassword(bench.environment, 'server', home.dir, 'an old one 1');
      const { code, stderr } = await home.run(
        [
          'init',
          '--target',
          'notebook',
          '--ip',
          'localhost',
          '--port',
          '8803',
          '--no-open-browser',
          '--yes',
          '--password-stdin',
        ],
        { input: `${PASSWORD}\n` },
      );
      expect(code, stderr).toBe(0);
    },
    spoiled: {
      id: 'password-frozen',
      spoil: async (home, bench) => {
        const file = await jupyterPassword(bench.environment, 'server', home.dir, 'a newer one 1');
        const later = Date.now() / 1000 + 60;
        utimesSync(file, later, later);
      },
    },
  },
  {
    what: 'the same hash for jupyter_server 1 and 2, the same port under two names, addresses of kernels',
    on: 'nb7',
    apps: ['notebook'],
    prepare: async (home) => {
      const hash = await hashPassword(PASSWORD, 'argon2');
      home.write(
        SERVER,
        [
          `c.ServerApp.password = '${hash}'`,
          `c.PasswordIdentityProvider.hashed_password = '${hash}'`,
          'c.NotebookApp.port = 8804',
          'c.ServerApp.port = 8804',
          'import os',
          "if os.environ.get('NOWHERE'):",
          '    c.ServerApp.port = 8805',
          "c.ConnectionFileMixin.ip = '127.0.0.1'",
          '',
        ].join('\n'),
        0o600,
      );
    },
  },
  {
    what: 'the same settings for notebook 6 and for Notebook 7 in one file',
    on: 'nb57',
    apps: ['notebook'],
    prepare: (home) => {
      home.write(NOTEBOOK, 'c.NotebookApp.port = 8806\nc.ServerApp.port = 8806\n');
      home.write(SERVER, 'c.ServerApp.port = 8806\n');
    },
  },
];

for (const { what, on, apps, prepare, spoiled } of HEALTHY) {
  describeNeeds(on)(`all is well: ${what}`, () => {
    let bench: Bench | undefined;
    afterEach(() => bench?.close());

    it.each(apps)('jupyter %s', async (app) => {
      const made = environment(on);
      const home = new TestHome([dirname(made.python)], 'doctor 집 ');
      bench = new Bench(home, made, app, false);
      await prepare(home, bench);
      const { findings } = await bench.doctor();
      const ours = precedenceChecks.map(({ id }) => id);
      const problem = findings.filter(
        ({ id, status }) => id !== 'root' && (status === 'warn' || status === 'fail'),
      );
      expect(problem).toEqual([]);
      expect(
        findings.filter(({ id, status }) => ours.includes(id) && status === 'ok').map(({ id }) => id),
      ).toEqual(ours);
      if (spoiled === undefined) return;
      await spoiled.spoil(home, bench);
      expect(firstNamed((await bench.doctor()).findings)?.id).toBe(spoiled.id);
    });
  });
}
