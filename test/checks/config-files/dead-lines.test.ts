import { describe, expect, it } from 'vitest';
import { deadLines } from '../../../src/checks/config-files/dead-lines.ts';
import { distance, nearest } from '../../../src/checks/config-files/known-names.ts';
import type { KnownClass } from '../../../src/jupyter/settings/effective.ts';

const CLASSES = new Map<string, KnownClass>([
  ['Application', { bases: ['Configurable'], own: ['log_level'] }],
  ['JupyterApp', { bases: ['Application'], own: ['answer_yes', 'config_file'] }],
  [
    'ServerApp',
    { bases: ['JupyterApp'], own: ['port', 'port_retries', 'open_browser', 'password', 'root_dir'] },
  ],
  ['ExtensionApp', { bases: ['JupyterApp'], own: ['default_url'] }],
  ['LabApp', { bases: ['ExtensionApp'], own: ['dev_mode'] }],
  ['IdentityProvider', { bases: ['LoggingConfigurable'], own: ['token'] }],
  ['PasswordIdentityProvider', { bases: ['IdentityProvider'], own: ['hashed_password'] }],
  ['FileContentsManager', { bases: ['LoggingConfigurable'], own: ['delete_to_trash'] }],
]);

function evaluate(key: string, text = `c.${key} = 1\n`) {
  const setting = { key, line: 1, text: '1', value: 1, wins: true, conditional: false };
  return deadLines({ settings: [setting] }, text, CLASSES, 'server2').map(({ id, better }) => [id, better]);
}

describe('a line that does nothing', () => {
  it.each([
    ['ServerApp.prot', 'trait-misspelt', 'ServerApp.port'],
    ['ServerApp.open_brower', 'trait-misspelt', 'ServerApp.open_browser'],
    ['ServerApp.openBrowser', 'trait-misspelt', 'ServerApp.open_browser'],
    ['SeverApp.port', 'class-misspelt', 'ServerApp.port'],
    ['serverapp.port', 'class-misspelt', 'ServerApp.port'],
    ['NotbookApp.port', 'class-misspelt', 'NotebookApp.port'],
    ['ServerApp.hashed_password', 'trait-of-another-class', 'PasswordIdentityProvider.hashed_password'],
    ['ServerApp.websocket_ping_interval', 'trait-of-newer-version', undefined],
    ['ServerApp.make_coffee', 'trait-unknown', undefined],
  ])('%s: %s', (key, id, better) => {
    expect(evaluate(key)).toEqual([[id, better]]);
  });
});

describe('no false alarm for', () => {
  it.each([
    ['a setting of the class', 'ServerApp.port'],
    ['a setting inherited from above', 'ServerApp.log_level'],
    ['a setting of a class below', 'IdentityProvider.hashed_password'],
    ["an extension's setting that the shim hands on", 'LabApp.port'],
    ['a kernel', 'IPKernelApp.matplotlib'],
    ['another program', 'JupyterHub.port'],
    ["somebody's own contents manager", 'MyFileContentsManager.root'],
    ['the class of another generation', 'NotebookApp.prot'],
    ['something inside a setting', 'ServerApp.tornado_settings.headers'],
  ])('%s: %s', (_, key) => {
    expect(evaluate(key)).toEqual([]);
  });

  it('a class that the file itself imports', () => {
    expect(evaluate('LabbApp.x')).toEqual([['class-misspelt', 'LabApp.x']]);
    expect(evaluate('LabbApp.x', 'from mine import LabbApp\nc.LabbApp.x = 1\n')).toEqual([]);
    expect(evaluate('LabbApp.x', "c.ServerApp.x = 'mine.LabbApp'\nc.LabbApp.x = 1\n")).toEqual([]);
  });
});

describe('how far a slip is', () => {
  it.each([
    ['port', 'prot', 1],
    ['password', 'pasword', 1],
    ['open_browser', 'openBrowser', 0],
    ['ip', 'port', 4],
  ])('%s and %s: %i', (a, b, off) => {
    expect(distance(a, b)).toBe(off);
    expect(distance(b, a)).toBe(off);
  });

  it('a short name allows one slip only', () => {
    expect(nearest('prt', ['port'])).toBe('port');
    expect(nearest('pt', ['port'])).toBeUndefined();
  });
});
