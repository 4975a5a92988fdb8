import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { makeCertificate } from '../../real/certificates.ts';

const PASSWORD = 's3cret-문장-passphrase';
const FILE = 'jupyter_notebook_config.py';
const LINES = `${[PASSWORD, '*', '8100', 'n', 'y'].join('\n')}\n`;
const LOCAL = `${[PASSWORD, 'localhost', '8100', 'n', 'y'].join('\n')}\n`;
const AGAIN = ['init', '--yes', '--no-input', '--json'];

let home: TestHome;
beforeEach(() => {
  // ASCII alone, so that a path stands in a config file as it is.
  home = new TestHome([], 'expose tls ');
});
afterEach(() => home.remove());

/** What stands in the written file, by its last part. */
function written(): Record<string, string> {
  const rows = [...home.read(FILE).matchAll(/^c\.\w+\.(\w+) = '(.*)'$/gm)];
  return Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value]));
}

const server = () => home.config('expose/server.pem');
const idsOf = (stdout: string) => JSON.parse(stdout).findings.map(({ id }: { id: string }) => id);
const modeOf = (name: string) => (statSync(home.config(name)).mode & 0o777).toString(8);

describe('the piped default', () => {
  it('for every device is https: our own certificate is made before the setting that names it', async () => {
    const { code, stdout, stderr } = await home.run(['init', '--json'], { input: LINES });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(written().certfile).toBe(server());
    expect([modeOf('expose/server.pem'), modeOf('expose/ca-key.pem')]).toEqual(['600', '600']);
    expect(modeOf('expose/ca.pem')).toBe('644');
    const { changes, urls, next } = JSON.parse(stdout);
    const paths = changes.map(({ path }: { path: string }) => path.replace(/.*\//, ''));
    expect(paths).toEqual(['ca-key.pem', 'ca.pem', 'server.pem', 'certificate.json', FILE, 'answers.json']);
    expect(urls).toContain('https://localhost:8100/');
    expect(next.join('\n')).toMatch(/cert trust.*iPhone or iPad/);
    expect(idsOf(stdout)).not.toContain('plain-http');
    expect(stdout + stderr).not.toContain('PRIVATE KEY');
  });

  it('for this computer alone is none, and nobody is warned', async () => {
    const { code, stdout, stderr } = await home.run(['init', '--json'], { input: LOCAL });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(written().certfile).toBeUndefined();
    expect(idsOf(stdout)).not.toContain('plain-http');
  });
});

describe('a rerun', () => {
  it('changes no byte and no time, also with a name that was given', async () => {
    const first = await home.run(['init', '--domain', 'myhome.duckdns.org'], { input: LINES });
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('--domain myhome.duckdns.org') });
    const before = home.tree();
    const { code, stdout } = await home.run(AGAIN, { stdin: 'null' });
    expect({ code, status: JSON.parse(stdout).status }).toEqual({ code: 0, status: 'unchanged' });
    expect(home.tree()).toEqual(before);
  });

  it('over a set-up from before this question keeps plain http, and says what that means', async () => {
    await home.run(['init', '--tls', 'none'], { input: LINES });
    const kept = JSON.parse(home.read('expose/answers.json'));
    const { tls: _asked, ...answers } = kept.answers;
    home.write('expose/answers.json', JSON.stringify({ ...kept, answers }), 0o600);
    const { code, stdout } = await home.run([...AGAIN, '--port', '8101'], { stdin: 'null' });
    expect(code).toBe(0);
    expect(home.read(FILE)).not.toContain('certfile = /');
    expect(idsOf(stdout)).toContain('plain-http');
  });

  it('for every device after one for this computer alone keeps none, with the warning', async () => {
    await home.run(['init'], { input: LOCAL });
    const { code, stdout } = await home.run([...AGAIN, '--ip', '*'], { stdin: 'null' });
    expect({ code, ids: idsOf(stdout) }).toMatchObject({
      code: 0,
      ids: expect.arrayContaining(['plain-http']),
    });
    expect(written().certfile).toBeUndefined();
  });

  it('from self-signed to none and back: the same certificate, and devices stay trusted', async () => {
    await home.run(['init'], { input: LINES });
    const [pem, ca] = [home.read('expose/server.pem'), home.read('expose/ca.pem')];
    const none = await home.run([...AGAIN, '--tls', 'none'], { stdin: 'null' });
    expect({ code: none.code, ids: idsOf(none.stdout) }).toMatchObject({
      code: 0,
      ids: expect.arrayContaining(['plain-http']),
    });
    expect(written().certfile).toBe('');
    expect((await home.run([...AGAIN, '--tls', 'self-signed'], { stdin: 'null' })).code).toBe(0);
    expect(written().certfile).toBe(server());
    expect([home.read('expose/server.pem'), home.read('expose/ca.pem')]).toEqual([pem, ca]);
  });
});

