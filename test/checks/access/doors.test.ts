import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, symlinkSync, utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { TestHome } from '../../commands/run-cli.ts';

const PASSWORD = 'vier candle mosaic 유령';
const LINES = `${[PASSWORD, '*', '8100', 'n', 'y'].join('\n')}\n`;
const FILE = 'jupyter_notebook_config.py';
const UNIT = '.config/systemd/user/lab.service';

let home: TestHome;
beforeEach(() => {
  home = new TestHome([], 'doors 집 ');
});
afterEach(() => home.remove());

const init = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  home.run(['init', '--tls', 'none', ...args], { input: LINES, env });
const unit = (...lines: readonly string[]) =>
  home.write(`../${UNIT}`, ['[Service]', ...lines, ''].join('\n'));
async function doctor() {
  const { stdout } = await home.run(['doctor', '--json']);
  const { findings } = JSON.parse(stdout) as {
    findings: { id: string; status: string; evidence?: { file?: string; line?: number; text?: string } }[];
  };
  return findings;
}

describe('what starts Jupyter decides who gets in', () => {
  it('a unit that starts it open is refused with its line, and named by the doctor', async () => {
    unit(
      "ExecStart=/bin/sh -c \"jupyter lab --ip=0.0.0.0 --ServerApp.token='' --IdentityProvider.hashed_password=''\"",
    );
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('lab.service:2');
    expect(stderr).toContain('--accept open-to-anyone');
    expect(home.tree()).toEqual({});
    expect(await doctor()).toContainEqual(
      expect.objectContaining({
        id: 'open-to-anyone',
        status: 'fail',
        evidence: expect.objectContaining({ file: home.at(UNIT), line: 2 }),
      }),
    );
    expect((await init(['--accept', 'open-to-anyone'])).code).toBe(0);
  });

  it('a weak token of a unit is outweighed by a line in the config', async () => {
    unit('Environment="JUPYTER_TOKEN=1234"', 'ExecStart=/usr/bin/jupyter lab');
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 0 });
    expect(stderr).toContain('lab.service:2');
    expect(home.read(FILE)).toMatch(/^c\.IdentityProvider\.token = ''$/m);
    expect((await doctor()).filter(({ id }) => id === 'token-weak')).toEqual([]);
  });

  it('a flag of a unit is not: it is refused', async () => {
    unit('ExecStart=/usr/bin/jupyter lab --IdentityProvider.token=secret');
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('lab.service:2');
    expect(stderr).not.toContain('secret (');
  });

  it('an empty token beside the password of the config lets nobody in', async () => {
    unit("ExecStart=/usr/bin/jupyter lab --ServerApp.token='' --ServerApp.password=''");
    expect(await init()).toMatchObject({ code: 0 });
    expect((await doctor()).filter(({ id }) => id === 'open-to-anyone')).toEqual([]);
  });
});

const STRONG = '5d41402abc4b2a76b9719d911017c592ae5d41402abc4b2a';
const CONFIG = (...names: readonly string[]) => ['..', ...names].join('/');

describe('a start that reads other config files', () => {
  const OTHER: Readonly<Record<string, readonly string[]>> = {
    named: ['ExecStart="/usr/bin/jupyter" "lab" --config=%h/named.py'],
    moved: ['Environment=JUPYTER_CONFIG_DIR=%h/moved', 'ExecStart=/usr/bin/jupyter lab'],
    dashed: ['ExecStart=/usr/bin/jupyter lab -IdentityProvider.token=abc'],
    settings: ["ExecStart=/usr/bin/jupyter lab --ServerApp.tornado_settings=\"{'cookie_secret': 'x'}\""],
    hidden: ['ExecStart=/bin/sh -c \'jupyter lab --ServerApp.token="$HIDDEN"\''],
    file: ['Environment="JUPYTER_TOKEN_FILE=%h/weak"', 'ExecStart=/usr/bin/jupyter lab'],
    // Nobody can guess what these take.
    random: ["ExecStart=/bin/sh -c 'jupyter lab --ServerApp.token=$(openssl rand -hex 24)'"],
    strong: ['EnvironmentFile=%h/strong.env', 'ExecStart=/usr/bin/jupyter lab --config=%h/strong.py'],
    empty: ['Environment=JUPYTER_TOKEN=', 'ExecStart=/usr/bin/jupyter lab'],
    other: ['Environment=JUPYTER_TOKEN=abc', 'ExecStart=/usr/bin/nginx'],
  };

  it('is judged by those, and each is named with file and line', async () => {
    for (const [name, lines] of Object.entries(OTHER))
      home.write(CONFIG('.config/systemd/user', `${name}.service`), ['[Service]', ...lines, ''].join('\n'));
    home.write(CONFIG('named.py'), "c.ServerApp.port = 1\nc.ServerApp.token = 'abc'\n");
    home.write(CONFIG('moved', FILE), "c.ServerApp.login_handler_class = 'mine.Login'\n");
    home.write(CONFIG('strong.py'), "c.ServerApp.allow_origin = 'https://team.example.org'\n");
    home.write(CONFIG('weak'), 'abc');
    home.write(CONFIG('strong.env'), `JUPYTER_TOKEN=${STRONG}\n`);
    home.write(CONFIG('.profile'), 'export A=1\nexport JUPYTER_TOKEN=abc\n');
    const found = (await doctor()).filter(({ id }) => /token|secret|code|open/.test(id));
    const shown = found.map(({ id, status, evidence: { file = '', line } = {} }) =>
      [status, id, `${file.replace(`${home.dir}/`, '').replace('.config/systemd/user/', '')}:${line}`].join(
        ' ',
      ),
    );
    expect(shown.sort()).toEqual([
      'fail cookie-secret-literal settings.service:2',
      'fail token-weak .profile:2',
      'fail token-weak dashed.service:2',
      'fail token-weak file.service:2',
      'fail token-weak named.py:2',
      `warn login-code moved/${FILE}:1`,
      'warn setting-code hidden.service:2',
    ]);
  });

  it('is refused by init, which writes a file that it does not read', async () => {
    unit('Environment=JUPYTER_TOKEN=abc JUPYTER_CONFIG_DIR=%h/moved', 'ExecStart=/usr/bin/jupyter lab');
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('lab.service:2');
    expect(stderr).toContain('--accept token-weak');
    expect(home.tree()).toEqual({});
  });
});

