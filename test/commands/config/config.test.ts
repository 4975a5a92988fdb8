import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, TestHome } from '../run-cli.ts';

const FILE = 'jupyter_notebook_config.py';
const MINE = `# 내 설정
c.ServerApp.port = 8888
c.ServerApp.port = 9000  # this one counts
if True:
    c.ServerApp.ip = '*'
c.ServerApp.base_url = '/a' + '/b'
c.IdentityProvider.token = 'geheim'
`;

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const config = (...args: string[]): Promise<CliResult> => home.run(['config', ...args], { stdin: 'null' });

describe('config set, then config get', () => {
  it.each([
    ['9999', '9999', '9999'],
    ['-1.5', '-1.5', '-1.5'],
    ['true', 'True', 'true'],
    ['False', 'False', 'false'],
    ['None', 'None', 'null'],
    ['null', 'None', 'null'],
    ['0.0.0.0', "'0.0.0.0'", '0.0.0.0'],
    ['*', "'*'", '*'],
    ['', "''", ''],
    ['a=b', "'a=b'", 'a=b'],
    ['"9999"', "'9999'", '9999'],
    ['007', "'007'", '007'],
    ["it's", '"it\'s"', "it's"],
    ['[1,', "'[1,'", '[1,'],
    ['["a", 1, null, false]', "['a', 1, None, False]", '["a",1,null,false]'],
    ['{"a": {"b": [true]}}', "{'a': {'b': [True]}}", '{"a":{"b":[true]}}'],
    ['123456789012345678901234567890', '123456789012345678901234567890', '123456789012345678901234567890'],
    ['[9007199254740993]', '[9007199254740993]', '[9007199254740993]'],
    ['{"x":123456789012345678901}', "{'x': 123456789012345678901}", '{"x":123456789012345678901}'],
    ['1.0', '1.0', '1.0'],
    ['-0.0', '-0.0', '-0.0'],
    ['1e5', '100000.0', '100000.0'],
    ['1e22', '1e+22', '1e+22'],
    ['[1.0, 1, 0.5, {"a": 2.0}]', "[1.0, 1, 0.5, {'a': 2.0}]", '[1.0,1,0.5,{"a":2.0}]'],
    ['constructor', "'constructor'", 'constructor'],
    ['toString', "'toString'", 'toString'],
    ['__proto__', "'__proto__'", '__proto__'],
    ['{"__proto__": 1}', "{'__proto__': 1}", '{"__proto__":1}'],
  ])('%s is written as %s and read as %s', async (given, written, read) => {
    expect(await config('set', `A.x=${given}`)).toMatchObject({ code: 0, stdout: '' });
    expect(home.read(FILE)).toContain(`\nc.A.x = ${written}\n`);
    expect(await config('get', 'A.x')).toEqual({ code: 0, signal: null, stdout: `${read}\n`, stderr: '' });
  });

  it('a text with Hangul comes back as it was', async () => {
    await config('set', 'A.x=안녕 세상');
    expect((await config('get', 'c.A.x')).stdout).toBe('안녕 세상\n');
  });

  it('several at once, among lines of the person that stay as they are', async () => {
    home.write(FILE, MINE);
    expect(await config('set', 'c.ServerApp.port=9001', 'ServerApp.quit_button=False')).toMatchObject({
      code: 0,
    });
    expect(home.read(FILE)).toContain(MINE.replace('port = 9000', 'port = 9001'));
    expect(home.read(FILE)).toContain('\nc.ServerApp.quit_button = False\n');
  });

  it('what is so already changes no byte and no time', async () => {
    home.write(FILE, MINE);
    const before = home.tree();
    const { code, stderr } = await config('set', 'ServerApp.port=9000');
    expect(code).toBe(0);
    expect(stderr).toContain('Nothing to change');
    expect(home.tree()).toEqual(before);
  });

  it('unset takes every line of the setting out, and undo brings them back', async () => {
    home.write(FILE, MINE);
    expect(await config('unset', 'ServerApp.port', 'IdentityProvider.token')).toMatchObject({ code: 0 });
    expect(home.read(FILE)).not.toMatch(/^c\.ServerApp\.port|^c\.IdentityProvider/m);
    expect(home.read(FILE)).toContain("    c.ServerApp.ip = '*'\n");
    expect((await home.run(['undo', '--yes'], { stdin: 'null' })).code).toBe(0);
    expect(home.read(FILE)).toBe(MINE);
  });

  it('a password makes the file readable by its owner alone, and no diff shows it', async () => {
    home.write(FILE, MINE, 0o644);
    const shown = await config('set', 'ServerApp.password=sha1:aa:bb', '--dry-run');
    expect(shown.stdout + shown.stderr).toContain("password = '[hidden]'");
    expect(shown.stdout + shown.stderr).not.toContain('sha1:aa');
    await config('set', 'ServerApp.password=sha1:aa:bb');
    expect(statSync(home.config(FILE)).mode & 0o777).toBe(0o600);
  });
});

