import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIN } from '../../../commands/run-cli.ts';
import { APART, TrustHome } from './trust-home.ts';

let home: TrustHome;
let running: ChildProcess | undefined;
beforeEach(() => {
  home = new TrustHome();
});
afterEach(() => {
  running?.kill('SIGKILL');
  running = undefined;
  home.remove();
});

interface Page {
  readonly url: URL;
  readonly stderr: () => string;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The program with its page open on 127.0.0.1. */
async function openPage(...args: string[]): Promise<Page> {
  const trust = [BIN, 'cert', 'trust', '--serve', '--host', '127.0.0.1', '--yes', ...args];
  const [command = '', ...words] = [...APART, process.execPath, ...trust];
  const child = spawn(command, words, {
    env: home.env,
    cwd: home.dir,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close');
  let stdout = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    stdout += String(text);
    if (/http:\/\/\S+\//.test(stdout)) break;
  }
  const [found] = /http:\/\/[^\s"]+\//.exec(stdout) ?? [];
  if (found === undefined) throw new Error(`The page was not opened:\n${stdout}\n${stderr}`);
  return {
    url: new URL(found),
    stderr: () => stderr,
    async end(signal) {
      child.kill(signal);
      const [code] = await ended;
      return code as number | null;
    },
  };
}

/** Sends these very bytes and reads until the other side hangs up. */
async function send(url: URL, text: string): Promise<string> {
  const socket = connect(Number(url.port), url.hostname);
  socket.on('error', () => undefined);
  let answer = '';
  socket.setEncoding('utf8').on('data', (more: string) => {
    answer += more;
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

describe('cert trust --serve', () => {
  it('hands out the certificate and its profile, shows the fingerprint, and ends with Ctrl-C', async () => {
    const page = await openPage();
    const [front, certificate, profile] = await Promise.all(
      ['/', '/ca.crt', '/ca.mobileconfig'].map((path) => fetch(new URL(path, page.url))),
    );
    expect(certificate?.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    expect(await certificate?.text()).toBe(home.authority.certPem);
    expect(profile?.headers.get('content-type')).toBe('application/x-apple-aspen-config');
    const xml = (await profile?.text()) ?? '';
    expect(xml.replaceAll(/\s/g, '')).toContain(home.x509.raw.toString('base64'));
    const html = (await front?.text()) ?? '';
    expect(html).toContain(home.x509.fingerprint256);
    expect(html).toContain('href="/ca.mobileconfig"');
    expect(page.stderr()).toContain(home.x509.fingerprint256);
    expect(await page.end('SIGINT')).toBe(0);
    await expect(fetch(page.url)).rejects.toThrow();
  });

  it('knows no other file, whatever is asked', async () => {
    home.write('expose/ca-key.pem', 'SECRET KEY', 0o600);
    const page = await openPage();
    const paths = [
      '/ca-key.pem',
      '/../ca-key.pem',
      '/ca.crt/../ca-key.pem',
      '/%2e%2e/ca-key.pem',
      '//ca.crt',
      '/ca.crt?x',
      '/CA.CRT',
      '/__proto__',
      '/etc/passwd',
      'file:///etc/passwd',
      '*',
      `/${'a'.repeat(3000)}`,
    ];
    for (const path of paths) {
      const answer = await send(page.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 404']);
      expect(answer).toMatch(/\r\n\r\n404\n$/);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await send(
        page.url,
        `${method} /ca.crt HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`,
      );
      expect([method, answer.slice(0, 12)]).toEqual([method, 'HTTP/1.1 404']);
    }
    expect(await page.end('SIGINT')).toBe(0);
  });

  it('serves on beside clients that say nothing, nonsense or too much, and they do not keep it open', async () => {
    const page = await openPage();
    const silent = Array.from({ length: 20 }, () => connect(Number(page.url.port), page.url.hostname));
    for (const socket of silent) socket.on('error', () => undefined).write('GET /ca.crt HTTP/1.1\r\nX: ');
    expect(await send(page.url, '\u0016\u0003\u0001 nonsense\r\n\r\n')).not.toContain('BEGIN');
    expect(await send(page.url, `GET / HTTP/1.1\r\nX: ${'x'.repeat(50_000)}\r\n\r\n`)).not.toContain('BEGIN');
    const rude = connect(Number(page.url.port), page.url.hostname).on('error', () => undefined);
    rude.write('GET /ca.crt HTTP/1.1\r\nHost: x\r\n\r\n', () => rude.resetAndDestroy());
    expect(await (await fetch(new URL('/ca.crt', page.url))).text()).toBe(home.authority.certPem);
    expect(await page.end('SIGINT')).toBe(0);
    for (const socket of silent) socket.destroy();
  });

  it('is not opened without a yes, on a strange address, or on a port that is taken', async () => {
    const page = await openPage();
    const cases: [string[], number, string][] = [
      [['--serve', '--host', '127.0.0.1'], 2, '--yes'],
      [['--serve', '--host', 'nowhere', '--yes'], 2, 'nowhere'],
      [['--serve', '--host', '127.0.0.1', '--port', '70000', '--yes'], 2, '70000'],
      [['--serve', '--host', '127.0.0.1', '--port', page.url.port, '--yes'], 4, 'EADDRINUSE'],
    ];
    for (const [words, code, said] of cases) {
      const result = await home.cli(...words);
      expect([words, result.code, result.stdout]).toEqual([words, code, '']);
      expect(result.stderr).toContain(said);
    }
    expect(await page.end('SIGINT')).toBe(0);
  });

  it('--json is one document, and Korean is Korean on the page as well', async () => {
    const page = await openPage('--json', '--lang', 'ko');
    expect(await (await fetch(page.url)).text()).toContain('지문');
    expect(await page.end('SIGINT')).toBe(0);
  });
});

describe('cert trust --export', () => {
  it('writes every format, says so the second time, and undo removes them', async () => {
    const out = home.at('for phones');
    const first = await home.cli('--export', out);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('jupyter-expose-ca.crt');
    const read = (name: string) => readFileSync(`${out}/${name}`);
    expect(readdirSync(out).sort()).toEqual([
      'jupyter-expose-ca.cer',
      'jupyter-expose-ca.crt',
      'jupyter-expose-ca.der',
      'jupyter-expose.mobileconfig',
    ]);
    expect(read('jupyter-expose-ca.crt').toString()).toBe(home.authority.certPem);
    expect(read('jupyter-expose-ca.der').equals(home.x509.raw)).toBe(true);
    expect(read('jupyter-expose-ca.cer').equals(home.x509.raw)).toBe(true);
    expect(read('jupyter-expose.mobileconfig').toString()).toContain('com.apple.security.root');
    const again = await home.cli('--export', out, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged' });
    expect((await home.run(['undo', '--yes'], { stdin: 'null', prefix: APART })).code).toBe(0);
    expect(existsSync(`${out}/jupyter-expose-ca.crt`)).toBe(false);
  });
});
