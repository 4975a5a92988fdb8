import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../../src/jupyter/password/hash.ts';
import { slice } from '../../slice.ts';
import { type CliOptions, TestHome } from '../run-cli.ts';

const PASSWORD = 's3cret-문장-passphrase';
const LINES = [PASSWORD, '*', '8100', 'n', 'y'];
const FILE = 'jupyter_notebook_config.py';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

/** What stands in the written file, by its last part. */
function written(): Record<string, string> {
  const rows = [...home.read(FILE).matchAll(/^c\.\w+\.(\w+) = (.*)$/gm)];
  return Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value]));
}

describe('piped answers', () => {
  const ways: [string, CliOptions][] = [
    ['all lines at once', { input: `${LINES.join('\n')}\n` }],
    ['no line end after the last one', { input: LINES.join('\n') }],
    ['CRLF line ends', { input: `${LINES.join('\r\n')}\r\n` }],
    ['one line at a time with pauses', { input: LINES.map((line) => `${line}\n`) }],
    ['a Korean letter split between two chunks', { input: splitInsideLetter(`${LINES.join('\n')}\n`) }],
    ['예 as the yes', { input: `${PASSWORD}\n*\n8100\n아니오\n예\n` }],
    ['ㅛ and ㅜ, the keys y and n with the Korean layout on', { input: `${PASSWORD}\n*\n8100\nㅜ\nㅛ\n` }],
    ['blank lines for the defaults', { input: `${PASSWORD}\n\n8100\n\ny\n` }],
  ];
  it.each(slice(ways, 3))('%s: exit 0 and everything is written', async (_name, options) => {
    const { code, stderr } = await home.spawn(['init'], options);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const { hashed_password: hash = '', ...rest } = written();
    expect(rest).toEqual({
      password_required: 'True',
      ip: "'*'",
      port: '8100',
      port_retries: '0',
      open_browser: 'False',
      certfile: expect.stringContaining('/.jupyter/expose/server.pem'),
    });
    expect(await verifyPassword(PASSWORD, hash.slice(1, -1))).toBe(true);
    expect(stderr).toContain('Port: 8100');
    expect(stderr).toContain('Password: [hidden]');
    expect(stderr).not.toContain(PASSWORD);
  });

  const refused: [string, CliOptions, RegExp][] = [
    ['/dev/null', { stdin: 'null' }, /Password/],
    ['closed stdin', { stdin: 'closed' }, /Password/],
    ['an end in the middle', { input: `${PASSWORD}\n*\n` }, /Port/],
    ['no confirmation', { input: LINES.slice(0, 4).join('\n') }, /--yes/],
    ['an empty password', { input: '\n*\n8100\nn\ny\n' }, /Password/],
    ['a port that is none', { input: `${PASSWORD}\n*\n99999\nn\ny\n` }, /99999/],
    ['a port in words', { input: `${PASSWORD}\n*\neight\nn\ny\n` }, /eight/],
    ['a name for an address', { input: `${PASSWORD}\nmyhome.iptime.org\n8100\nn\ny\n` }, /myhome/],
    ['a foreign address', { input: `${PASSWORD}\n203.0.113.7\n8100\nn\ny\n` }, /203\.0\.113\.7/],
    ['maybe for a yes', { input: `${PASSWORD}\n*\n8100\nmaybe\ny\n` }, /Line 4/],
    ['a line too many', { input: `${LINES.join('\n')}\nmore\n` }, /Line 6/],
    ['a password that is not UTF-8', { input: Buffer.from([0xb9, 0xae, 0x0a]) }, /UTF-8/],
    [
      'a password with a blank at its end, which Jupyter would drop',
      { input: `${PASSWORD} \n*\n8100\nn\ny\n` },
      /blank/,
    ],
  ];
  it.each(refused)('%s: exit 2, one clear sentence, nothing changed', async (_name, options, says) => {
    const { code, stderr, stdout } = await home.spawn(['init'], options);
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toMatch(says);
    expect(stderr).toContain('Nothing was changed');
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(home.tree()).toEqual({});
  });

  it('"no" at the end: exit 130 and nothing is changed', async () => {
    const { code, stderr } = await home.spawn(['init'], { input: `${PASSWORD}\n*\n8100\nn\nn\n` });
    expect(code).toBe(130);
    expect(stderr).toContain('Nothing was changed');
    expect(home.tree()).toEqual({});
  });

  it('a blank line at the end is "no" where other devices would be answered, "yes" for localhost', async () => {
    expect((await home.spawn(['init'], { input: `${PASSWORD}\n*\n8100\nn\n\n` })).code).toBe(130);
    expect(home.tree()).toEqual({});
    expect((await home.spawn(['init'], { input: `${PASSWORD}\nlocalhost\n8100\nn\n\n` })).code).toBe(0);
  });

  it('a blank line at the end of a rerun is "yes": no one gets in who did not before', async () => {
    const rerun = (input: string) => home.run(['init', '--tls', 'none'], { input });
    expect((await rerun(`${LINES.join('\n')}\n`)).code).toBe(0);
    expect((await rerun('\n\n8200\n\n\n')).code).toBe(0);
    expect(written()).toMatchObject({ ip: "'*'", port: '8200' });
  });

  it("`yes ''` answers a rerun with what is set", async () => {
    await home.spawn(['init'], { input: LINES.join('\n') });
    const before = home.read(FILE);
    const { code } = await home.spawn(['init', '--yes'], { input: '\n'.repeat(50_000) });
    expect(code).toBe(0);
    expect(home.read(FILE)).toBe(before);
  });
});

