import { describe, expect, it } from 'vitest';
import { chooseTarget, describeTarget, parseTarget } from '../../src/jupyter/choose-target.ts';
import type { App, Installation } from '../../src/jupyter/installation/find-installations.ts';
import type { Versions } from '../../src/jupyter/installation/probe.ts';
import {
  addressSettings,
  assumedTarget,
  defaultHash,
  installedTarget,
  keyOf,
  statedTarget,
  type Target,
} from '../../src/jupyter/target.ts';

function installation(app: App, version: string, versions: Versions = {}): Installation {
  return {
    command: `jupyter ${app}`,
    app,
    version,
    executable: `/env/bin/jupyter-${app}`,
    interpreter: '/env/bin/python',
    versions,
    paths: { config: ['/h/.jupyter'], configDir: '/h/.jupyter', runtimeDir: '/r', dataDirs: [] },
    environment: { kind: 'venv', prefix: '/env' },
  };
}

const NB5 = installation('notebook', '5.7.16', { notebook: '5.7.16' });
const NB6 = installation('notebook', '6.5.7', { notebook: '6.5.7', jupyter_server: '1.24.0' });
const NB7 = installation('notebook', '7.6.5', { notebook: '7.6.5', jupyter_server: '2.21.1' });
const LAB1 = installation('lab', '2.3.2', { jupyterlab: '2.3.2', notebook: '6.4.12' });
const LAB30 = installation('lab', '3.0.16', { jupyterlab: '3.0.16', jupyter_server: '1.4.1' });
const LAB34 = installation('lab', '3.4.8', { jupyterlab: '3.4.8', jupyter_server: '1.24.0' });
const LAB36 = installation('lab', '3.6.8', { jupyterlab: '3.6.8', jupyter_server: '2.21.1' });
const LAB36_OLD = installation('lab', '3.6.8', { jupyterlab: '3.6.8', jupyter_server: '1.24.0' });
const LAB4 = installation('lab', '4.6.6', { jupyterlab: '4.6.6', jupyter_server: '2.21.1' });
const SERVER2 = installation('server', '2.21.1', { jupyter_server: '2.21.1' });

describe('the names a Jupyter gives its settings', () => {
  const rows: [string, Target, string, string, string, string][] = [
    // what, target, base, password, open_browser, hash
    [
      'notebook 5.7',
      installedTarget(NB5),
      'jupyter_notebook_config',
      'NotebookApp.password',
      'NotebookApp.open_browser',
      'sha1',
    ],
    [
      'notebook 6.5 beside a server 1',
      installedTarget(NB6),
      'jupyter_notebook_config',
      'NotebookApp.password',
      'NotebookApp.open_browser',
      'argon2',
    ],
    [
      'notebook 7',
      installedTarget(NB7),
      'jupyter_notebook_config',
      'PasswordIdentityProvider.hashed_password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'lab 2',
      installedTarget(LAB1),
      'jupyter_notebook_config',
      'NotebookApp.password',
      'NotebookApp.open_browser',
      'argon2',
    ],
    [
      'lab 3.0 on server 1.4',
      installedTarget(LAB30),
      'jupyter_server_config',
      'ServerApp.password',
      'ExtensionApp.open_browser',
      'sha1',
    ],
    [
      'lab 3.4 on server 1.24',
      installedTarget(LAB34),
      'jupyter_server_config',
      'ServerApp.password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'lab 3.6 on server 2',
      installedTarget(LAB36),
      'jupyter_server_config',
      'PasswordIdentityProvider.hashed_password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'lab 3.6 on server 1',
      installedTarget(LAB36_OLD),
      'jupyter_server_config',
      'ServerApp.password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'lab 4',
      installedTarget(LAB4),
      'jupyter_server_config',
      'PasswordIdentityProvider.hashed_password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'server 2',
      installedTarget(SERVER2),
      'jupyter_server_config',
      'PasswordIdentityProvider.hashed_password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'server 1.4 by itself',
      statedTarget('server', '1.4'),
      'jupyter_server_config',
      'ServerApp.password',
      'ServerApp.open_browser',
      'sha1',
    ],
    [
      'the newest notebook, assumed',
      assumedTarget(),
      'jupyter_notebook_config',
      'PasswordIdentityProvider.hashed_password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'notebook 5.7, stated',
      statedTarget('notebook', '5.7'),
      'jupyter_notebook_config',
      'NotebookApp.password',
      'NotebookApp.open_browser',
      'sha1',
    ],
    [
      'lab 4, stated',
      statedTarget('lab', '4'),
      'jupyter_server_config',
      'PasswordIdentityProvider.hashed_password',
      'ServerApp.open_browser',
      'argon2',
    ],
    [
      'lab 3, stated',
      statedTarget('lab', '3'),
      'jupyter_server_config',
      'ServerApp.password',
      'ExtensionApp.open_browser',
      'sha1',
    ],
    [
      'server 2, stated',
      statedTarget('server', '2'),
      'jupyter_server_config',
      'PasswordIdentityProvider.hashed_password',
      'ServerApp.open_browser',
      'argon2',
    ],
  ];
  it.each(rows)('%s', (_what, target, base, password, openBrowser, hash) => {
    expect(target.base).toBe(base);
    expect(keyOf(target, 'password')).toBe(password);
    expect(keyOf(target, 'open_browser')).toBe(openBrowser);
    expect(defaultHash(target)).toBe(hash);
  });

  it('are only those the version has', () => {
    expect(keyOf(statedTarget('notebook', '4.2'), 'password_required')).toBeUndefined();
    expect(keyOf(statedTarget('notebook', '4.2'), 'token')).toBeUndefined();
    expect(keyOf(statedTarget('notebook', '5.0'), 'password_required')).toBe('NotebookApp.password_required');
    expect(keyOf(statedTarget('notebook', '5.5'), 'allow_remote_access')).toBeUndefined();
    expect(keyOf(installedTarget(LAB34), 'password_required')).toBe('ServerApp.password_required');
    expect(keyOf(installedTarget(NB7), 'password_required')).toBe(
      'PasswordIdentityProvider.password_required',
    );
  });
});

