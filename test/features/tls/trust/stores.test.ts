import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { trustedBy } from '../../../../src/features/tls/trust/stores.ts';
import { en } from '../../../../src/messages/en/index.ts';
import { localSystem } from '../../../jupyter/local-system.ts';
import { makeAuthority } from '../../../real/certificates.ts';
import { APART, describeCertutil, entriesOf, TrustHome } from './trust-home.ts';

const OURS = /^jupyter-expose [0-9a-f]{16} C,,$/;

let home: TrustHome;
beforeEach(() => {
  home = new TrustHome();
});
afterEach(() => home.remove());

const undo = () => home.run(['undo', '--yes'], { stdin: 'null', prefix: APART });

describeCertutil()('cert trust with the databases of browsers', () => {
  it('adds ours, says so the second time, and undo takes out exactly ours', async () => {
    const dir = home.makeDatabase('.pki/nssdb');
    const before = entriesOf(dir);
    expect(before).toEqual(['Somebody else C,,']);
    expect(await home.cli('--store', 'chromium', '--yes')).toMatchObject({ code: 0 });
    const after = entriesOf(dir);
    expect(after.filter((one) => OURS.test(one))).toHaveLength(1);
    expect(after).toHaveLength(2);

    const again = await home.cli('--store', 'chromium', '--yes');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('There is nothing to do.');
    expect(entriesOf(dir)).toEqual(after);

    expect(await undo()).toMatchObject({ code: 0 });
    expect(entriesOf(dir)).toEqual(before);
  });

  it('does every Firefox profile, and only those that were named', async () => {
    const first = home.makeDatabase('.mozilla/firefox/ab12.default');
    const second = home.makeDatabase('.mozilla/firefox/집.release');
    expect((await home.cli('--store', 'firefox:집.release', '--yes')).code).toBe(0);
    expect(entriesOf(first)).toEqual(['Somebody else C,,']);
    expect(entriesOf(second)).toHaveLength(2);
    const system = localSystem({ env: home.env, home: home.dir });
    expect(await trustedBy(system, home.config('expose'))).toEqual(['Firefox, profile 집.release']);
  });

  it('makes the database of a Chromium that never had one', async () => {
    mkdirSync(home.at('.config/chromium'), { recursive: true });
    const trusted = await home.cli('--store', 'chromium', '--yes');
    expect(trusted.code).toBe(0);
    expect(trusted.stderr).toContain(en.trust.restartBrowser);
    expect(entriesOf(home.at('.pki/nssdb'))).toEqual([expect.stringMatching(OURS)]);
    expect((await undo()).code).toBe(0);
    expect(entriesOf(home.at('.pki/nssdb'))).toEqual([]);
  });

  it('changes nothing without a yes, and prints lines that do it when they are typed', async () => {
    mkdirSync(home.at('.config/chromium'), { recursive: true });
    const shown = await home.cli('--store', 'chromium');
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.stderr).not.toContain(en.trust.restartBrowser);
    expect(shown.stderr).toContain('--yes');
    expect(existsSync(home.at('.pki'))).toBe(false);
    expect(existsSync(home.config('expose/journal'))).toBe(false);
    const lines = shown.stdout.split('\n').filter((line) => line.startsWith('  '));
    expect(lines).toHaveLength(2);
    execFileSync('/bin/sh', ['-e', '-c', lines.join('\n')], { env: home.env });
    const after = await home.cli('--store', 'chromium', '--json');
    const { status, stores } = JSON.parse(after.stdout);
    expect({ status, states: stores.map(({ state }: { state: string }) => state) }).toEqual({
      status: 'unchanged',
      states: ['trusted'],
    });
  });

  it('sees that the authority which a browser trusts is an older one of ours', async () => {
    const dir = home.makeDatabase('.pki/nssdb');
    expect((await home.cli('--store', 'chromium', '--yes')).code).toBe(0);
    home.write('expose/ca.pem', makeAuthority(home.at('made'), 'newer').certPem);
    const { stdout } = await home.cli('--store', 'chromium');
    expect(stdout).toContain('does not trust it yet');
    expect((await home.cli('--store', 'chromium', '--yes')).code).toBe(0);
    expect(entriesOf(dir).filter((one) => OURS.test(one))).toHaveLength(2);
    // The newer run alone is taken back.
    expect((await undo()).code).toBe(0);
    expect(entriesOf(dir).filter((one) => OURS.test(one))).toHaveLength(1);
  });

  it('a store that cannot be written to leaves everything as it was, and says what certutil said', async () => {
    const good = home.makeDatabase('.mozilla/firefox/a.good');
    const bad = home.makeDatabase('.mozilla/firefox/b.bad');
    execFileSync('/bin/sh', ['-c', 'echo nonsense > "$1/cert9.db"', 'sh', bad]);
    const result = await home.cli('--store', 'firefox:a.good', 'firefox:b.bad', '--yes');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('certutil');
    expect(entriesOf(good)).toEqual(['Somebody else C,,']);
  });

  it('--json tells the authority, the stores and the steps for devices; --dry-run changes nothing', async () => {
    home.makeDatabase('.pki/nssdb');
    const { stdout, code } = await home.cli('--store', 'chromium', '--json', '--dry-run', '--yes');
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      schema: 1,
      status: 'planned',
      ca: {
        path: home.config('expose/ca.pem'),
        fingerprint256: home.x509.fingerprint256,
        notAfter: new Date(home.x509.validTo).toISOString(),
      },
      stores: [{ id: 'chromium', state: 'not-trusted', commands: [expect.stringContaining('certutil -A')] }],
    });
    expect(document.devices.map(({ id }: { id: string }) => id)).toEqual(['ios', 'android']);
    expect(entriesOf(home.at('.pki/nssdb'))).toEqual(['Somebody else C,,']);
  });

  it('knows no store of that name', async () => {
    const { code, stderr } = await home.cli('--store', 'netscape', '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('netscape');
  });
});