describe('--file, --dry-run, --json', () => {
  it('a .json file keeps its layout', async () => {
    writeFileSync(home.at('x.json'), '{\n    "ServerApp": {"port": 1, "x": [1]}\n}\n');
    expect(await config('set', 'ServerApp.port=9999', '--file', 'x.json')).toMatchObject({ code: 0 });
    expect(readFileSync(home.at('x.json'), 'utf8')).toBe('{\n    "ServerApp": {"port": 9999, "x": [1]}\n}\n');
    expect((await config('get', 'ServerApp.x', '--file', 'x.json')).stdout).toBe('[1]\n');
    expect(await config('unset', 'ServerApp.x', '--file', 'x.json')).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(home.at('x.json'), 'utf8'))).toEqual({ ServerApp: { port: 9999 } });
  });

  it.each([
    ['123456789012345678901', '123456789012345678901'],
    ['{"a": [1.0, 18446744073709551616]}', '{"a":[1.0,18446744073709551616]}'],
    ['"number 5"', 'number 5'],
    ['__proto__', '__proto__'],
  ])('a .json file keeps every digit of %s', async (given, read) => {
    writeFileSync(home.at('x.json'), '{"A": {"big": 12345678901234567890, "x": NaN, "y": [1.0, -Infinity]}}');
    expect((await config('get', 'A.big', '--file', 'x.json')).stdout).toBe('12345678901234567890\n');
    expect((await config('get', 'A.x', '--file', 'x.json')).stdout).toBe('NaN\n');
    expect((await config('get', 'A.y', '--file', 'x.json')).stdout).toBe('[1.0,-Infinity]\n');
    writeFileSync(home.at('x.json'), '{"A": {"big": 12345678901234567890, "y": 1.0}}');
    expect(await config('set', `A.x=${given}`, '--file', 'x.json')).toMatchObject({ code: 0 });
    expect((await config('get', 'A.x', '--file', 'x.json')).stdout).toBe(`${read}\n`);
    expect((await config('get', 'A.big', '--file', 'x.json')).stdout).toBe('12345678901234567890\n');
    expect((await config('set', `A.x=${given}`, '--file', 'x.json')).stderr).toContain('Nothing to change');
    expect((await config('set', 'A.y=1', '--file', 'x.json')).code).toBe(0);
    expect(readFileSync(home.at('x.json'), 'utf8')).toMatch(/"y": 1[,}\s]/);
  });

  it('--dry-run prints the diff and changes nothing', async () => {
    home.write(FILE, MINE);
    const before = home.tree();
    const { code, stdout } = await config('set', 'ServerApp.port=9001', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('-c.ServerApp.port = 9000  # this one counts\n+c.ServerApp.port = 9001');
    expect(home.tree()).toEqual(before);
  });

  it('--json: planned, applied, unchanged', async () => {
    home.write(FILE, MINE);
    const status = async (...args: string[]) =>
      JSON.parse((await config('set', 'ServerApp.port=9001', '--json', ...args)).stdout);
    const change = { kind: 'edit-settings', path: home.config(FILE), created: false };
    expect(await status('--dry-run')).toMatchObject({ schema: 1, status: 'planned', changes: [change] });
    expect(await status()).toMatchObject({ schema: 1, status: 'applied', changes: [change] });
    expect(await status()).toEqual({ schema: 1, status: 'unchanged', changes: [], findings: [] });
  });

  it('--json of get: the value with file and line; beyond 2^53 as text', async () => {
    home.write(FILE, 'c.A.x = [9007199254740993, 1]\n');
    const { stdout } = await config('get', 'A.x', '--json');
    const file = home.config(FILE);
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      name: 'A.x',
      value: ['9007199254740993', 1],
      file,
      line: 1,
    });
  });
});