describe('a certificate of their own', () => {
  it('set by hand before the first run stays exactly as it is', async () => {
    const { cert, key } = makeCertificate(home.at('tls'), 'mine');
    home.write(FILE, `c.ServerApp.certfile = '${cert}'\nc.ServerApp.keyfile = '${key}'\n`);
    const { code, stderr } = await home.run(['init'], { input: LINES });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(written()).toMatchObject({ certfile: cert, keyfile: key });
  });

  it('is taken over in one private file; the keyfile that was set is no longer used', async () => {
    const { chain, key } = makeCertificate(home.at('tls'), 'mine');
    home.write(FILE, "c.ServerApp.keyfile = '/old/key.pem'\n");
    const args = ['init', '--tls', 'own', '--cert', chain, '--key', key];
    const { code, stderr } = await home.run(args, { input: LINES });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(written()).toMatchObject({ certfile: server(), keyfile: '' });
    expect(modeOf('expose/server.pem')).toBe('600');
    expect(home.read('expose/server.pem')).toContain(readFileSync(chain, 'utf8').trim());
    expect(stderr).not.toContain('PRIVATE KEY');
    const before = home.tree();
    const again = await home.run(AGAIN, { stdin: 'null' });
    expect(JSON.parse(again.stdout).status).toBe('unchanged');
    expect(home.tree()).toEqual(before);
  });

  it('serves on although the files it came from are gone', async () => {
    const { chain, key } = makeCertificate(home.at('tls'), 'mine');
    await home.run(['init', '--tls', 'own', '--cert', chain, '--key', key], { input: LINES });
    const before = home.read('expose/server.pem');
    rmSync(home.at('tls'), { recursive: true });
    expect((await home.run([...AGAIN, '--port', '8101'], { stdin: 'null' })).code).toBe(0);
    expect(home.read('expose/server.pem')).toBe(before);
  });

  const wrong: [string, () => string[], RegExp][] = [
    ['a file that is not there', () => ['--cert', '/not/there.pem'], /There is no file \/not\/there\.pem/],
    ['a directory', () => ['--cert', home.dir], /cannot be read/],
    ['words', () => ['--cert', text('words.pem', 'hello')], /words\.pem/],
    ['no key', () => ['--cert', makeCertificate(home.at('tls')).cert], /key/],
    [
      'the key of another certificate',
      () => [
        '--cert',
        makeCertificate(home.at('tls')).cert,
        '--key',
        makeCertificate(home.at('tls'), 'b').key,
      ],
      /key/,
    ],
    [
      'one that has expired',
      () => ['--cert', makeCertificate(home.at('tls'), 'old', { days: [-90, -1] }).combined],
      /expired|ended|until/i,
    ],
    [
      'a key with a pass phrase',
      () => ['--cert', makeCertificate(home.at('tls')).cert, '--key', locked()],
      /pass phrase[\s\S]*openssl pkey -in/,
    ],
    [
      'no names',
      () => ['--cert', makeCertificate(home.at('tls'), 'bare', { names: [] }).combined],
      /names no/,
    ],
    [
      'one for clients',
      () => ['--cert', makeCertificate(home.at('tls'), 'client', { purpose: 'clientAuth' }).combined],
      /servers/,
    ],
    ['neither file', () => [], /--cert/],
  ];
  it.each(wrong)('%s: exit 2, one sentence, nothing changed', async (_what, flags, says) => {
    const { code, stderr } = await home.run(['init', '--tls', 'own', ...flags()], { input: LINES });
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('    at ');
    expect(home.tree()).toEqual({});
  });

  function text(name: string, content: string): string {
    mkdirSync(home.at('tls'), { recursive: true });
    writeFileSync(home.at('tls', name), content);
    chmodSync(home.at('tls', name), 0o600);
    return home.at('tls', name);
  }

  function locked(): string {
    const to = home.at('tls', 'locked.key');
    const { key } = makeCertificate(home.at('tls'));
    execFileSync('openssl', ['pkey', '-in', key, '-aes256', '-passout', 'pass:secret', '-out', to]);
    return to;
  }
});

