import { describe, expect, it } from 'vitest';
import { environmentChecks } from '../../../src/checks/host/checks.ts';
import { unglued } from '../../../src/messages/command-line.ts';
import { problems, type Recording, runRecorded } from '../recorded.ts';

const WSL2 = { '/proc/version': 'Linux version 5.15.90.1-microsoft-standard-WSL2 (gcc)' };
const WSL1 = { '/proc/version': 'Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)' };
const PLAIN = { '/proc/version': 'Linux version 6.1.0 (debian-kernel@lists.debian.org)' };
const LAB_IMAGE = { '/.dockerenv': '', '/proc/1/cmdline': 'tini\0-g\0--\0start-notebook.sh\0' };
const DEVELOPMENT = { '/.dockerenv': '', '/proc/1/cmdline': 'sleep\0infinity\0' };

const ROWS: readonly [string, Recording, readonly string[]][] = [
  ['WSL 2, everybody may come in', { files: WSL2, traits: { ip: '*' } }, ['warn wsl-nat']],
  ['WSL 2, and wslinfo says nat', { files: WSL2, wslinfo: 'nat\n', traits: { ip: '*' } }, ['warn wsl-nat']],
  ['WSL 2, mirrored by wslinfo', { files: WSL2, wslinfo: 'mirrored\n', traits: { ip: '*' } }, []],
  [
    'WSL 2, mirrored by .wslconfig',
    {
      files: { ...WSL2, '/mnt/c/Users/Min/.wslconfig': '[wsl2]\r\nnetworkingMode=mirrored\r\n' },
      traits: { ip: '*' },
    },
    [],
  ],
  ['WSL 2, for this computer only', { files: WSL2, traits: { ip: 'localhost' } }, []],
  ['WSL 1 shares the network of Windows', { files: WSL1, traits: { ip: '*' } }, []],
  ['a computer of its own', { files: PLAIN, traits: { ip: '*' } }, []],
  [
    'a container made for Jupyter, on loopback',
    { files: LAB_IMAGE, traits: { ip: '127.0.0.1' } },
    ['warn container-loopback'],
  ],
  [
    'a pod made for Jupyter, on loopback',
    {
      files: { '/proc/1/cmdline': 'jupyter-lab\0' },
      env: { KUBERNETES_SERVICE_HOST: '10.0.0.1' },
      traits: { ip: 'localhost' },
    },
    ['warn container-loopback'],
  ],
  [
    'a container made for Jupyter, open',
    { files: LAB_IMAGE, traits: { ip: '0.0.0.0' } },
    ['unknown container'],
  ],
  ['a container to work in, on loopback', { files: DEVELOPMENT, traits: { ip: '127.0.0.1' } }, []],
  ['PID 1 is Jupyter, but no container', { files: { '/proc/1/cmdline': 'jupyter-lab\0' }, traits: {} }, []],
];

describe('what the computer lies in (recorded)', () => {
  it.each(ROWS)('%s', async (_what, recording, expected) => {
    expect(problems(await runRecorded(environmentChecks, recording))).toEqual(expected);
  });

  it('a container that is open says which port must be published', async () => {
    const findings = await runRecorded(environmentChecks, {
      files: LAB_IMAGE,
      traits: { ip: '*', port: 9000 },
    });
    const container = findings.find(({ id }) => id === 'container');
    expect(container?.status).toBe('unknown');
    expect(unglued(container?.message ?? '')).toContain('-p 9000:9000');
  });

  it('root is the one warning that root gets', async () => {
    const user = { name: 'root', isRoot: true, sudoUser: undefined, hostName: 'desk' };
    const findings = await runRecorded(environmentChecks, {
      files: PLAIN,
      facts: { user },
      traits: { ip: '*' },
    });
    expect(problems(findings)).toEqual(['warn root']);
  });
});