describe('config get where only Jupyter knows', () => {
  it.each([
    ['if True: c.A.b = 2', 2],
    ['exec("c.A.b = 2")', 1],
    ['c.A.b.append(2)', 1],
    ['c.update({"A": {"b": 2}})', 1],
    ['if True:\n    c.A.b = 2', 3],
    ['def f():\n    c.A.b = 2\nf()', 3],
  ])('after c.A.b = 1 comes: %s', async (code, line) => {
    home.write(FILE, `c.A.b = 1\n${code}\n`);
    const { code: exit, stdout, stderr } = await config('get', 'A.b');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`(${home.shown(home.config(FILE))}:${line})`);
    expect(stderr).toContain('only Jupyter knows');
    expect(JSON.parse((await config('get', 'A.b', '--json')).stdout).error.code).toBe('answer');
  });

  it.each([
    ['if True: c.A.b = 2\nc.A.b = 3'],
    ['load_subconfig("more.py")\nc.A.b = 3'],
    ['def f(): c.A.b = 2\nf()\nc.A.b = 3'],
    ['c.A.b = 1\nc.A.b = 3'],
  ])('a plain line at the end decides: %s', async (code) => {
    home.write(FILE, `${code}\n`);
    expect(await config('get', 'A.b')).toMatchObject({ code: 0, stdout: '3\n' });
  });

  it('no line sets it, but code may', async () => {
    home.write(FILE, 'x = 1\nexec(open("more.py").read())\n');
    expect(await config('get', 'A.b')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/:2\); only Jupyter/),
    });
  });
});

