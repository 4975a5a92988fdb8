import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFits, readPem } from '../../../src/certificates/pem.ts';
import { BIN, TestHome } from '../../commands/run-cli.ts';
import { makeDice } from '../../python-config/dice.ts';
import { makeCertificate } from '../../real/certificates.ts';
import { LONG } from '../../slice.ts';

const SEED = Number(process.env.JUPYTER_EXPOSE_SEED ?? Date.now() % 1_000_000);
const KILLS = LONG ? 100 : 8;
const pki = new TestHome();
let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());
afterAll(() => pki.remove());

const run = (...args: string[]) => home.run(args, { stdin: 'null' });
const report = () => JSON.parse(home.read('expose/renewal.json'));
function serial(): string {
  const { certificates, keys } = readPem(readFileSync(home.config('expose/server.pem')));
  const [certificate] = certificates;
  const [key] = keys;
  expect(certificate !== undefined && key !== undefined && keyFits(certificate, key)).toBe(true);
  return certificate?.x509.serialNumber ?? '';
}

/** An imported certificate, and where it came from. */
async function imported(days: readonly [number, number]): Promise<string> {
  const source = home.at('theirs.pem');
  copyFileSync(makeCertificate(pki.dir, `own${days.join('_')}`, { days }).combined, source);
  expect(await run('cert', 'import', '--cert', source, '--yes')).toMatchObject({ code: 0 });
  return source;
}

describe.each([['renew'], ['cert', 'renew']])('%s %s', (...words) => {
  const command = words.filter((word) => word !== undefined);

  it('has nothing to do where there is no certificate, and where it is not due', async () => {
    expect(await run(...command)).toMatchObject({ code: 0 });
    expect(home.tree()).toEqual({});
    await run('cert', 'create', '--yes');
    const before = home.tree();
    const { code, stdout } = await run(...command, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      status: 'unchanged',
      results: [{ what: 'certificate', status: 'not-due' }],
    });
    expect(home.tree()).toEqual(before);
  });

  it('--all makes a new certificate of the same authority; undo gives the old one back', async () => {
    await run('cert', 'create', '--yes');
    const [old, authority] = [serial(), home.read('expose/ca.pem')];
    const look = await run(...command, '--all', '--dry-run');
    expect(look).toMatchObject({ code: 0 });
    expect(look.stderr).toMatch(/The certificate will be renewed\.[\s\S]*Nothing was changed/);
    expect(JSON.parse((await run('cert', 'show', '--json')).stdout).certificate.names).toContain('::1');
    expect(await run('cert', 'import', '--cert', home.dir)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('fullchain.pem'),
    });
    expect(serial()).toBe(old);
    expect(await run(...command, '--all', '--yes')).toMatchObject({ code: 0 });
    expect(serial()).not.toBe(old);
    expect(home.read('expose/ca.pem')).toBe(authority);
    expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
    expect(serial()).toBe(old);
  });
});

describe('an imported certificate', () => {
  it('is read again from its files when they hold a newer one', async () => {
    const source = await imported([-80, 10]);
    const old = serial();
    copyFileSync(makeCertificate(pki.dir, 'newer', { days: [-1, 89] }).combined, source);
    expect(await run('renew', '--yes')).toMatchObject({ code: 0 });
    expect(serial()).toBe(new X509Certificate(readFileSync(source)).serialNumber);
    expect(serial()).not.toBe(old);
  });

  const FAILS: [what: string, mend: (source: string) => void][] = [
    ['they hold the same', () => undefined],
    ['they are gone', (source) => rmSync(source)],
    ['they hold no certificate', (source) => writeFileSync(source, 'nothing')],
    [
      'key and certificate do not fit',
      (source) => {
        const [a, b] = ['x', 'y'].map((name) => makeCertificate(pki.dir, name));
        writeFileSync(source, `${a?.keyPem}${b?.certPem}`);
      },
    ],
  ];
  it.each(FAILS)('that is due fails where %s: exit 1, the old one stays', async (_what, change) => {
    const source = await imported([-80, 10]);
    const old = serial();
    change(source);
    const { code, stdout } = await run('renew', '--yes', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ results: [{ what: 'certificate', status: 'failed' }] });
    expect(serial()).toBe(old);
  });

  it('that is not due does not need its files any more', async () => {
    rmSync(await imported([-1, 89]));
    expect(await run('renew')).toMatchObject({ code: 0 });
  });
});