describe('--yes and --no-input', () => {
  it('--yes without a first password: exit 2 names the flag', async () => {
    const { code, stderr } = await home.spawn(['init', '--yes'], { stdin: 'null' });
    expect(code).toBe(2);
    expect(stderr).toContain('--password-file');
    expect(home.tree()).toEqual({});
  });

  it('--password-stdin --yes takes the defaults for the rest', async () => {
    const { code } = await home.spawn(['init', '--password-stdin', '--yes'], { input: `${PASSWORD}\n` });
    expect(code).toBe(0);
    expect(written()).toMatchObject({ ip: "'*'", port: '8888', open_browser: 'False' });
  });

  it('--no-input reads nothing, although standard input never ends', async () => {
    home.write('../pw', PASSWORD, 0o600);
    const args = ['init', '--password-file', home.at('pw'), '--yes', '--no-input', '--port', '8101'];
    const { code } = await home.spawn(args, { stdin: 'open' });
    expect(code).toBe(0);
    expect(written()).toMatchObject({ port: '8101' });
  });

  it('flag beats variable beats answers file', async () => {
    home.write(
      '../answers.json',
      JSON.stringify({ password: PASSWORD, ip: 'localhost', port: 1111, open_browser: true }),
      0o600,
    );
    const args = ['init', '--answers', home.at('answers.json'), '--ip', '127.0.0.1', '--yes', '--no-input'];
    const { code } = await home.spawn(args, {
      env: { JUPYTER_EXPOSE_PORT: '2222', JUPYTER_EXPOSE_IP: '::1' },
    });
    expect(code).toBe(0);
    expect(written()).toMatchObject({ ip: "'127.0.0.1'", port: '2222', open_browser: 'True' });
  });

  it('an unknown key in the answers file: exit 2 with the one that was meant', async () => {
    home.write('../answers.json', JSON.stringify({ password: PASSWORD, prot: 1 }), 0o600);
    const { code, stderr } = await home.run(['init', '--answers', home.at('answers.json'), '--yes'], {
      stdin: 'null',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean port?');
  });

  it('--dry-run shows the diff with the hash hidden, and changes nothing', async () => {
    const { code, stderr, stdout } = await home.run(['init', '--dry-run'], {
      input: `${PASSWORD}\n*\n8100\nn\ny\n`,
    });
    expect(code).toBe(0);
    expect(stderr + stdout).toContain('+c.ServerApp.port = 8100');
    expect(stderr + stdout).toContain('[hidden]');
    expect(stderr + stdout).not.toMatch(/argon2:\$/);
    expect(home.tree()).toEqual({});
  });

  it('--json is one document on standard output, also for an error', async () => {
    const good = await home.run(['init', '--json'], { input: LINES.join('\n') });
    expect(JSON.parse(good.stdout)).toMatchObject({
      schema: 1,
      status: 'applied',
      urls: expect.arrayContaining(['https://localhost:8100/']),
    });
    expect(good.stdout + good.stderr).not.toContain(PASSWORD);
    const again = await home.run(['init', '--json', '--yes'], { stdin: 'null' });
    expect(JSON.parse(again.stdout)).toMatchObject({ schema: 1, status: 'unchanged', changes: [] });
    const bad = await home.run(['init', '--json', '--port', '0'], { stdin: 'null' });
    expect(bad.code).toBe(2);
    expect(JSON.parse(bad.stdout)).toMatchObject({
      schema: 1,
      error: { code: 'answer', message: expect.stringContaining('0') },
    });
  });
});

describe('a rerun', () => {
  beforeEach(async () => {
    expect((await home.run(['init'], { input: LINES.join('\n') })).code).toBe(0);
  });

  it('with the same answers changes no byte and no time, and says so', async () => {
    const before = home.tree();
    const { code, stderr } = await home.run(['init'], { input: LINES.join('\n') });
    expect(code).toBe(0);
    expect(stderr).toContain('Nothing to change');
    expect(home.tree()).toEqual(before);
  });

  it('--port 9999 --yes changes just the port, and undo brings every byte and mode back', async () => {
    const before = home.tree(['expose']);
    const { code } = await home.run(['init', '--port', '9999', '--yes'], { stdin: 'null' });
    expect(code).toBe(0);
    expect(written()).toMatchObject({ port: '9999', ip: "'*'" });
    expect((await home.run(['undo', '--yes'], { stdin: 'null' })).code).toBe(0);
    const withoutTimes = (tree: Record<string, string>) =>
      Object.fromEntries(Object.entries(tree).map(([name, text]) => [name, text.replace(/ [\d.]+ /, ' ')]));
    expect(withoutTimes(home.tree(['expose']))).toEqual(withoutTimes(before));
  });

  it('undo --all goes back to before the first run', async () => {
    await home.run(['init', '--port', '9999', '--yes'], { stdin: 'null' });
    expect((await home.run(['undo', '--all', '--yes'], { stdin: 'null' })).code).toBe(0);
    expect(home.tree(['expose'])).toEqual({});
  });

  it('undo refuses where somebody else changed the file since, and names it', async () => {
    home.write(FILE, `${home.read(FILE)}# mine\n`, 0o600);
    const { code, stderr } = await home.run(['undo', '--yes'], { stdin: 'null' });
    expect(code).toBe(4);
    expect(stderr).toContain(home.shown(home.config(FILE)));
    expect(home.read(FILE)).toContain('# mine');
    expect((await home.run(['undo', '--yes', '--force'], { stdin: 'null' })).code).toBe(0);
  });

  it('a new password replaces the hash, another --hash form keeps the password', async () => {
    await home.run(['init', '--password-stdin', '--yes'], { input: 'another long passphrase' });
    const first = written().hashed_password ?? '';
    expect(await verifyPassword('another long passphrase', first.slice(1, -1))).toBe(true);
    await home.run(['init', '--password-stdin', '--yes', '--hash', 'sha1'], {
      input: 'another long passphrase',
    });
    const second = written().hashed_password ?? '';
    expect(second).toMatch(/^'sha1:/);
    expect(await verifyPassword('another long passphrase', second.slice(1, -1))).toBe(true);
  });
});

function splitInsideLetter(text: string): Uint8Array[] {
  const bytes = Buffer.from(text);
  const at = bytes.indexOf(Buffer.from('문')) + 1;
  return [bytes.subarray(0, at), bytes.subarray(at)];
}
