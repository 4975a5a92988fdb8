import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namesOfComputer } from '../../../src/certificates/names.ts';
import { ownAddresses } from '../../../src/net/node/addresses.ts';
import { writeRenewalRecord } from '../../../src/renewal/record.ts';
import { statePaths } from '../../../src/state/paths.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { makeAuthority } from '../../real/certificates.ts';
import { Bench, type ShownFinding } from './bench.ts';
import { describeCauses } from './causes.ts';
import { ask, certificatesOf } from './tls-bench.ts';
import { authorityPem, exposeOf, fakeCron, issued, ours, pathsOf, timer } from './tls-local-ca.ts';

const { geteuid } = process;

describeCauses('a device that trusts our own authority refuses the server', [
  {
    id: 'tls-authority',
    what: 'ca.pem is another authority than the one that signed the certificate',
    on: 'nb64',
    prepare: async (bench) => {
      await ours(bench);
      writeFileSync(pathsOf(bench).authority, makeAuthority(certificatesOf(bench)).certPem);
    },
    symptom: async (bench) => {
      const server = await bench.start();
      expect(await ask(server.port, { ca: authorityPem(bench) })).toBe('SELF_SIGNED_CERT_IN_CHAIN');
      await server.stop();
    },
  },
  {
    id: 'tls-names-here',
    what: 'the computer has got another name since the certificate was made',
    on: 'nb64',
    prepare: (bench) => ours(bench, { names: { dns: ['localhost', 'former.local'], ips: ['127.0.0.1'] } }),
    symptom: async (bench) => {
      const server = await bench.start();
      const ca = authorityPem(bench);
      expect(await ask(server.port, { ca })).toMatch(/ 200 /);
      expect(await ask(server.port, { ca, servername: hostname() })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
      await server.stop();
    },
  },
]);

describeCauses('all works, but our own certificate is not safe or not kept up', [
  {
    id: 'tls-ca-key-mode',
    what: 'every user of the computer may read the key of our own authority',
    on: 'nb64',
    prepare: async (bench) => {
      await ours(bench);
      for (const directory of [exposeOf(bench), dirname(exposeOf(bench))]) chmodSync(directory, 0o755);
      chmodSync(pathsOf(bench).authorityKey, 0o644);
    },
    symptom: async (bench) => {
      const stranger = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
      const prefix = geteuid?.() === 0 ? stranger : [];
      const { stdout } = await bench.exec([...prefix, 'head', '-1', pathsOf(bench).authorityKey]);
      expect(stdout).toContain('PRIVATE KEY');
    },
  },
  {
    id: 'tls-schedule',
    what: 'a certificate of ninety days, and nothing renews it',
    on: 'nb64',
    prepare: issued,
    symptom: async (bench) => {
      const { server } = pathsOf(bench);
      const soon = ['openssl', 'x509', '-checkend', String(90 * 86_400), '-noout', '-in', server];
      expect((await bench.exec(soon)).stdout).toContain('will expire');
      expect((await bench.exec(['crontab', '-l'])).stdout).not.toContain('jupyter-expose');
    },
  },
]);

describeNeeds('nb64')('a certificate of our own', () => {
  let bench: Bench;
  let cron: string;
  beforeAll(() => {
    const made = environment('nb64');
    cron = fakeCron();
    bench = new Bench(new TestHome([cron, dirname(made.python)], 'ours 집 '), made, 'notebook', false);
  });
  afterAll(async () => {
    await bench.close();
    rmSync(cron, { recursive: true });
  });

  /** What the doctor says above `ok` of certificates. */
  async function alarms(): Promise<ShownFinding[]> {
    const { findings } = await bench.doctor();
    return findings.filter(({ id, status }) => id.startsWith('tls-') && status !== 'ok');
  }
  const ids = (findings: readonly ShownFinding[]) => findings.map(({ id }) => id);
  const begin = async (options = {}) => {
    rmSync(exposeOf(bench), { recursive: true, force: true });
    await ours(bench, options);
  };

  it('that was made just now needs nothing, also without a timer', async () => {
    await begin();
    expect(await alarms()).toEqual([]);
  });

  it('with a timer of an older version only gets a hint', async () => {
    await begin();
    timer(bench, cron, { version: '0.0.1' });
    const { findings } = await bench.doctor();
    expect(findings.find(({ id }) => id === 'tls-schedule')).toMatchObject({ status: 'ok' });
    expect(findings.find(({ id }) => id === 'tls-schedule')?.message).toContain('0.0.1');
  });

  it('with 97 days left is due; with 47 nothing but a timer would save it', async () => {
    await begin({ daysAgo: 300 });
    expect(await alarms()).toMatchObject([
      { id: 'tls-expires-soon', fix: expect.stringContaining('cert renew') },
    ]);
    await begin({ daysAgo: 350 });
    expect(await alarms()).toMatchObject([
      { id: 'tls-schedule', fix: expect.stringContaining('schedule install') },
      { id: 'tls-expires-soon' },
    ]);
  });

  it('that has expired is named first, and cert renew mends it', async () => {
    await begin({ daysAgo: 400 });
    const [fail] = (await alarms()).filter(({ status }) => status === 'fail');
    expect(fail).toMatchObject({ id: 'tls-expired', fix: expect.stringContaining('cert renew') });
    const renewed = await bench.home.run(['cert', 'renew', '--yes']);
    expect(renewed).toMatchObject({ code: 0 });
    expect(renewed.stdout + renewed.stderr).not.toContain('nothing is to be renewed');
    expect(await alarms()).toEqual([]);
  });

  it('of an authority that may sign for a whole top-level domain: a new one is advised, and mends it', async () => {
    await begin({ names: { dns: ['localhost', hostname(), 'dev'], ips: ['127.0.0.1'] } });
    const found = (await alarms()).find(({ id }) => id === 'tls-authority-wide');
    expect(found).toMatchObject({ status: 'warn', message: expect.stringContaining('below dev') });
    expect(found?.fix).toContain('cert create --new-authority');
    expect(await bench.home.run(['cert', 'create', '--new-authority', '--yes'])).toMatchObject({ code: 0 });
    expect(await alarms()).toEqual([]);
  });

  it.each([
    ['Node.js is gone', () => timer(bench, cron, { node: '/nowhere/node' }), /\/nowhere\/node/],
    [
      'line was taken out of cron',
      () => {
        timer(bench, cron);
        writeFileSync(join(cron, 'table'), '# nothing of ours\n');
      },
      /\(cron\)/,
    ],
    [
      'program is gone',
      () => {
        timer(bench, cron);
        rmSync(statePaths(exposeOf(bench)).program);
      },
      /jupyter-expose\.js/,
    ],
  ])('whose timer’s %s is no longer renewed', async (_what, breakIt, says) => {
    await begin();
    breakIt();
    const found = await alarms();
    expect(ids(found)).toEqual(['tls-schedule']);
    expect(found[0]?.message).toMatch(says);
    expect(found[0]?.fix).toContain('schedule install');
  });

  it('whose last renewal failed comes with what it said', async () => {
    await begin();
    timer(bench, cron);
    const results = [{ what: 'certificate', status: 'failed', message: 'the disk is full' }] as const;
    const record = { schema: 1, last: '2026-01-02T03:04:05.000Z', results } as const;
    await writeRenewalRecord(nodeSystem().files, exposeOf(bench), record);
    expect(await alarms()).toMatchObject([
      {
        id: 'tls-schedule',
        status: 'warn',
        message: expect.stringContaining('2026-01-02 03:04 UTC'),
        evidence: { text: 'the disk is full' },
      },
    ]);
  });

  it('whose ca.pem is lost gets it back from server.pem', async () => {
    await begin();
    const { authority } = pathsOf(bench);
    const before = readFileSync(authority, 'utf8');
    rmSync(authority);
    expect(await alarms()).toMatchObject([{ id: 'tls-authority', status: 'warn', fixable: true }]);
    await bench.doctor(['--fix', '--yes']);
    expect(readFileSync(authority, 'utf8')).toBe(before);
    expect(await alarms()).toEqual([]);
  });

  it('whose ca-key.pem is lost needs a new authority, which cert create makes', async () => {
    await begin();
    rmSync(pathsOf(bench).authorityKey);
    const found = await alarms();
    expect(found).toMatchObject([{ id: 'tls-authority', fix: expect.stringContaining('cert create') }]);
    const created = await bench.home.run(['cert', 'create', '--yes', '--target', 'notebook']);
    expect(created).toMatchObject({ code: 0 });
    expect(await alarms()).toEqual([]);
  });

  it('that lacks a name is mended by what the doctor says', async () => {
    const all = namesOfComputer(hostname(), ownAddresses());
    await begin({ names: { ...all, dns: all.dns.filter((name) => !name.endsWith('.local')) } });
    const found = await alarms();
    expect(found).toMatchObject([{ id: 'tls-names-here', fix: expect.stringContaining('cert renew') }]);
    await bench.home.run(['cert', 'renew', '--yes']);
    expect(await alarms()).toEqual([]);
  });

  it('of an authority that may not sign for the present name needs a new authority', async () => {
    await begin({ names: { dns: ['localhost', 'former.example'], ips: ['127.0.0.1'] } });
    const found = await alarms();
    expect(found).toMatchObject([{ id: 'tls-names-here', fix: expect.stringContaining('cert create') }]);
    await bench.home.run(['cert', 'create', '--yes', '--target', 'notebook']);
    expect(await alarms()).toEqual([]);
  });
});