describe('the run of the schedule', () => {
  it('asks nobody, leaves a report that only the owner may read, and does not stand in the way of undo', async () => {
    const source = await imported([-80, 10]);
    const old = serial();
    expect(await run('renew', '--scheduled')).toMatchObject({ code: 1 });
    expect(report()).toMatchObject({ schema: 1, results: [{ what: 'certificate', status: 'failed' }] });
    expect(statSync(home.config('expose/renewal.json')).mode & 0o777).toBe(0o600);
    copyFileSync(makeCertificate(pki.dir, 'newer', { days: [-1, 89] }).combined, source);
    expect(await run('renew', '--scheduled')).toMatchObject({ code: 0 });
    expect(serial()).not.toBe(old);
    expect(report().results).toMatchObject([{ what: 'certificate', status: 'renewed' }]);
    expect(Math.abs(Date.parse(report().last) - Date.now())).toBeLessThan(600_000);
    expect(await run('renew', '--scheduled')).toMatchObject({ code: 0 });
    expect(report().results).toMatchObject([{ status: 'not-due' }]);
    const undone = await run('undo', '--yes');
    expect(undone).toMatchObject({ code: 0 });
    expect(undone.stderr).toContain('cert import');
  });

  it('does not ask a certificate service before the moment until which it asked to wait', async () => {
    await run('cert', 'create', '--yes');
    let asked = 0;
    const service = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const address = service.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const acme = { server: `https://127.0.0.1:${port}/dir`, challenge: 'http-01', port: 18_080 };
    const record = { schema: 1, kind: 'letsencrypt', names: ['home.example.org'], acme };
    home.write('expose/certificate.json', JSON.stringify(record), 0o600);
    const wait = (ms: number, also: object = {}) => {
      const notBefore = new Date(Date.now() + ms).toISOString();
      const results = [{ what: 'certificate', status: 'failed', message: 'slow down', notBefore, ...also }];
      home.write('expose/renewal.json', JSON.stringify({ schema: 1, last: notBefore, results }), 0o600);
      return notBefore;
    };
    try {
      const old = serial();
      const until = wait(3_600_000);
      expect(await run('renew', '--scheduled')).toMatchObject({ code: 1 });
      expect(asked).toBe(0);
      expect(report().results).toMatchObject([{ status: 'failed', notBefore: until }]);
      wait(3_600_000, { service: acme.server });
      expect(await run('renew', '--scheduled')).toMatchObject({ code: 1 });
      expect(asked).toBe(0);
      expect(report().results).toMatchObject([{ status: 'failed', service: acme.server }]);
      // Over; asked for by another service; nobody waits as long.
      for (const [ms, also] of [[-1_000], [3_600_000, { service: 'https://other' }], [1e12]] as const) {
        const before = asked;
        wait(ms, also);
        expect(await run('renew', '--scheduled')).toMatchObject({ code: 1 });
        expect(asked).toBeGreaterThan(before);
        expect(report().results[0].notBefore).toBeUndefined();
      }
      expect(serial()).toBe(old);
    } finally {
      service.close();
    }
  });
});

it(`kill -9 at ${KILLS} moments leaves a pair that fits, the old or the new, and the next run goes on`, async () => {
  await run('cert', 'create', '--yes');
  const dice = makeDice(SEED);
  const began = performance.now();
  await run('cert', 'renew', '--all', '--yes');
  const usual = performance.now() - began;
  let killed = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const child = spawn(process.execPath, [BIN, 'cert', 'renew', '--all', '--yes'], {
      cwd: home.dir,
      env: home.env,
      stdio: 'ignore',
    });
    const ended = new Promise<string | null>((resolve) =>
      child.once('close', (_, signal) => resolve(signal)),
    );
    await sleep(usual * (0.5 + dice.below(500) / 1000));
    child.kill('SIGKILL');
    if ((await ended) === 'SIGKILL') killed += 1;
    serial();
    const next = await run('renew');
    expect(next, `seed ${SEED}, round ${round}`).toMatchObject({ code: 0 });
    serial();
  }
  expect(killed, `seed ${SEED}`).toBeGreaterThan(0);
}, 300_000);

it('two at once: one renews, the other does so after it or gives way, and the pair fits', async () => {
  await run('cert', 'create', '--yes');
  const ends = await Promise.all([1, 2].map(() => run('cert', 'renew', '--all', '--yes')));
  const codes = ends.map(({ code }) => code);
  expect(codes).toContain(0);
  for (const code of codes) expect([0, 4]).toContain(code);
  serial();
});

describe('a certificate of our own authority', () => {
  it('that is really due is renewed by `renew`; the authority stays', async () => {
    await run('cert', 'create', '--yes');
    const authority = home.read('expose/ca.pem');
    const { planLocalCa } = await import('../../../src/features/tls/local-ca.ts');
    const { nodeSystem } = await import('../../../src/system/node-system.ts');
    const then = new Date(Date.now() - 300 * 86_400_000);
    const hostName = 'old-box';
    const names = { dns: ['localhost'], ips: ['127.0.0.1'] };
    // An authority of that day: nothing signs before it was made.
    const exposeDir = home.config('expose');
    for (const name of ['ca.pem', 'ca-key.pem', 'server.pem']) rmSync(home.config(`expose/${name}`));
    const system = { ...nodeSystem(), now: () => then };
    for (const change of (await planLocalCa({ exposeDir, system, names, hostName })).changes)
      if (change.kind === 'write-file') writeFileSync(change.path, change.bytes, { mode: change.mode });
    const [old, oldAuthority] = [serial(), home.read('expose/ca.pem')];
    expect(oldAuthority).not.toBe(authority);
    const { code, stdout } = await run('renew', '--yes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ results: [{ what: 'certificate', status: 'renewed' }] });
    expect(serial()).not.toBe(old);
    expect(home.read('expose/ca.pem')).toBe(oldAuthority);
  });
});
