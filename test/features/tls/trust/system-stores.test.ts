import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOwnAuthority } from '../../../../src/features/tls/trust/authority.ts';
import { findStores, mayRun, shownCommands, trustChange } from '../../../../src/features/tls/trust/stores.ts';
import type { System } from '../../../../src/system/system.ts';
import { recordedSystem } from '../../../checks/recorded.ts';
import { BIN } from '../../../commands/run-cli.ts';
import { failUnderCi } from '../../../environments.ts';
import { localSystem } from '../../../jupyter/local-system.ts';
import { APART, TrustHome } from './trust-home.ts';

let home: TrustHome;
beforeEach(() => {
  home = new TrustHome();
});
afterEach(() => home.remove());

const DEBIAN = { '/usr/sbin/update-ca-certificates': '', '/etc/ca-certificates.conf': '' };
const FEDORA = { '/usr/bin/update-ca-trust': '', '/etc/pki/ca-trust/source/anchors': '' };
const SUSE = { '/usr/sbin/update-ca-certificates': '', '/etc/pki/trust/anchors': '' };
const ARCH = { '/usr/bin/trust': '', '/etc/ca-certificates/trust-source/anchors': '' };

/** The stores of a computer of which only these files are known. */
async function look(files: Record<string, string>, system: Partial<System> = {}) {
  const authority = await readOwnAuthority(
    localSystem({ env: home.env, home: home.dir }),
    home.config('expose'),
  );
  const recorded = { ...recordedSystem({ files }), ...system };
  const stores = await findStores(recorded, authority);
  return stores.map((store) => ({ store, ...store, shown: shownCommands(store, recorded), recorded }));
}

describe('the store of the system', () => {
  it.each([
    ['debian', DEBIAN, '/usr/local/share/ca-certificates/jupyter-expose.crt', 'sudo update-ca-certificates'],
    ['fedora', FEDORA, '/etc/pki/ca-trust/source/anchors/jupyter-expose.crt', 'sudo update-ca-trust extract'],
    ['suse', SUSE, '/etc/pki/trust/anchors/jupyter-expose.crt', 'sudo update-ca-certificates'],
  ])('%s: a file among the roots, and the program that reads them', async (id, files, path, update) => {
    const stores = await look(files);
    expect(stores.map(({ location, state }) => [location.id, state])).toEqual([[id, 'not-trusted']]);
    expect(stores[0]?.shown).toEqual([expect.stringMatching(/^sudo install -D -m 644 .*ca\.pem/), update]);
    expect(stores[0]?.shown[0]).toContain(path);
  });

  it('Arch: trust anchor --store', async () => {
    const [arch, ...others] = await look(ARCH);
    expect(others).toEqual([]);
    expect(arch?.shown).toEqual([expect.stringMatching(/^sudo trust anchor --store .*ca\.pem/)]);
    expect(arch?.commands.undo).toContain('--remove');
  });

  it('trusts it already when the bundle holds it', async () => {
    const bundle = `# others\n${home.authority.certPem.replaceAll('\n', '\r\n')}`;
    const [debian] = await look({ ...DEBIAN, '/etc/ssl/certs/ca-certificates.crt': bundle });
    expect(debian?.state).toBe('trusted');
  });

  it('goes through sudo for a person, not for root; what sudo will not do is left to the person', async () => {
    const asked: string[] = [];
    const run: System['run'] = async (command, args) => {
      asked.push([command, ...args].join(' '));
      return { code: command === 'sudo' ? 1 : undefined, stdout: '', stderr: '' };
    };
    const [person] = await look(DEBIAN, { run });
    const [root] = await look(DEBIAN, { run, uid: 0 });
    if (!person || !root) throw new Error('The Debian store was not found.');
    expect(trustChange(person.store)).toMatchObject({
      command: ['/bin/sh', ...Array(5).fill(expect.any(String))],
      needsRoot: true,
      input: home.authority.certPem,
    });
    expect(trustChange(root.store).command[0]).toBe('/bin/sh');
    expect(await mayRun(person.store, person.recorded)).toBe(false);
    expect(await mayRun(root.store, root.recorded)).toBe(true);
    expect(asked).toEqual(['sudo -n true']);
  });

  it('keychain and Windows: commands of the system itself, marked as nobody tested them here', async () => {
    const run: System['run'] = async () => ({ code: 1, stdout: '', stderr: '' });
    const [mac] = await look({}, { platform: 'darwin', run });
    const [windows] = await look({}, { platform: 'win32', run });
    expect(mac?.shown[0]).toMatch(/^security add-trusted-cert -r trustRoot -k .*login\.keychain-db/);
    expect(windows?.shown[0]).toMatch(/^certutil -user -addstore Root "/);
    expect([mac?.adapter.verified, windows?.adapter.verified]).toEqual(['no', 'no']);
  });
});

it.skipIf(APART.length === 0)(
  'a test that goes wrong cannot put anything among the roots of this machine',
  () => {
    for (const path of ['/usr/local/share/ca-certificates/try.crt', '/etc/ssl/certs/try.pem']) {
      const [command = '', ...words] = [...APART, 'touch', path];
      expect(spawnSync(command, words, { encoding: 'utf8' }).stderr).toContain('Read-only file system');
      expect(existsSync(path)).toBe(false);
    }
  },
);

/** Debian's own program, on directories that are its own in this one process: the machine's roots stay as they are. */
describeDebian()('the store of a real Debian', () => {
  it('is given the authority, and undo takes it out again', () => {
    const script = [
      'set -e',
      'mount -t tmpfs none /usr/local/share/ca-certificates',
      'mount -t tmpfs none /etc/ssl/certs',
      'update-ca-certificates >/dev/null 2>&1',
      'cp /etc/ssl/certs/ca-certificates.crt "$HOME/before"',
      '"$0" "$1" cert trust --store debian --yes',
      'cp /etc/ssl/certs/ca-certificates.crt "$HOME/during"',
      'cp /usr/local/share/ca-certificates/jupyter-expose.crt "$HOME/file"',
      'openssl verify -CApath /etc/ssl/certs "$HOME/.jupyter/expose/ca.pem"',
      '"$0" "$1" cert trust --store debian --yes',
      '"$0" "$1" undo --yes',
      'cmp /etc/ssl/certs/ca-certificates.crt "$HOME/before"',
      'test -z "$(ls -A /usr/local/share/ca-certificates)"',
    ].join('\n');
    const result = spawnSync('unshare', ['-m', '/bin/sh', '-c', script, process.execPath, BIN], {
      env: { ...home.env, PATH: `${home.env.PATH}:/usr/sbin:/sbin` },
      encoding: 'utf8',
    });
    expect(result.stderr).toContain('There is nothing to do.');
    expect(result).toMatchObject({ status: 0 });
    expect(readFileSync(home.at('file'), 'utf8')).toBe(home.authority.certPem);
    const [before, during] = ['before', 'during'].map((name) => readFileSync(home.at(name), 'utf8'));
    expect(before).not.toContain(home.authority.certPem);
    expect(during).toContain(home.authority.certPem);
    expect(existsSync('/usr/local/share/ca-certificates/jupyter-expose.crt')).toBe(false);
  });
});

function describeDebian(): typeof describe | typeof describe.skip {
  const isDebian = existsSync('/usr/sbin/update-ca-certificates') && existsSync('/etc/debian_version');
  const mayMount = () => spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
  if (isDebian && process.getuid?.() === 0 && mayMount()) return describe;
  console.warn('skipped: no Debian as root with a mount namespace');
  if (isDebian) failUnderCi('a mount namespace cannot be made');
  return describe.skip;
}