it('a server that runs takes its weak token until it is restarted, whatever the config says since', async () => {
  const listen =
    "const s=require('net').createServer().listen(0,'127.0.0.1',()=>console.log(s.address().port))";
  const server = spawn(process.execPath, ['-e', listen, 'jupyter-lab'], {
    env: { JUPYTER_TOKEN: 'abc' },
    cwd: home.dir,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [port] = await once(server.stdout, 'data');
    const { pid } = server;
    home.write(
      CONFIG(`.local/share/jupyter/runtime/jpserver-${pid}.json`),
      JSON.stringify({ pid, port: Number(String(port)) }),
    );
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 0 });
    expect(stderr).toContain(`Closed (process ${pid})`);
    const changed = async (seconds: number) => {
      utimesSync(home.config(FILE), Date.now() / 1000 + seconds, Date.now() / 1000 + seconds);
      return (await doctor()).filter(({ id }) => id === 'token-weak').map(({ status }) => status);
    };
    expect(await changed(9)).toEqual(['fail']);
    expect(await changed(-99)).toEqual([]);
  } finally {
    server.kill();
  }
});

describe('the environment of this shell', () => {
  it.each(['1234', 'a-short-one', 'changeme-changeme-changeme-changeme'])(
    'JUPYTER_TOKEN=%s is outweighed',
    async (token) => {
      const { code, stderr } = await init([], { JUPYTER_TOKEN: token });
      expect({ code }, stderr).toEqual({ code: 0 });
      expect(stderr).toContain('Closed (JUPYTER_TOKEN)');
      expect(stderr).not.toContain(token);
      expect(home.read(FILE)).toMatch(/token = ''$/m);
    },
  );

  it('a strong one is fine', async () => {
    const { code, stderr } = await init([], { JUPYTER_TOKEN: STRONG });
    expect({ code }, stderr).toEqual({ code: 0 });
    expect(home.read(FILE)).not.toMatch(/^c\..*token/m);
  });
});

describe('a password that is easily guessed', () => {
  it.each(['jupyter', 'qwer1234!', '사랑해요', '12345678'])(
    '%s: exit 2, on every way in',
    async (password) => {
      const words = ['init', '--tls', 'none', '--ip', '*', '--yes', '--no-input'];
      home.write('../password', password, 0o600);
      home.write('../answers.json', JSON.stringify({ password }), 0o600);
      for (const more of [
        ['--password-file', home.at('password')],
        ['--answers', home.at('answers.json')],
      ]) {
        const refused = await home.run([...words, ...more]);
        expect({ code: refused.code }, refused.stderr).toEqual({ code: 2 });
        expect(refused.stderr).toContain('--weak-password');
      }
      expect(home.tree()).toEqual({});
      const file = ['--password-file', home.at('password')];
      expect((await home.run([...words, ...file, '--weak-password'])).code).toBe(0);
      expect((await home.run([...words, ...file, '--ip', 'localhost'])).code).toBe(0);
    },
  );
});