describe("'*' as address", () => {
  it.each([
    ['5.5', { ip: '*' }],
    ['5.6', { ip: '0.0.0.0', allow_remote_access: true }],
    ['5.7.16', { ip: '0.0.0.0', allow_remote_access: true }],
    ['6.0.3', { ip: '*' }],
    ['7.6', { ip: '*' }],
  ])('on notebook %s', (version, settings) => {
    expect(addressSettings(statedTarget('notebook', version), '*')).toEqual(settings);
  });
  it('leaves a plain address alone', () => {
    expect(addressSettings(statedTarget('notebook', '5.7'), '192.168.0.9')).toEqual({ ip: '192.168.0.9' });
  });
});

describe('--target', () => {
  it.each([
    ['lab', { app: 'lab', version: undefined }],
    ['notebook@5.7', { app: 'notebook', version: '5.7' }],
    [' Server@2 ', { app: 'server', version: '2' }],
    ['lab@4.0.0rc1', { app: 'lab', version: '4.0.0rc1' }],
  ])('%s', (text, request) => {
    expect(parseTarget(text)).toEqual(request);
  });
  it.each([
    ['labb', "'labb' is no Jupyter application that can be configured here."],
    ['', "'' is no Jupyter application that can be configured here."],
    ['lab@', "'' is not a version."],
    ['lab@four', "'four' is not a version."],
    ['notebook@3.2', 'notebook 3.2 is too old to be configured here.'],
  ])('%s is refused', (text, message) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: 'usage', message }));
  });
});

describe('which Jupyter is meant', () => {
  const FULL = [NB7, LAB4, SERVER2];
  const NO_HINTS = { configFiles: [] };
  it.each([
    ['nothing installed', [], NO_HINTS, 'notebook@7.6', 'assumed', false],
    ['one installed', [LAB4, SERVER2], NO_HINTS, 'lab', 'installed', false],
    ['only a server', [SERVER2], NO_HINTS, 'server', 'installed', false],
    ['several, and nothing tells', FULL, NO_HINTS, 'notebook', 'installed', true],
    ['a config file tells', FULL, { configFiles: ['jupyter_server_config.py'] }, 'lab', 'config-file', false],
    [
      'a JSON file tells as well',
      FULL,
      { configFiles: ['jupyter_server_config.json'] },
      'lab',
      'config-file',
      false,
    ],
    [
      'two config files tell nothing',
      FULL,
      { configFiles: ['jupyter_notebook_config.py', 'jupyter_server_config.py'] },
      'notebook',
      'installed',
      true,
    ],
    [
      'a file of another kind',
      FULL,
      { configFiles: ['jupyter_lab_config.py'] },
      'notebook',
      'installed',
      true,
    ],
    [
      'the last run beats the file',
      FULL,
      { last: 'server', configFiles: ['jupyter_notebook_config.py'] },
      'server',
      'last-run',
      false,
    ],
    ['a last run that is gone', [NB7], { last: 'lab', configFiles: [] }, 'notebook', 'installed', false],
    [
      'the last run with nothing installed',
      [],
      { last: 'lab@4', configFiles: [] },
      'lab@4',
      'last-run',
      false,
    ],
    ['a last run nobody understands', FULL, { last: 'x', configFiles: [] }, 'notebook', 'installed', true],
    ['the flag beats all', FULL, { flag: 'lab', last: 'server', configFiles: [] }, 'lab', 'flag', false],
    [
      'the flag states what is installed',
      FULL,
      { flag: 'notebook@7', configFiles: [] },
      'notebook',
      'flag',
      false,
    ],
    [
      'the flag states another version',
      FULL,
      { flag: 'notebook@5.7', configFiles: [] },
      'notebook@5.7',
      'flag',
      false,
    ],
    ['the flag without anything installed', [], { flag: 'lab', configFiles: [] }, 'lab@4.6', 'flag', false],
  ] as const)('%s', (_name, installed, told, target, because, ambiguous) => {
    const choice = chooseTarget(installed, told);
    expect([describeTarget(choice.target), choice.because, choice.ambiguous]).toEqual([
      target,
      because,
      ambiguous,
    ]);
  });
});
