import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRecordUnreadable, readCertificateRecord } from '../../../src/features/tls/record.ts';
import { readRenewalRecord } from '../../../src/renewal/record.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import { BIN, TestHome } from '../../commands/run-cli.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const { files } = nodeSystem();
const own = { schema: 1, kind: 'own', names: [] };
const acme = { server: 'https://acme.example.org/dir', challenge: 'http-01' };
const issued = (also: object) => ({
  schema: 1,
  kind: 'letsencrypt',
  names: ['home.example.org'],
  acme: { ...acme, ...also },
});
const put = (content: string) => home.write('expose/certificate.json', content, 0o600);

describe('a record of the certificate that somebody else has written', () => {
  it.each([
    ['is cut', '{"schema": 1'],
    ['is a list', '[]'],
    ['is null', 'null'],
    ['names a number', JSON.stringify({ ...own, kind: 'self-signed', names: [1] })],
    ['has a file that is none', JSON.stringify({ ...own, own: { cert: 5, key: 'k' } })],
    ['has one file only', JSON.stringify({ ...own, own: { cert: '/c' } })],
    ['has files that are null', JSON.stringify({ ...own, own: null })],
    ['has no way of being issued', JSON.stringify({ ...issued({}), acme: null })],
    ['has an empty way', JSON.stringify({ ...issued({}), acme: {} })],
    ['is issued for nobody', JSON.stringify({ ...issued({}), names: [] })],
    ['has no URL', JSON.stringify(issued({ server: 'acme' }))],
    ['asks without encryption', JSON.stringify(issued({ server: 'http://acme.example.org/dir' }))],
    ['has an unknown challenge', JSON.stringify(issued({ challenge: 'smtp-01' }))],
    ['has a port that is too high', JSON.stringify(issued({ port: 65_536 }))],
    ['has a port in words', JSON.stringify(issued({ port: '80' }))],
    ['listens nowhere', JSON.stringify(issued({ address: 'here' }))],
    ['has a list as e-mail address', JSON.stringify(issued({ email: [] }))],
  ])('that %s is none', async (_what, content) => {
    put(content);
    expect(await readCertificateRecord(files, home.config('expose'))).toBeUndefined();
    expect(await isRecordUnreadable(files, home.config('expose'))).toBe(true);
  });

  it.each([
    issued({}),
    issued({ port: 1, address: '::1', email: 'a@b.c', dns: 'desec', serverCa: '/ca.pem' }),
    { ...own, own: { cert: '/c', key: '/k' } },
  ])('that is whole is read: %j', async (record) => {
    put(JSON.stringify(record));
    expect(await readCertificateRecord(files, home.config('expose'))).toEqual(record);
    expect(await isRecordUnreadable(files, home.config('expose'))).toBe(false);
  });

  it('that is not there is not unreadable; a directory in its place is', async () => {
    expect(await isRecordUnreadable(files, home.config('expose'))).toBe(false);
    mkdirSync(home.config('expose/certificate.json'), { recursive: true });
    expect(await isRecordUnreadable(files, home.config('expose'))).toBe(true);
  });

  it.each(['{', JSON.stringify({ ...issued({}), acme: null }), JSON.stringify({ ...own, own: { cert: 5 } })])(
    'cert show, renew and doctor say that they cannot read it: %s',
    async (content) => {
      await home.run(['cert', 'create', '--yes'], { stdin: 'null' });
      const path = put(content);
      const shown = await home.run(['cert', 'show', '--json'], { stdin: 'null' });
      expect(shown).toMatchObject({ code: 0 });
      expect(JSON.parse(shown.stdout)).toMatchObject({ troubles: [{ id: 'record', file: path }] });
      const renewed = await home.run(['renew', '--yes'], { stdin: 'null' });
      expect(renewed).toMatchObject({ code: 1 });
      expect(renewed.stderr).toContain(`${home.shown(path)} cannot be read`);
      expect(renewed.stderr).toContain(`node ${BIN} cert create`);
      const doctor = await home.run(['doctor', '--json'], { stdin: 'null' });
      expect(doctor.stderr).not.toMatch(/internal|TypeError/);
      const { findings } = JSON.parse(doctor.stdout) as { findings: { id: string; evidence?: object }[] };
      expect(findings.find(({ id }) => id === 'tls-record')?.evidence).toEqual({ file: path });
    },
  );
});

it('a report of the schedule keeps the results that are ones', async () => {
  const good = { what: 'certificate', status: 'failed', message: 'no', notBefore: '2026-01-01T00:00:00Z' };
  const results = [null, 5, good, { ...good, status: 'odd' }, { ...good, message: 1 }, { ...good, what: {} }];
  const record = { schema: 1, last: '2026-01-01T00:00:00Z', results };
  home.write('expose/renewal.json', JSON.stringify(record), 0o600);
  expect(await readRenewalRecord(files, home.config('expose'))).toMatchObject({ results: [good] });
  expect(await home.run(['renew', '--scheduled'], { stdin: 'null' })).toMatchObject({ code: 0 });
});