it.each(["passwd('clear text')", 'passwd("clear text", "sha1")'])(
  'the former password in %s leaves the config',
  async (expression) => {
    home.write(
      FILE,
      `from notebook.auth import passwd\nc.NotebookApp.password = ${expression}  # 내 것\n`,
      0o600,
    );
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 0 });
    expect(stderr).toContain('stood in clear');
    expect(stderr).not.toContain('clear text');
    expect(home.read(FILE)).not.toContain('clear text');
    expect(home.read(FILE)).toContain('# 내 것');
    expect(await home.run(['undo', '--yes'], { stdin: 'null' })).toMatchObject({ code: 0 });
    expect(home.read(FILE)).toContain(expression);
  },
);

describe('a password that guessers try first', () => {
  it.each([
    ['sha1', 'test123'],
    ['argon2', 'jupyter'],
  ] as const)('%s of %s: named by the doctor, refused by a rerun for others', async (algorithm, word) => {
    const hash = await hashPassword(word, algorithm);
    home.write(
      FILE,
      `c.PasswordIdentityProvider.hashed_password = '${hash}'\nc.ServerApp.ip = '0.0.0.0'\n`,
      0o600,
    );
    expect(await doctor()).toContainEqual(expect.objectContaining({ id: 'password-known', status: 'fail' }));
    const words = ['init', '--tls', 'none', '--port', '8123', '--yes', '--no-input'];
    const { code, stderr } = await home.run(words);
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('--accept password-known');
    expect((await home.run([...words, '--ip', 'localhost'])).code).toBe(0);
  });

  it('one that init estimated is remembered by a fingerprint, which no other hash has', async () => {
    const remembered = () => JSON.parse(home.read('expose/answers.json')).examinedHash;
    await home.run(['init', '--tls', 'none', '--ip', 'localhost', '--yes', '--password-stdin'], {
      input: 'jupyter',
    });
    expect(remembered()).toBeUndefined();
    expect((await init()).code).toBe(0);
    const [, hash = ''] = /hashed_password = '(.*)'/.exec(home.read(FILE)) ?? [];
    const print = createHash('sha256').update(hash).digest('hex');
    expect(remembered()).toBe(print);
    expect((await home.run(['init', '--port', '8222', '--yes'], { stdin: 'null' })).code).toBe(0);
    expect(remembered()).toBe(print);
    const known = await hashPassword('jupyter', 'argon2');
    home.write(
      FILE,
      home.read(FILE).replace(hash, () => known),
      0o600,
    );
    expect(await doctor()).toContainEqual(expect.objectContaining({ id: 'password-known', status: 'fail' }));
  });

  it('is refused by config set as a hash too', async () => {
    expect((await init()).code).toBe(0);
    const key = 'PasswordIdentityProvider.hashed_password';
    const input = await hashPassword('password', 'sha1');
    const { code, stderr } = await home.run(['config', 'set', key, '--value-stdin', '--yes'], { input });
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('--accept password-known');
  });

  it('another one is not', async () => {
    const hash = await hashPassword(PASSWORD, 'sha1');
    home.write(
      FILE,
      `c.PasswordIdentityProvider.hashed_password = '${hash}'\nc.ServerApp.ip = '0.0.0.0'\n`,
      0o600,
    );
    expect((await doctor()).filter(({ id }) => id === 'password-known')).toEqual([]);
  });
});

describe('config unset', () => {
  const unset = (...words: string[]) => home.run(['config', 'unset', ...words, '--yes'], { stdin: 'null' });

  it('of the password is refused where an empty token stays', async () => {
    expect((await init()).code).toBe(0);
    await home.run(['config', 'set', 'IdentityProvider.token=', '--yes'], { stdin: 'null' });
    const { code, stderr } = await unset('PasswordIdentityProvider.hashed_password');
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('--accept open-to-anyone');
    expect((await unset('ServerApp.port')).code).toBe(0);
  });
});

describe('code in a config file', () => {
  it.each([
    "from notebook.auth.login import LoginHandler\nLoginHandler.get_user = classmethod(lambda c, h: 'x')",
    "import jupyter_server.auth as a\nsetattr(a.IdentityProvider, 'get_user', lambda self, h: 'x')",
  ])('%s is refused with its line', async (text) => {
    home.write(FILE, `${text}\n`);
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain(`${FILE}:2`);
    expect((await doctor()).find(({ id }) => id === 'login-code')).toMatchObject({ evidence: { line: 2 } });
  });
});