describe('flags that do not belong together', () => {
  const pairs: [string[], RegExp][] = [
    [['--tls', 'self-signed', '--cert', 'x'], /--cert has no meaning with --tls self-signed/],
    [['--cert', 'x'], /--cert has no meaning with --tls self-signed/],
    [['--tls', 'none', '--domain', 'a.example'], /--domain has no meaning with --tls none/],
    [['--tls', 'own', '--email', 'a@b.example'], /--email has no meaning with --tls own/],
    [['--tls', 'maybe'], /maybe.*self-signed, own, letsencrypt, none/],
    [['--tls', 'letsencrypt'], /--domain/],
    [['--tls', 'letsencrypt', '--domain', 'desk.local'], /desk\.local/],
    [['--tls', 'letsencrypt', '--domain', '192.168.0.7'], /192\.168\.0\.7/],
    [['--tls', 'letsencrypt', '--domain', 'a.example', '--email', 'me'], /'me'/],
    [['--tls', 'letsencrypt', '--domain', '*.a.example'], /dns-01/],
    [['--tls', 'letsencrypt', '--domain', 'a.example', '--challenge', 'smtp'], /smtp/],
  ];
  it.each(pairs)('%j: exit 2, nothing changed', async (flags, says) => {
    const { code, stderr } = await home.run(['init', ...flags], { input: LINES });
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toMatch(says);
    expect(home.tree()).toEqual({});
  });

  it('also in the answers file and the environment', async () => {
    home.write('../a.json', JSON.stringify({ password: PASSWORD, tls: 'none', key: '/x' }), 0o600);
    const file = await home.run(['init', '--answers', home.at('a.json'), '--yes'], { stdin: 'null' });
    expect(file).toMatchObject({ code: 2, stderr: expect.stringContaining('--key has no meaning') });
    const env = { JUPYTER_EXPOSE_TLS: 'none' };
    const { code, stdout } = await home.run(['init', '--json'], { input: LINES, env });
    expect({ code, ids: idsOf(stdout) }).toMatchObject({
      code: 0,
      ids: expect.arrayContaining(['plain-http']),
    });
  });
});

describe('a certificate that Jupyter serves already, and with which nobody gets in', () => {
  it.each([
    ['has no key', () => [['certfile', makeCertificate(home.at('tls')).cert]]],
    [
      'has its key as client_ca',
      () => {
        const { cert, key } = makeCertificate(home.at('tls'));
        return [
          ['certfile', cert],
          ['client_ca', key],
        ];
      },
    ],
  ])('is not kept without a word: it %s', async (_what, settings) => {
    const lines = settings().map(([name, path]) => `c.ServerApp.${name} = '${path}'`);
    home.write(FILE, `c = get_config()\n${lines.join('\n')}\n`, 0o600);
    const before = home.tree();
    const args = ['init', '--yes', '--ip', '*', '--password-stdin'];
    const { code, stderr } = await home.run(args, { input: `${PASSWORD}\n` });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/key/) });
    expect(home.tree()).toEqual(before);
  });
});