describe('config show', () => {
  it('every line, with what loses and what only Jupyter knows; no secret', async () => {
    home.write(FILE, MINE);
    const { code, stdout, stderr } = await config('show', '--file', home.config(FILE));
    expect(code).toBe(0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(`~/.jupyter/${FILE}`, 'FILE').split(/ {2,}/));
    expect(rows).toEqual([
      ['ServerApp.port', '8888', 'FILE:2', 'loses'],
      ['ServerApp.port', '9000', 'FILE:3'],
      ['ServerApp.ip', '"*"', 'FILE:5', 'perhaps'],
      ['ServerApp.base_url', expect.any(String), 'FILE:6'],
      ['IdentityProvider.token', '[hidden]', 'FILE:7'],
    ]);
    expect(stdout + stderr).not.toContain('geheim');
  });

  it('set refuses a plain password, and names what makes a hash', async () => {
    for (const name of ['ServerApp.password', 'PasswordIdentityProvider.hashed_password']) {
      const { code, stderr } = await config('set', `${name}=geheim`);
      expect(code).toBe(2);
      expect(stderr).toMatch(/init --password-file FILE/);
      expect(stderr).not.toContain('geheim');
    }
    expect(home.tree()).toEqual({});
  });

  it('set refuses what lets others in, unless it is accepted', async () => {
    home.write(FILE, "c.ServerApp.ip = '0.0.0.0'\n", 0o600);
    for (const [setting, id] of [
      ['ServerApp.allow_origin=*', 'allow-origin-any'],
      ['ServerApp.tornado_settings={"xsrf_cookies": false}', 'xsrf-off'],
      ['ServerApp.login_handler_class=mine.Login', 'login-code'],
    ] as const) {
      const before = home.tree();
      const { code, stderr } = await config('set', setting);
      expect({ code }, stderr).toEqual({ code: 4 });
      expect(stderr).toContain(`--accept ${id}`);
      expect(home.tree()).toEqual(before);
      expect((await config('set', setting, '--accept', id)).code).toBe(0);
    }
    expect((await config('set', 'ServerApp.allow_origin=https://a.example.org')).code).toBe(0);
  });

  it('set refuses an address for others while a weak token stands beside it', async () => {
    home.write(FILE, "c.ServerApp.token = 'abc'\n", 0o600);
    const { code, stderr } = await config('set', 'ServerApp.ip=0.0.0.0');
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('--accept token-weak');
    expect((await config('set', 'ServerApp.ip=localhost')).code).toBe(0);
  });

  it.each([
    'OAuthenticator.client_secret',
    'GitHub.access_token',
    'X.api_key',
    'X.passwd',
    'ServerApp.cookie_secret',
    'JupyterHub.api_tokens',
    'X.private_key',
    'Session.key',
  ])('%s is secret: not shown, and the file becomes 0600', async (name) => {
    home.write(
      FILE,
      `c.A.y = {'a': {'client_secret': 'geheim', 'b': ['${'sha1:aa:'}${'0'.repeat(40)}']}}\n`,
      0o644,
    );
    const typed = await config('set', `${name}=geheim`);
    expect(typed).toMatchObject({ code: 2, stderr: expect.stringContaining('--value-stdin') });
    const input = 'geheim\n';
    expect((await home.run(['config', 'set', name, '--value-stdin'], { input })).code).toBe(0);
    expect(statSync(home.config(FILE)).mode & 0o777).toBe(0o600);
    const shown = [await config('show'), await config('show', '--json')];
    for (const { stdout } of shown) expect(stdout).toContain(name);
    expect(JSON.stringify(shown)).not.toMatch(/geheim|0000/);
    expect(shown[0]?.stdout).toMatch(/\{"a":\{"client_secret":"\[hidden\]","b":\["\[hidden\]"\]\}\}/);
    expect((await config('get', name)).stdout).toBe('geheim\n');
  });

  it('a secret inside a value makes the file 0600, and no other value does', async () => {
    home.write(FILE, 'c.A.x = 1\n', 0o644);
    await config('set', 'A.password_required=true', 'A.x={"tokens_max": "5"}');
    expect(statSync(home.config(FILE)).mode & 0o777).toBe(0o644);
    await config('set', 'A.x={"cookie_secret": "abc"}');
    expect(statSync(home.config(FILE)).mode & 0o777).toBe(0o600);
  });

  it('code that may set more is named', async () => {
    home.write(FILE, 'c.A.x = 1\nexec(open("more.py").read())\n');
    expect((await config('show')).stderr).toContain(`~/.jupyter/${FILE}:2`);
  });

  it('across the files that Jupyter reads, the stronger one wins', async () => {
    home.write(FILE, 'c.ServerApp.port = 9000\n');
    home.write('jupyter_server_config.json', '{"ServerApp": {"port": 9001}}');
    const { settings } = JSON.parse((await config('show', '--json')).stdout);
    expect(settings).toEqual([
      expect.objectContaining({
        value: 9001,
        status: 'wins',
        file: home.config('jupyter_server_config.json'),
      }),
      expect.objectContaining({ value: 9000, status: 'loses', file: home.config(FILE) }),
    ]);
  });

  it('nothing is set: it says so', async () => {
    expect(await config('show')).toMatchObject({ code: 0, stdout: '', stderr: 'No setting is set.\n' });
  });
});

