import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFits, readPem } from '../../../src/certificates/pem.ts';
import { readSettings } from '../../../src/python-config/index.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { withoutPrivilege } from '../../commands/without-privilege.ts';
import { lockKey, makeCertificate } from '../../real/certificates.ts';

const CONFIG = 'jupyter_notebook_config.py';
const QUIET = { stdin: 'null' } as const;
const pki = new TestHome();
const made = (name: string, options = {}) => makeCertificate(pki.dir, name, options);

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());
afterAll(() => pki.remove());

const run = (...args: string[]) => home.run(args, QUIET);
const mode = (name: string) => statSync(home.config(`expose/${name}`)).mode & 0o777;
const served = () => readPem(Buffer.from(home.read('expose/server.pem')));
const leaf = () => new X509Certificate(served().certificates[0]?.pem ?? '');
const setting = (name: string) =>
  readSettings(home.read(CONFIG)).settings.find(({ key, wins }) => wins && key === `ServerApp.${name}`)
    ?.value;
function expectPair(): void {
  const { certificates, keys } = served();
  const [certificate] = certificates;
  const [key] = keys;
  expect(certificate !== undefined && key !== undefined && keyFits(certificate, key)).toBe(true);
}

describe('cert create', () => {
  it('makes an authority and a certificate, and names it in the config; again changes nothing; undo takes it back', async () => {
    expect(await run('cert', 'create', '--yes')).toMatchObject({ code: 0 });
    expect([mode('server.pem'), mode('ca-key.pem'), mode('ca.pem'), mode('certificate.json')]).toEqual([
      0o600, 0o600, 0o644, 0o600,
    ]);
    expectPair();
    expect(leaf().verify(new X509Certificate(home.read('expose/ca.pem')).publicKey)).toBe(true);
    expect(leaf().checkHost('localhost', { subject: 'never' })).toBe('localhost');
    expect(setting('certfile')).toBe(home.config('expose/server.pem'));

    const before = home.tree();
    const again = await run('cert', 'create', '--yes', '--json');
    expect(again).toMatchObject({ code: 0 });
    const served = [{ id: 'cert-served', status: 'unknown' }];
    const unchanged = { schema: 1, status: 'unchanged', changes: [], findings: served };
    expect(JSON.parse(again.stdout)).toMatchObject(unchanged);
    expect(home.tree()).toEqual(before);

    expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
    expect(existsSync(home.config('expose/server.pem'))).toBe(false);
    expect(existsSync(home.config(CONFIG))).toBe(false);
  });

  it('adds a name and keeps it; the authority stays, also for a new certificate', async () => {
    await run('cert', 'create', '--yes');
    const authority = home.read('expose/ca.pem');
    expect(await run('cert', 'create', '--name', 'lab.local', '192.168.7.7', '--yes')).toMatchObject({
      code: 0,
    });
    expect(leaf().checkHost('lab.local', { subject: 'never' })).toBe('lab.local');
    const first = leaf().serialNumber;
    expect(await run('cert', 'create', '--renew', '--yes')).toMatchObject({ code: 0 });
    expect(leaf().serialNumber).not.toBe(first);
    expect(leaf().checkHost('lab.local', { subject: 'never' })).toBe('lab.local');
    expect(leaf().checkIP('192.168.7.7')).toBe('192.168.7.7');
    expect(home.read('expose/ca.pem')).toBe(authority);
    expectPair();
    expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
    expect(leaf().serialNumber).toBe(first);
  });

  it('replaces the authority for a public name outside of it, and says which file the devices need', async () => {
    await run('cert', 'create', '--yes');
    const authority = home.read('expose/ca.pem');
    const { code, stderr } = await run('cert', 'create', '--name', 'jupyter.example.org', '--yes');
    expect(code).toBe(0);
    expect(stderr).toContain('jupyter.example.org');
    expect(stderr).toContain('~/.jupyter/expose/ca.pem');
    expect(home.read('expose/ca.pem')).not.toBe(authority);
    expectPair();
  });

  it('takes a keyfile of another certificate out of force', async () => {
    home.write(CONFIG, "c.ServerApp.certfile = '/old.crt'\nc.ServerApp.keyfile = '/old.key'\n");
    expect(await run('cert', 'create', '--yes')).toMatchObject({ code: 0 });
    expect([setting('certfile'), setting('keyfile')]).toEqual([home.config('expose/server.pem'), '']);
    expect(home.read(CONFIG).split('\n')).toHaveLength(3);
  });

  it('--dry-run writes nothing and shows no key; a bad name is an answer (2); a no is 130', async () => {
    const dry = await run('cert', 'create', '--dry-run', '--json');
    expect(dry).toMatchObject({ code: 0 });
    expect(JSON.parse(dry.stdout)).toMatchObject({ schema: 1, status: 'planned' });
    expect(dry.stdout + dry.stderr).not.toMatch(/PRIVATE KEY|^[+ ][A-Za-z0-9+/]{60}/m);
    expect(await run('cert', 'create', '--name', 'no name', '--yes')).toMatchObject({ code: 2 });
    expect(await home.run(['cert', 'create'], { input: 'n\n' })).toMatchObject({ code: 130 });
    expect(home.tree()).toEqual({});
  });

  it('without permission: exit 4 and nothing is changed', async () => {
    home.write(CONFIG, 'c.ServerApp.port = 8888\n');
    chmodSync(home.config(''), 0o555);
    const before = home.tree();
    const { code, stderr } = await home.run(['cert', 'create', '--yes'], {
      ...QUIET,
      prefix: withoutPrivilege(),
    });
    chmodSync(home.config(''), 0o755);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(code).toBe(4);
    expect(home.tree()).toEqual(before);
  });
});

