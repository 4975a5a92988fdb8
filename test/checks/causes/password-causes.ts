import { expect } from 'vitest';
import { bcryptHash } from '../../../src/jupyter/password/bcrypt.ts';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { freePort } from '../../real/proxy.ts';
import { get, login } from '../../real/server.ts';
import type { Bench } from './bench.ts';
import type { Cause } from './causes.ts';

export const RIGHT = 'right horse battery 1';

/** The status of a login with the right password on the real server. */
export async function loginStatus(bench: Bench): Promise<number> {
  const { port, stop } = await bench.start({ args: ['--no-browser', `--port=${await freePort()}`] });
  const { status } = await login({ host: '127.0.0.1', port, password: RIGHT });
  await stop();
  return status;
}

/** A cause that locks the user out, and whether the doctor can fix it without the password. */
export interface PasswordRow extends Cause {
  readonly fixes: boolean;
}

type Short = Pick<Cause, 'id' | 'what' | 'on'> & {
  readonly status: 401 | 500;
  readonly fixes?: boolean;
  readonly files: () => Promise<Readonly<Record<string, string>>>;
};

function row({ status, files, fixes = false, ...cause }: Short): PasswordRow {
  return {
    ...cause,
    fixes,
    prepare: async ({ home }) => {
      for (const [name, content] of Object.entries(await files())) home.write(name, content);
    },
    symptom: async (bench) => {
      expect(await loginStatus(bench)).toBe(status);
    },
  };
}

/** A config with a damaged hash in the usual file. */
function spoilt(
  algorithm: 'sha1' | 'argon2',
  spoil: (hash: string) => string,
  key = 'NotebookApp.password',
): Short['files'] {
  return async () => {
    const hash = spoil(await hashPassword(RIGHT, algorithm));
    return { 'jupyter_notebook_config.py': `c.${key} = ${JSON.stringify(hash)}\n` };
  };
}

const same = (hash: string) => hash;

/** Symptom: the right password is refused. */
export const REFUSED: readonly PasswordRow[] = [
  row({
    id: 'hash-misspelt',
    what: 'shad1: in the place of sha1:',
    on: 'nb57',
    status: 401,
    fixes: true,
    files: spoilt('sha1', (hash) => hash.replace('sha1', 'shad1')),
  }),
  row({
    id: 'hash-plaintext',
    what: 'the password itself in the place of its hash',
    on: 'nb64',
    status: 401,
    files: async () => ({ 'jupyter_notebook_config.py': `c.NotebookApp.password = '${RIGHT}'\n` }),
  }),
  row({
    id: 'hash-mangled',
    what: 'a shell has eaten what begins with $',
    on: 'nb64',
    status: 500,
    files: spoilt('argon2', (hash) => hash.replaceAll(/\$\w*/g, '')),
  }),
  row({
    id: 'hash-not-understood',
    what: 'an argon2 hash for notebook 6.0',
    on: 'nb60',
    status: 401,
    files: spoilt('argon2', same),
  }),
  row({
    id: 'hash-bcrypt',
    what: 'a bcrypt hash',
    on: 'nb64',
    status: 401,
    files: async () => ({
      'jupyter_notebook_config.py': `c.NotebookApp.password = '${await bcryptHash(RIGHT, 4)}'\n`,
    }),
  }),
  row({
    id: 'hash-quoted',
    what: 'quotation marks inside the quotation marks',
    on: 'nb57',
    status: 401,
    fixes: true,
    files: spoilt('sha1', (hash) => `'${hash}'`),
  }),
  row({
    id: 'hash-edge-space',
    what: 'a blank behind the hash',
    on: 'nb64',
    status: 401,
    fixes: true,
    files: spoilt('sha1', (hash) => `${hash} `),
  }),
  row({
    id: 'hash-uppercase-digest',
    what: 'a hash in capital letters',
    on: 'nb64',
    status: 401,
    fixes: true,
    files: spoilt('sha1', (hash) => hash.slice(0, 18) + hash.slice(18).toUpperCase().replace(/^\d+$/, 'A')),
  }),
  row({
    id: 'hash-double-prefix',
    what: 'argon2: twice',
    on: 'nb64',
    status: 500,
    fixes: true,
    files: spoilt('argon2', (hash) => `argon2:${hash}`),
  }),
  row({
    id: 'hash-no-prefix',
    what: 'an argon2 hash without argon2: in front, on Notebook 7',
    on: 'nb7',
    status: 401,
    fixes: true,
    files: spoilt(
      'argon2',
      (hash) => hash.slice('argon2:'.length),
      'PasswordIdentityProvider.hashed_password',
    ),
  }),
  row({
    id: 'hash-dollar-doubled',
    what: 'each $ doubled, as for Docker Compose',
    on: 'nb64',
    status: 500,
    fixes: true,
    files: spoilt('argon2', (hash) => hash.replaceAll('$', '$$$$')),
  }),
  row({
    id: 'hash-digest-shape',
    what: 'a hash that lost its last letters when it was copied',
    on: 'nb57',
    status: 401,
    files: spoilt('sha1', (hash) => hash.slice(0, -3)),
  }),
  row({
    id: 'wrong-class',
    what: 'ServerApp.password for notebook 6',
    on: 'nb64',
    status: 401,
    files: spoilt('sha1', same, 'ServerApp.password'),
  }),
  row({
    id: 'json-over-py',
    what: 'an old .json file with an empty password beside the .py file',
    on: 'nb64',
    status: 401,
    files: async () => ({
      'jupyter_notebook_config.json': '{\n  "NotebookApp": {"password": ""}\n}\n',
      ...(await spoilt('sha1', same)()),
    }),
  }),
];

