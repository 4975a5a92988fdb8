import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../../src/python-config/index.ts';
import { keepToken, readToken } from '../../../../src/state/tokens.ts';
import { nodeSystem } from '../../../../src/system/node-system.ts';
import { Secret } from '../../../../src/system/secret.ts';
import { TestHome } from '../../../commands/run-cli.ts';
import { describePebble, FORBIDDEN_NAME, type Pebble, startPebble } from '../../../real/pebble.ts';

const QUIET = { stdin: 'null' } as const;
const STANDALONE = fileURLToPath(new URL('../../../../dist/standalone.js', import.meta.url));
const CONFIG = 'jupyter_notebook_config.py';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const run = (...args: string[]) => home.run(args, QUIET);

describePebble()('cert issue', () => {
  let pebble: Pebble;
  beforeAll(async () => {
    pebble = await startPebble();
  });
  afterAll(() => pebble.stop());

  const issue = (name: string, ...more: string[]) => {
    const server = ['--acme-server', pebble.directory, '--acme-ca', pebble.caFile];
    const port = ['--challenge-port', `${pebble.httpPort}`, '--challenge-address', '127.0.0.1'];
    return run('cert', 'issue', '--domain', name, ...server, ...port, ...more);
  };
  const leaf = () =>
    new X509Certificate(home.read('expose/server.pem').replace(/^[\s\S]*?END PRIVATE KEY-----/, ''));
  const mode = (name: string) => statSync(home.config(`expose/${name}`)).mode & 0o777;

  it('puts the certificate in place, renews it with the same account, and undo takes it back', async () => {
    const made = await issue('home.example.org', '--yes', '--json');
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(made.stdout)).toMatchObject({
      status: 'applied',
      certificate: { kind: 'letsencrypt' },
    });
    expect(made.stderr).toMatch(/terms of service of localhost/);
    expect(made.stderr).toMatch(new RegExp(`forward port 80 .* port ${pebble.httpPort}`));
    expect(['server.pem', 'account-key.pem', 'certificate.json'].map(mode)).toEqual([0o600, 0o600, 0o600]);
    expect(leaf().checkHost('home.example.org')).toBe('home.example.org');
    expect(
      leaf().verify(
        new X509Certificate(home.read('expose/server.pem').split(/(?=-----BEGIN C)/)[2] ?? '').publicKey,
      ),
    ).toBe(true);
    const { settings } = readSettings(home.read(CONFIG));
    expect(settings.find(({ key }) => key === 'ServerApp.certfile')?.value).toBe(
      home.config('expose/server.pem'),
    );
    expect(made.stdout + made.stderr).not.toMatch(/PRIVATE KEY/);

    const [account, serial] = [home.read('expose/account-key.pem'), leaf().serialNumber];
    expect(await run('renew')).toMatchObject({ code: 0 });
    expect(leaf().serialNumber).toBe(serial);
    const renewed = await run('cert', 'renew', '--all', '--yes');
    expect(renewed, renewed.stderr).toMatchObject({ code: 0 });
    expect(leaf().serialNumber).not.toBe(serial);
    expect(home.read('expose/account-key.pem')).toBe(account);

    // The schedule's program has no packages beside it.
    const alone = home.at('alone.mjs');
    copyFileSync(STANDALONE, alone);
    const before = leaf().serialNumber;
    const words = [alone, 'renew', '--all', '--scheduled'];
    const { stderr } = await promisify(execFile)(process.execPath, words, { env: home.env, cwd: home.dir });
    expect(leaf().serialNumber, stderr).not.toBe(before);
    expect(home.read('expose/account-key.pem')).toBe(account);

    expect(await run('undo', '--all', '--yes')).toMatchObject({ code: 0 });
    expect(
      Object.keys(home.tree(['expose/runs', 'expose/journal'])).filter((name) => /pem$|config/.test(name)),
    ).toEqual([]);
  });

  it.each([
    ['a name that is refused', FORBIDDEN_NAME, ['--yes'], 1],
    ['a wildcard over http-01', '*.example.org', ['--challenge', 'http-01', '--yes'], 2],
    ['no yes', 'home.example.org', [], 2],
    ['only a look', 'home.example.org', ['--dry-run'], 0],
  ] as const)('%s leaves everything as it was', async (_case, name, more, code) => {
    await run('cert', 'create', '--yes');
    const before = home.tree();
    const ended = await issue(name, ...more);
    expect(ended, ended.stderr).toMatchObject({ code });
    expect(home.tree()).toEqual(before);
  });
});

describe('cert issue without a directory', () => {
  it('says before the yes that a name shares its limit with strangers, and names the way out', async () => {
    const { code, stderr } = await run('cert', 'issue', '--domain', 'home.iptime.org', '--dry-run');
    expect(code).toBe(0);
    expect(stderr).toMatch(/iptime\.org share one allowance[\s\S]*duckdns\.org or dedyn\.io/);
  });

  it('a directory that is not there: exit 4, nothing written', async () => {
    const ended = await run(
      'cert',
      'issue',
      '--domain',
      'h.example.org',
      '--yes',
      '--acme-server',
      'https://127.0.0.1:1/d',
    );
    expect(ended).toMatchObject({ code: 4, stderr: expect.stringContaining('was not reached') });
    expect(Object.keys(home.tree()).filter((name) => /pem$|certificate/.test(name))).toEqual([]);
  });

  it('the token of the DNS provider is read from a file and shown nowhere', async () => {
    writeFileSync(home.at('token'), 'tok-12345678\n');
    const words = [
      '--domain',
      '*.home.duckdns.org',
      '--dns-token-file',
      home.at('token'),
      '--dry-run',
      '--json',
    ];
    const ended = await run('cert', 'issue', '--verbose', ...words);
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('DuckDNS') });
    expect(JSON.parse(ended.stdout).record.acme).toMatchObject({ challenge: 'dns-01', dns: 'duckdns' });
    expect(ended.stdout + ended.stderr).not.toContain('tok-12345678');
    const { files } = nodeSystem();
    await files.makeDirectory(home.at('x'));
    const kept = await keepToken(files, home.at('x'), 'duckdns', new Secret('tok-12345678'));
    await files.writeAtomic(kept.path, kept.bytes, { mode: kept.mode });
    expect(statSync(kept.path).mode & 0o777).toBe(0o600);
    const both = await keepToken(files, home.at('x'), 'desec', new Secret('tok-2'));
    await files.writeAtomic(both.path, both.bytes, { mode: both.mode });
    expect((await readToken(files, home.at('x'), 'duckdns'))?.reveal()).toBe('tok-12345678');
    expect((await readToken(files, home.at('x'), 'desec'))?.reveal()).toBe('tok-2');
    expect(kept).toMatchObject({ secret: true });
  });
});
