import { readFileSync } from 'node:fs';
import stringWidth from 'fast-string-width';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { loadQuestions } from '../../src/features/index.ts';
import { unglued } from '../../src/messages/command-line.ts';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { BIN, type CliResult, TestHome } from '../commands/run-cli.ts';

const COMMANDS = [
  [],
  ['init'],
  ['config'],
  ['config', 'get'],
  ['config', 'set'],
  ['config', 'unset'],
  ['config', 'show'],
  ['hash'],
  ['undo'],
];
const SCREEN = { lines: 48, columns: 80 };

const PLACE = {
  place: 'jupyter_notebook_config.py',
  better: "c.NotebookApp.ip = '0.0.0.0'",
  program: '',
  name: '',
  said: '',
  python: '',
};

let home: TestHome;
beforeAll(() => {
  home = new TestHome();
});
afterAll(() => home.remove());

/** As `npx` starts it, so that the commands that are named do not hang on where this clone lies. */
const run = (args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> =>
  home.run(args, { stdin: 'null', env: { npm_command: 'exec', ...env } });
const named = (words: readonly string[]) => ['jupyter-expose', ...words].join(' ');

describe.each(['en', 'ko'])('--help in %s', (language) => {
  it.each(COMMANDS.map((words) => [named(words), words] as const))(
    '%s fits on one screen',
    async (name, words) => {
      const { code, stdout, stderr } = await run([...words, '--help', '--lang', language]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const lines = stdout.trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(SCREEN.lines);
      expect(lines.filter((line) => stringWidth(line) > SCREEN.columns)).toEqual([]);
      expect(lines[0]).toContain(name);
      expect(stdout).toContain('--lang');
      expect(/[가-힣]/.test(stdout)).toBe(language === 'ko');
      expect(stdout).not.toMatch(/undefined|\[object/);
    },
  );

  it.each(COMMANDS.filter(({ length }) => length < 2).map((words) => [named(words), words] as const))(
    '%s has three examples',
    async (_name, words) => {
      const { stdout } = await run([...words, '--help', '--lang', language]);
      const examples = stdout
        .split('\n')
        .filter((line) => /^ {2}(printf .*\| )?npx jupyter-expose /.test(line));
      expect(examples).toHaveLength(3);
    },
  );
});

describe('the purpose on a help screen', () => {
  it.each([
    ['en', ['firewall', 'status'], 'Is there a firewall, and does it let the port in?'],
    ['en', ['undo'], 'Take back what the last run changed.'],
    ['ko', ['cert'], 'https 인증서: 만들기, 가져오기, 보기, 갱신.'],
  ] as const)('in %s of %j is a sentence', async (language, words, sentence) => {
    const { stdout } = await run([...words, '--help', '--lang', language]);
    expect(stdout.split('\n')).toContain(sentence);
  });

  it('names as many questions as init asks on a computer without firewall and router; README.md does, too', async () => {
    const init = ['init', '--yes', '--dry-run', '--password-stdin'];
    const { stderr } = await home.run(init, { input: 'four unrelated words here' });
    const questions = (await loadQuestions()).filter(({ id }) => id !== 'firewall' && id !== 'router');
    const asked = questions.filter(({ label }) => stderr.includes(`\n${label}: `)).length;
    expect(asked).toBe(5);
    const readme = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    expect((await run(['--help'])).stdout).toMatch(/five questions/);
    expect(readme('README.md')).toMatch(/Five questions/);
    expect((await run(['--help', '--lang', 'ko'])).stdout).toMatch(/다섯 가지를 묻고/);
    expect(readme('README.ko.md')).toMatch(/질문 다섯/);
  });
});

describe.each([
  ['README.md', en],
  ['README.ko.md', ko],
] as const)('the transcripts in %s', (name, sentences) => {
  it('say what the program says', () => {
    const readme = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8').replaceAll(
      /\n {2}(?=\S)/g,
      ' ',
    );
    const { init, password, address, tls, live, jupyter, doctor, configFiles } = sentences;
    const said = [
      init.title(packageJson.version),
      `${password.message} ${sentences.prompt.hidden}`,
      `${address.ipMessage} *`,
      `${address.portMessage} 9000`,
      address.browserMessage,
      `${tls.message} ${tls.choices['self-signed']}`,
      init.willDo,
      jupyter.readBack.ok('jupyter notebook'),
      live.listens(live.everywhere, 9000),
      live.stopped('jupyter notebook'),
      init.backup('~/.jupyter/expose/journal/').trim(),
      init.next.again,
      configFiles.cause['ip-unquoted'].message({ ...PLACE, place: configFiles.place(PLACE.place, 2) }),
      configFiles.cause['ip-unquoted'].fix(PLACE),
      doctor.fixable.replace('jupyter-expose', 'npx jupyter-expose'),
    ];
    expect(said.map(unglued).filter((one) => !readme.includes(one))).toEqual([]);
  });
});

describe('the command line', () => {
  it.each(['--version', '-V'])('%s prints the version and nothing else', async (flag) => {
    expect(await run([flag])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  it.each([[[]], [['config']], [['--lang', 'ko', 'cert']]])(
    '%j: no command is help, exit 0',
    async (words) => {
      const { code, stdout, stderr } = await run(words);
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      expect(stderr).toMatch(/jupyter-expose/);
    },
  );

  it('a locale without UTF-8 gets ASCII: help, sentences and the ends of long lines', async () => {
    const env = { LANG: '', LC_ALL: 'C' };
    const answers = [
      await run(['init', '--help'], env),
      await run(['init', '--no-input', '--yes'], env),
      await run(['config', '--help', '--lang', 'en'], env),
    ];
    for (const { stdout, stderr } of answers) expect(stdout + stderr).toMatch(/^[ -~\n]+$/);
  });

  it('the locale chooses the language, --lang beats it', async () => {
    expect((await run(['--help'], { LANG: 'ko_KR.UTF-8' })).stdout).toMatch(/사용법/);
    expect((await run(['--help', '--lang', 'en'], { LANG: 'ko_KR.UTF-8' })).stdout).toMatch(/Usage/);
  });

  const wrong: [string, string[], RegExp][] = [
    ['a command with a typing error', ['inti'], /'inti'.*Did you mean init\?/s],
    ['a command of config with one', ['config', 'shwo'], /'shwo'.*Did you mean show\?/s],
    ['a flag with one', ['init', '--prot', '9000'], /--prot.*Did you mean --port\?/s],
    ['a flag of undo with one', ['undo', '--lsit'], /--lsit.*Did you mean --list\?/s],
    ['a command that is like none', ['frobnicate'], /'frobnicate'.*'npx jupyter-expose --help'/s],
    [
      'a flag without its value',
      ['init', '--port'],
      /--port <\w+> needs a value.*'npx jupyter-expose init --help'/s,
    ],
    ['a word too many', ['init', 'extra'], /more arguments/],
    ['a language that is not spoken', ['init', '--lang', 'fr'], /--lang takes en, ko, not 'fr'/],
    [
      'two flags that exclude each other',
      ['firewall', 'open', '--lan', '--everywhere'],
      /--lan and --everywhere exclude/,
    ],
    [
      'two servers',
      ['cert', 'issue', '--acme-server', 'https://a.example', '--staging'],
      /--staging and --acme-server/,
    ],
    [
      'two places of a token',
      ['ddns', 'update', '--token-stdin', '--token-file', 'x'],
      /--token-stdin and --token-file/,
    ],
    [
      'a program that is not known',
      ['ddns', 'update', '--emit', 'ddclient'],
      /--emit takes inadyn, not 'ddclient'/,
    ],
    ['a password as a flag', ['init', '--password', 'secret'], /--password/],
    [
      'a secret in an option that does not exist',
      ['hash', '--passwort=hunter2'],
      /^Error: There is no option --passwort\.\n(?!.*hunter2)/s,
    ],
    ['a secret behind a short one', ['init', '-phunter2'], /^Error: There is no option -p\.\n(?!.*hunter2)/s],
    ['a value where none belongs', ['init', '--yes=maybe'], /option --yes takes no value\.\n(?!.*maybe)/s],
    ['the same of an option of all commands', ['--no-color=1', 'undo'], /option --no-color takes no value/],
    ['an option as the value of another', ['hash', '--check', '--lang'], /--check <HASH> needs a value/],
    ['the same with its own value', ['init', '--port', '--yes=x'], /--port <number> needs a value/],
    ['a value that begins like an option', ['init', '--port', '-5', '--no-input'], /'-5' is not a port/],
    ['a check without a name', ['doctor', ''], /The name of a check is empty/],
    ['a config file that is not there', ['doctor', '--config', '/none.py'], /There is no file \/none\.py/],
    ['a directory as the answers file', ['init', '--answers', '/tmp', '--no-input'], /\/tmp is a directory/],
    ['a directory as the password file', ['hash', '--password-file', '/tmp'], /\/tmp is a directory/],
    [
      'a port of a page that is not served',
      ['cert', 'trust', '--port', '99'],
      /--port goes together with --serve/,
    ],
    ['a store and a page', ['cert', 'trust', '--store', 'x', '--serve'], /--store and --serve exclude/],
    ['a hash that does not exist', ['init', '--hash', 'md5', '--yes', '--no-input'], /md5/],
    [
      'a target that does not exist',
      ['init', '--target', 'voila', '--no-input'],
      /'voila'.*notebook, lab or server/s,
    ],
    ['a language before the command', ['--lang', 'en', 'init', '--prot'], /'npx jupyter-expose init --help'/],
  ];
  it.each(wrong)('%s: exit 2, one sentence and what to do', async (_name, args, says) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
    expect(stderr).toMatch(/^Error: /m);
    expect(stderr).not.toMatch(/bug|^ {4}at /m);
    expect(stdout).toBe('');
    expect(home.tree()).toEqual({});
  });

  it.each([
    [['--lang', 'ko', 'inti'], /^오류: 'inti' 명령은 없습니다/],
    [['init', '--lang=ko', '--prot', '1'], /^오류: --prot 옵션은 없습니다/],
    [['init', '--lang', 'ko', '--port', '0', '--no-input'], /^오류: --port N: '0'/],
    [['firewall', 'open', '--lan', '--everywhere', '--lang', 'ko'], /^오류: --lan.*--everywhere/],
    [['--lang', 'ko', 'ddns', 'update', '--emit', 'x'], /^오류: --emit.*inadyn/],
    [['config', 'get', 'x', '--lang', 'ko'], /^오류: 'x'/],
  ])('%j: the error is in Korean', async (args, says) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr.split('\n').find((line) => line.startsWith('오류'))).toMatch(says);
    expect(stderr).not.toMatch(/Error|Did you mean/);
  });

  it.each<[string, Record<string, string>, string]>([
    ['npx', { npm_command: 'exec' }, 'npx jupyter-expose'],
    [
      'npm start in a clone',
      { npm_command: 'run-script', npm_lifecycle_event: 'start', npm_package_name: 'jupyter-expose' },
      'npm start --',
    ],
    ['node and the script', { npm_command: '' }, `node ${BIN}`],
  ])('started by %s: commands are named so that they can be typed', async (_name, env, program) => {
    const { stderr } = await run(['cert', 'shwo'], env);
    expect(stderr).toContain(`'${program} cert --help'`);
    expect((await run(['--help'], env)).stdout).toContain(`  ${program} init --port 9000 --yes`);
    const { stdout } = await run(['cert', 'shwo', '--json'], env);
    expect(JSON.parse(stdout).error.hint).toContain(`'${program} cert --help'`);
  });

  it('--json: errors are one document, in the language that was asked for', async () => {
    for (const [language, words] of [
      ['en', /'inti'/],
      ['ko', /명령은 없습니다/],
    ] as const) {
      const { code, stdout } = await run(['inti', '--json', '--lang', language]);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({
        schema: 1,
        error: {
          code: 'usage',
          message: expect.stringMatching(words),
          hint: expect.stringContaining('init'),
        },
      });
    }
  });
});

describe('colours and quiet', () => {
  const ESCAPE = String.fromCharCode(27);
  const setUp = ['init', '--password-stdin', '--ip', 'localhost', '--yes', '--dry-run'];
  const output = async (args: readonly string[], env: Record<string, string>) => {
    const { stdout, stderr } = await home.run(args, { input: 's3cret-문장-passphrase', env });
    return stdout + stderr;
  };

  it.each([
    ['a pipe', [], {}, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR beside FORCE_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['--no-color beside FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_name, flags, env, coloured) => {
    expect((await output([...setUp, ...flags], env)).includes(ESCAPE)).toBe(coloured);
  });

  it('--quiet prints nothing on success, and errors all the same', async () => {
    const quiet = async (args: string[], input = '') => home.run([...args, '--quiet'], { input });
    const first = ['init', '--password-stdin', '--yes'];
    expect(await quiet(first, 's3cret-문장-passphrase')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(home.read('jupyter_notebook_config.py')).toContain('c.ServerApp.port = 8888');
    const silent = { code: 0, stdout: '', stderr: '' };
    expect(await quiet(['init', '--port', '9000', '--yes', '--no-input'])).toMatchObject(silent);
    expect(await quiet(['init', '--yes', '--no-input'])).toMatchObject(silent);
    expect(await quiet(['config', 'set', 'A.x=1'])).toMatchObject(silent);
    expect(await quiet(['undo', '--all', '--yes'])).toMatchObject(silent);
    const wrong = await quiet(['init', '--port', '0', '--no-input']);
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^Error: /) });
  });
});