/** Symptom: other devices reach the server, and its login page asks for the token in its log. */
export const ASKS_FOR_A_TOKEN: readonly Cause[] = [
  {
    id: 'password-none',
    what: 'an address for others, and no password at all',
    on: 'nb64',
    inNamespace: true,
    prepare: ({ home }) => {
      home.write('jupyter_notebook_config.py', "c.NotebookApp.ip = '0.0.0.0'\n");
    },
    symptom: asksForToken,
  },
  {
    id: 'wrong-class',
    what: 'a password of Notebook 7 for notebook 6',
    on: 'nb64',
    inNamespace: true,
    prepare: async ({ home }) => {
      const hash = await hashPassword(RIGHT, 'argon2');
      home.write(
        'jupyter_notebook_config.py',
        `c.NotebookApp.ip = '0.0.0.0'\nc.PasswordIdentityProvider.hashed_password = '${hash}'\n`,
      );
    },
    symptom: asksForToken,
  },
];

async function asksForToken(bench: Bench): Promise<void> {
  const { port } = await bench.start({ args: ['--no-browser'] });
  const page = await get({
    host: '127.0.0.1',
    port,
    path: 'login',
    ...(bench.netns && { netns: bench.netns }),
  });
  expect(page.body.includes('Token authentication is enabled')).toBe(true);
}

/** Symptom: Jupyter does not start because it requires a password. */
export const WANTS_A_PASSWORD: readonly Cause[] = [
  {
    id: 'password-none',
    what: 'password_required without a password',
    on: 'nb64',
    prepare: ({ home }) => {
      home.write('jupyter_notebook_config.py', 'c.NotebookApp.password_required = True\n');
    },
    symptom: refusesToStart,
  },
  {
    id: 'json-over-py',
    what: 'password_required, and an empty password in the .json file',
    on: 'nb64',
    prepare: async ({ home }) => {
      home.write('jupyter_notebook_config.json', '{"NotebookApp": {"password": ""}}');
      const hash = await hashPassword(RIGHT, 'sha1');
      home.write(
        'jupyter_notebook_config.py',
        `c.NotebookApp.password_required = True\nc.NotebookApp.password = '${hash}'\n`,
      );
    },
    symptom: refusesToStart,
  },
];

async function refusesToStart(bench: Bench): Promise<void> {
  expect(await bench.startFails()).toContain('only be run with a password');
}

/** The status of api/status without a login; 200 means that any client gets in. */
async function statusFor(bench: Bench, query: string): Promise<number> {
  const { port } = await bench.start({ args: ['--no-browser'] });
  const at = { host: '127.0.0.1', port, ...(bench.netns && { netns: bench.netns }) };
  return (await get({ ...at, path: `api/status${query}` })).status;
}

function tokenRow(on: 'nb64' | 'nb7', token: string): Cause {
  const [app, password, key] =
    on === 'nb64'
      ? ['NotebookApp', 'NotebookApp.password', 'NotebookApp.token']
      : ['ServerApp', 'PasswordIdentityProvider.hashed_password', 'IdentityProvider.token'];
  return {
    id: 'token-weak',
    what: `the token ${token} beside a password, on ${on}`,
    on,
    inNamespace: true,
    prepare: async ({ home }) => {
      const hash = await hashPassword(RIGHT, 'argon2');
      const lines = [`c.${app}.ip = '0.0.0.0'`, `c.${password} = '${hash}'`, `c.${key} = '${token}'`, ''];
      home.write('jupyter_notebook_config.py', lines.join('\n'), 0o600);
    },
    symptom: async (bench) => {
      expect(await statusFor(bench, `?token=${token}`)).toBe(200);
    },
  };
}

/** Symptom: a stranger gets in with a common guess. */
export const GUESSED: readonly Cause[] = [
  tokenRow('nb64', 'CHANGE_ME'),
  tokenRow('nb7', 'letmein'),
  {
    id: 'open-to-anyone',
    what: 'neither password nor token',
    on: 'nb64',
    inNamespace: true,
    prepare: ({ home }) => {
      home.write(
        'jupyter_notebook_config.py',
        "c.NotebookApp.ip = '0.0.0.0'\nc.NotebookApp.password = ''\nc.NotebookApp.token = ''\n",
      );
    },
    symptom: async (bench) => {
      expect(await statusFor(bench, '?token=CHANGE_ME')).toBe(200);
    },
  },
];