describe('what is refused', () => {
  const wrong: [string[], RegExp, number?][] = [
    [['get', 'ServerApp.port'], /is not set in .*jupyter_notebook_config\.py/],
    [['get', 'ServerApp'], /'ServerApp' is not a name like ServerApp\.port/],
    [['get', 'A.x', '--file', 'nowhere.py'], /There is no file .*nowhere\.py/],
    [['get', 'B.computed'], /B\.computed is computed \(.*:2\)/],
    [['set', 'port=1'], /'port=1' is not NAME=VALUE/],
    [['set', 'A.x'], /'A\.x' is not NAME=VALUE/],
    [['set'], /NAME=VALUE/],
    [['set', 'A.x=1e400'], /A\.x: this value cannot be written/],
    [['set', 'A.x=-1e999', '--file', 'good.json'], /A\.x: this value cannot be written/],
    [['set', `A.x=${'['.repeat(60)}${']'.repeat(60)}`], /A\.x: this value cannot be written/],
    [['set', `A.x=${'['.repeat(20_000)}1.0${']'.repeat(20_000)}`], /A\.x: this value cannot be written/],
    [['set', `A.x=${'9'.repeat(5000)}`], /A\.x: this value cannot be written/],
    [['get', 'A.x', '--file', 'mark.json'], /mark\.json: .*byte order mark/, 4],
    [['get', 'A.x', '--file', 'latin.json'], /latin\.json: .*not UTF-8/, 4],
    [['unset', 'A'], /'A' is not a name/],
    [['show', '--file', ''], /--file needs the path/],
    [['get', 'A.x', '--file', ''], /--file needs the path/],
    [['set', 'A.x=1', '--file', ''], /--file needs the path/],
    [['set', 'A.x=1', '--file', '.'], /config takes --file/, 4],
    [['show', '--file', 'broken.py'], /broken\.py: .*\(line 1, column 5\)/, 4],
    [['get', 'A.x', '--file', 'broken.py'], /broken\.py: .*\(line 1, column 5\)/, 4],
    [['set', 'A.x=1', '--file', 'broken.py'], /broken\.py: .*\(line 1, column 5\)/, 4],
    [['get', 'A.x', '--file', 'broken.json'], /broken\.json: .*\(line 1, column/, 4],
    [['set', 'A.x=1', '--file', 'broken.json'], /broken\.json: .*\(line 1, column/, 4],
  ];
  it.each(wrong)('%j: one clear sentence, and nothing changed', async (args, says, code = 2) => {
    home.write(FILE, 'c.A.x = 1\nc.B.computed = f()\n');
    writeFileSync(home.at('broken.py'), 'x = """\n');
    writeFileSync(home.at('broken.json'), '{"A": oops}');
    writeFileSync(home.at('good.json'), '{}');
    writeFileSync(home.at('mark.json'), '\ufeff{"A": {"x": 1}}');
    writeFileSync(home.at('latin.json'), Buffer.from('{"A": {"x": "\xe9"}}', 'latin1'));
    const before = home.tree();
    const result = await config(...args);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(says) });
    expect(result.stderr).not.toMatch(/bug|^ {4}at |InvalidSymbol/m);
    expect(home.tree()).toEqual(before);
  });

  it.each([
    ['broken.py', 'x = 1\ny = """\n', 2, 5],
    ['broken.json', '{\n"A": oops}', 2, 6],
    ['list.json', '[1]', 1, 1],
  ])('%s: --json tells file, line and column, in both languages', async (name, content, line, column) => {
    writeFileSync(home.at(name), content);
    for (const args of [['get', 'A.x'], ['set', 'A.x=1'], ['show']]) {
      const ask = (lang: string) => config(...args, '--file', name, '--lang', lang, '--json');
      const { error } = JSON.parse((await ask('en')).stdout);
      expect(error).toMatchObject({ code: 'refused', file: home.at(name), line, column });
      expect(error.message).toContain(`(line ${line}, column ${column})`);
      const korean = JSON.parse((await ask('ko')).stdout).error;
      expect(korean).toMatchObject({ code: 'refused', file: home.at(name), line, column });
      expect(korean.message).toContain(`(${line}행 ${column}열)`);
      expect(korean.message.replace(home.at(name), '')).not.toMatch(/line|column|Symbol/);
    }
  });
});
