import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fetchIssued, requireAsAsked } from '../../../../src/features/tls/acme/fetch.ts';
import { issueError } from '../../../../src/features/tls/acme/issue-errors.ts';
import { AcmeProblem, notBeforeOf, problemOf } from '../../../../src/features/tls/acme/problem.ts';
import type { AcmeRecord } from '../../../../src/features/tls/record.ts';
import { nodeSystem } from '../../../../src/system/node-system.ts';
import { localNetwork } from '../../../net/local-network.ts';
import { type CertificateOptions, makeCertificate } from '../../../real/certificates.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync('/tmp/jx-acme-');
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('when it may be tried again', () => {
  const now = new Date('2026-11-24T04:00:00Z');
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  it.each([
    ['3600', '', hours(1)],
    [' 3600 ', '', hours(1)],
    ['Tue, 24 Nov 2026 06:00:00 GMT', '', hours(2)],
    [undefined, 'too many: retry after 2026-11-24 07:00:00 UTC: see', hours(3)],
    ['soon', 'too many: retry after 2026-11-24 07:00:00 UTC: see', hours(3)],
    ['99999999999999999999', '', hours(8 * 24)],
    [`${'9'.repeat(400)}`, '', hours(8 * 24)],
    [String(30 * 365 * 86_400), '', hours(8 * 24)],
    ['Wed, 24 Nov 2056 06:00:00 GMT', '', hours(8 * 24)],
    [undefined, 'retry after 2099-99-99 07:00:00 UTC', undefined],
    ['-5', '', undefined],
    ['0', '', undefined],
    ['Sun, 24 Nov 2024 06:00:00 GMT', '', undefined],
    ['whenever 5', '', undefined],
    [undefined, '', undefined],
  ])('%s %s: %s', (header, detail, expected) => {
    expect(notBeforeOf(header, detail, now)).toEqual(expected);
  });
});

it('words of a stranger stay on one line', () => {
  const problem = problemOf({
    type: 'a\nb',
    detail: 'no\r\n\n✔ All is fine.',
    identifier: { value: 'x\ny' },
  });
  expect(problem).toEqual({ type: 'a b', detail: 'no ✔ All is fine.', name: 'x y' });
  const acme: AcmeRecord = { server: 'https://acme.example.org/dir', challenge: 'http-01' };
  const told = issueError(new AcmeProblem(problem), { acme, names: ['home.example.org'], own: [] });
  expect((told as Error).message).not.toContain('\n');
});

describe('something answers there that speaks no ACME', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  const PAGE = '<html><form action="/login">Welcome to the hotel</form></html>';
  it.each<[string, number, Record<string, string>, string]>([
    ['a login page', 200, { 'Content-Type': 'text/html' }, PAGE],
    ['another place', 302, { Location: 'https://hotel.example.org/' }, ''],
    ['no such page', 404, { 'Content-Type': 'text/html' }, PAGE],
    ['a directory that was cut', 200, { 'Content-Type': 'application/json' }, '{"newNonce": "https://'],
    ['an empty directory', 200, { 'Content-Type': 'application/json' }, '{}'],
    ['null', 200, { 'Content-Type': 'application/json' }, 'null'],
    ['nothing', 200, {}, ''],
    ['addresses that are none', 200, {}, '{"newNonce": 5, "newAccount": "x", "newOrder": []}'],
  ])('%s', async (_what, status, headers, body) => {
    const { keyPem, chainPem, rootPem } = makeCertificate(dir, 'front');
    server = createServer({ key: keyPem, cert: chainPem }, (_request, response) => {
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    const acme: AcmeRecord = { server: `https://${host}/dir`, serverCa: '/ca', challenge: 'http-01' };
    const real = nodeSystem();
    const read = async (path: string) => (path === '/ca' ? new TextEncoder().encode(rootPem) : undefined);
    const failure = await fetchIssued(dir, {
      record: { schema: 1, kind: 'letsencrypt', names: ['home.example.org'], acme },
      token: undefined,
      system: { now: real.now, files: { ...real.files, read } },
      network: localNetwork,
      signal: new AbortController().signal,
      print: () => undefined,
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'environment',
      message: `${host} answers, but not as an ACME service. Nothing was changed.`,
    });
  });
});

describe('what was issued is judged before it replaces what works', () => {
  const NAMES = ['home.example.org'];
  const evaluate = (options: CertificateOptions, asked = NAMES) => {
    const { combinedPem } = pemOf(options);
    requireAsAsked(combinedPem, asked, 'acme.example.org', new Date());
  };
  const pemOf = (options: CertificateOptions) => {
    const { keyPem, chainPem } = makeCertificate(dir, 'judged', options);
    return { combinedPem: keyPem + chainPem };
  };

  it.each<[string, CertificateOptions, RegExp]>([
    ['another name', { names: ['other.example.org'] }, /does not name home\.example\.org/],
    ['no name', { names: [], commonName: 'home.example.org' }, /does not name home\.example\.org/],
    ['one that has ended', { names: NAMES, days: [-9, -1] }, /holds from .* not now/],
    ['one that has not begun', { names: NAMES, days: [1, 9] }, /holds from .* not now/],
    ['one for clients', { names: NAMES, purpose: 'clientAuth' }, /may not prove/],
    ['an authority', { names: NAMES, authority: true }, /may not prove/],
  ])('%s is refused', (_what, options, words) => {
    expect(() => evaluate(options)).toThrow(words);
  });

  it('a page is refused', () => {
    expect(() => requireAsAsked('<html>', NAMES, 'acme.example.org', new Date())).toThrow(/not as an ACME/);
  });

  it.each<[CertificateOptions, string[]]>([
    [{ names: NAMES }, ['HOME.example.org']],
    [{ names: NAMES, days: [0.5 / 24, 9] }, NAMES],
    [{ names: ['example.org', '*.example.org'] }, ['*.example.org', 'example.org', 'any.example.org']],
  ])('%j may serve %j', (options, asked) => {
    expect(() => evaluate(options, asked)).not.toThrow();
  });
});