describe('cert import', () => {
  it('takes certificate, chain and key from two files, and puts them into one', async () => {
    const { chain, key, certPem } = made('own', { names: ['home.example.org'] });
    expect(await run('cert', 'import', '--cert', chain, '--key', key, '--yes')).toMatchObject({ code: 0 });
    expectPair();
    expect(mode('server.pem')).toBe(0o600);
    expect(leaf().raw.equals(new X509Certificate(certPem).raw)).toBe(true);
    expect(setting('certfile')).toBe(home.config('expose/server.pem'));
    const shown = JSON.parse((await run('cert', 'show', '--json')).stdout);
    expect(shown).toMatchObject({
      schema: 1,
      certificate: { kind: 'own', names: ['home.example.org'], inUse: true, trust: ['nobody'] },
      troubles: [],
    });
  });

  it('warns of one that is an authority as well, as tutorials make it, and takes it', async () => {
    const [key, cert] = [join(pki.dir, 'tutorial.key'), join(pki.dir, 'tutorial.crt')];
    const making = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
    const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', [...making, ...named], { stdio: 'ignore' });
    const { code, stderr } = await run('cert', 'import', '--cert', cert, '--key', key, '--yes');
    expect(code).toBe(0);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('is an authority as well');
    expectPair();
    const plain = made('own');
    const other = await run('cert', 'import', '--cert', plain.chain, '--key', plain.key, '--yes');
    expect([other.code, other.stderr]).toEqual([0, expect.not.stringContaining('authority as well')]);
  });

  const REFUSED: [what: string, files: () => string[], said: RegExp][] = [
    ['no file', () => ['--cert', '/no/such.pem'], /\/no\/such\.pem/],
    ['no --cert at all', () => [], /--cert/],
    ['a key of another certificate', () => ['--cert', made('own').cert, '--key', made('other').key], /./],
    ['no key', () => ['--cert', made('own').cert], /./],
    ['one that has expired', () => ['--cert', made('old', { days: [-9, -1] }).combined], /./],
    [
      'a locked key',
      () => ['--cert', made('own').cert, '--key', lockKey(pki.dir, 'locked', made('own').keyPem, 'secret')],
      /openssl/,
    ],
  ];
  it.each(REFUSED)('refuses %s: exit 2, nothing is written', async (_what, files, said) => {
    const { code, stderr } = await run('cert', 'import', ...files(), '--yes');
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(home.tree()).toEqual({});
  });
});

describe('cert show', () => {
  it('says that there is none: exit 0', async () => {
    const { code, stdout } = await run('cert', 'show');
    expect([code, stdout]).toEqual([0, 'There is no certificate. Jupyter speaks plain http.\n']);
    expect(JSON.parse((await run('cert', 'show', '--json')).stdout)).toEqual({
      schema: 1,
      certificate: null,
      troubles: [],
    });
  });

  it('names kind, names, dates, who trusts it and what is wrong with the files', async () => {
    await run('cert', 'create', '--yes');
    chmodSync(home.config('expose/ca-key.pem'), 0o644);
    const text = await run('cert', 'show');
    expect(text.stdout).toContain('made here, by your own authority');
    expect(text.stdout).toContain(`the devices on which ~/.jupyter/expose/ca.pem was imported`);
    expect(text.stderr).toMatch(/ca-key\.pem has mode 0644/);
    const { certificate, troubles } = JSON.parse((await run('cert', 'show', '--json')).stdout);
    expect(certificate).toMatchObject({ kind: 'self-signed', trust: ['devices'], due: false, inUse: true });
    expect(certificate.names).toEqual(expect.arrayContaining(['localhost', '127.0.0.1']));
    expect(certificate.daysLeft).toBeGreaterThan(300);
    expect(troubles).toMatchObject([{ id: 'mode', mode: '0644' }]);
  });

  it('shows a certificate that the config names and jupyter-expose did not make', async () => {
    const { cert, key } = made('theirs', { days: [-80, 10] });
    home.write(CONFIG, `c.ServerApp.certfile = '${cert}'\nc.ServerApp.keyfile = '${key}'\n`);
    const { certificate } = JSON.parse((await run('cert', 'show', '--json')).stdout);
    expect(certificate).toMatchObject({ kind: 'unknown', file: cert, due: true, inUse: true });
    rmSync(key);
    copyFileSync(made('other').key, key);
    const { troubles } = JSON.parse((await run('cert', 'show', '--json')).stdout);
    expect(troubles).toMatchObject([{ id: 'key-missing', file: key }]);
  });
});