describe('what only Jupyter at work would show', () => {
  it('parts of the web server that the config replaces are named with their lines', async () => {
    home.write(
      FILE,
      [
        'import tornado.web',
        'tornado.web.authenticated = lambda m: m',
        'from tornado.web import RequestHandler as R',
        "R.current_user = property(lambda s: 'x')",
        "c.ServerApp.allow_origin_pat = '(?x) .*'",
        '',
      ].join('\n'),
      0o600,
    );
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 4 });
    const named = (await doctor()).filter(({ id }) => /^(login-code|origin-pattern)$/.test(id));
    expect(named.map(({ id, evidence }) => `${id} ${evidence?.line}`).sort()).toEqual([
      'login-code 2',
      'login-code 4',
      'origin-pattern 5',
    ]);
  });

  it('what tornado takes for true, what the config puts into the environment, and conditions are closed', async () => {
    home.write(
      FILE,
      [
        'import os',
        "os.environ['JUPYTER_TOKEN'] = '1234'",
        "c.ServerApp.tornado_settings = {'xsrf_cookies': 0, 'disable_check_xsrf': 1}",
        "c.ServerApp.allow_origin = 'null'",
        "c.ServerApp.extra_static_paths = ['~/.local/share/jupyter']",
        'c.ServerApp.authenticate_prometheus = True',
        "if os.environ.get('INVOCATION_ID'):",
        '    c.ServerApp.authenticate_prometheus = False',
        '',
      ].join('\n'),
      0o600,
    );
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 0 });
    const lines = [...stderr.matchAll(/Closed \([^)]*:(\d+)\)/g)].map(([, line]) => Number(line));
    expect([...new Set(lines)].sort()).toEqual([2, 3, 4, 5, 8]);
  });

  it('a link from the files for everybody to the home is refused, one to an extension is not', async () => {
    home.write('../src/ext/index.js', '');
    home.write('nbextensions/a.js', '');
    symlinkSync(home.at('src', 'ext'), home.config('nbextensions/ext'));
    expect(await init(['--dry-run'])).toMatchObject({ code: 0 });
    symlinkSync(home.dir, home.config('custom'));
    const { code, stderr } = await init(['--dry-run']);
    expect({ code }, stderr).toEqual({ code: 4 });
    expect(stderr).toContain('--accept files-without-login');
  });

  it('a provider without a password, other config names, fish and what runs beside a unit count', async () => {
    const service = (name: string, ...lines: readonly string[]) =>
      home.write(`../.config/systemd/user/${name}.service`, ['[Service]', ...lines, ''].join('\n'));
    const jupyter = '/usr/bin/jupyter lab';
    const provider = '--ServerApp.identity_provider_class=jupyter_server.auth.identity.IdentityProvider';
    service('provider', `ExecStart=${jupyter} ${provider} --IdentityProvider.token=`);
    service('names', `ExecStart=${jupyter} --JupyterApp.config_file_name=more`);
    service('beside', 'ExecStart=/bin/true', `ExecStartPost=${jupyter} --IdentityProvider.token=abc`);
    home.write('../.config/fish/conf.d/j.fish', 'set -gx JUPYTER_TOKEN abc\n');
    const found = (await doctor()).filter(({ id }) => /token-weak|login-code|other-config/.test(id));
    const where = found.map(
      ({ id, evidence }) => `${id} ${evidence?.file?.split('/').at(-1)}:${evidence?.line}`,
    );
    expect(where.sort()).toEqual([
      'login-code provider.service:2',
      'other-config names.service:2',
      'token-weak beside.service:3',
      'token-weak j.fish:1',
    ]);
  });

  it('switches and sections of sections are read as traitlets reads them', async () => {
    const nested = { ServerApp: { IdentityProvider: { token: '1234' } } };
    home.write('jupyter_server_config.json', JSON.stringify(nested), 0o600);
    expect((await init(['--dry-run'])).stderr).toContain('--accept token-weak');
    rmSync(home.config('jupyter_server_config.json'));
    unit('ExecStart=/usr/bin/jupyter lab --ServerApp.disable_check_xsrf=1');
    expect((await init(['--dry-run'])).stderr).toContain('--accept xsrf-off');
    unit('ExecStart=/usr/bin/jupyter lab --ServerApp.IdentityProvider.token=1234');
    expect((await init(['--dry-run'])).stderr).toContain('--accept token-weak');
  });

  it('what careful people do with these modules is not touched', async () => {
    home.write(
      FILE,
      [
        'import logging, os, mimetypes, tornado.log',
        'from tornado.httpclient import AsyncHTTPClient',
        'AsyncHTTPClient.configure(None, max_body_size=10**9)',
        'tornado.log.access_log.setLevel(logging.ERROR)',
        "mimetypes.types_map['.wasm'] = 'application/wasm'",
        "os.environ['SHELL'] = '/bin/bash'",
        "if os.environ.get('JUPYTER_TOKEN'):",
        "    c.ServerApp.base_url = '/team/'",
        'class Own:',
        "    title = 'x'",
        "Own.title = 'y'",
        '',
      ].join('\n'),
      0o600,
    );
    const { code, stderr } = await init();
    expect({ code }, stderr).toEqual({ code: 0 });
    expect(stderr).not.toMatch(/Closed \(/);
  });
});
