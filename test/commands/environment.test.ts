import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliOptions, type CliResult, TestHome } from './run-cli.ts';
import { withoutPrivilege } from './without-privilege.ts';

const FILE = 'jupyter_notebook_config.py';
const LINES = ['s3cret-문장-passphrase', '*', '8100', 'n', 'y'].join('\n');
/** Somebody without an entry in the password file, as in many containers; keeps the rights of who runs the tests. */
const UNKNOWN_USER = ['unshare', '--user', '--map-user=54321', '--map-group=54321'];
/** A mount namespace of its own, in which the home can be mounted read-only. */
const OWN_MOUNTS = ['unshare', '--mount', '--propagation', 'private'];

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

function init(options: CliOptions, ...args: string[]): Promise<CliResult> {
  return home.spawn(['init', ...args], { input: LINES, ...options });
}

/** One clear sentence and nothing else that went on. */
function expectRejection({ code, stderr, stdout }: CliResult, ...says: readonly (string | RegExp)[]): void {
  expect({ code, stderr }).toMatchObject({ code: 4 });
  for (const words of says) expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(stderr).not.toMatch(/bug in jupyter-expose/);
  expect(stdout).toBe('');
}

const canRun = ([program = '', ...args]: readonly string[]) =>
  spawnSync(program, [...args, 'true']).status === 0;
const itAsRoot = it.skipIf(process.getuid?.() !== 0);

describe('root', () => {
  itAsRoot(
    'under sudo: it says whose Jupyter it would have changed, and the command without sudo',
    async () => {
      const refused = await init(
        { env: { SUDO_USER: 'alice', COLUMNS: '1000' } },
        '--ip',
        '*',
        '--port',
        '8100',
      );
      expectRejection(refused, /alice/, home.config(FILE), /init --ip '\*' --port 8100/);
      expect(home.tree()).toEqual({});
      expect(readdirSync(home.dir)).toEqual([]);
    },
  );

  itAsRoot('undo and config set under sudo are refused as well', async () => {
    const env = { SUDO_USER: 'alice' };
    expectRejection(await home.spawn(['undo', '--yes'], { env, stdin: 'null' }), /alice/);
    expectRejection(
      await home.spawn(['config', 'set', 'ServerApp.port=9999'], { env, stdin: 'null' }),
      /alice/,
    );
    expect(readdirSync(home.dir)).toEqual([]);
  });

  itAsRoot('without sudo it works, with a warning', async () => {
    const { code, stderr } = await init({});
    expect(code).toBe(0);
    expect(stderr).toContain('This runs as root');
  });
});

describe('the home directory', () => {
  it('may not be written: the directory that refuses is named', async () => {
    chmodSync(home.dir, 0o555);
    expectRejection(await init({ prefix: withoutPrivilege() }), `You may not write ${home.dir}.`);
    chmodSync(home.dir, 0o755);
    expect(readdirSync(home.dir)).toEqual([]);
  });

  it('is a file', async () => {
    writeFileSync(home.at('file'), '');
    expectRejection(await init({ env: { HOME: home.at('file') } }), /is a file where a directory is needed/);
  });

  it.skipIf(!canRun(OWN_MOUNTS))('lies on a file system that is mounted read-only', async () => {
    const script = 'mount --bind "$HOME" "$HOME" && mount -o remount,ro,bind "$HOME" && exec "$0" "$@"';
    const prefix = [...OWN_MOUNTS, '/bin/sh', '-c', script];
    expectRejection(await init({ prefix }), /read-only/, home.dir);
    expect(readdirSync(home.dir)).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['not a full path', 'somewhere'],
  ])('HOME is %s', async (_name, HOME) => {
    expectRejection(await init({ env: { HOME } }), /Set HOME, or JUPYTER_CONFIG_DIR, to a full path/);
    expect(readdirSync(home.dir)).toEqual([]);
  });

  it.skipIf(!canRun(UNKNOWN_USER))('nobody knows where it is', async () => {
    const prefix = [...UNKNOWN_USER, 'env', '--unset=HOME'];
    expectRejection(await init({ prefix }), /Set HOME, or JUPYTER_CONFIG_DIR, to a full path/);
    const elsewhere = { JUPYTER_CONFIG_DIR: home.at('config') };
    expect(await init({ prefix, env: elsewhere })).toMatchObject({ code: 0 });
    expect(readdirSync(home.dir)).toEqual(['config']);
  });
});

describe('the config directory', () => {
  it('JUPYTER_CONFIG_DIR with blanks and Hangul: everything lies there, and undo takes it back', async () => {
    const directory = home.at('my config 설정');
    const env = { JUPYTER_CONFIG_DIR: directory };
    expect(await init({ env })).toMatchObject({ code: 0 });
    expect(readdirSync(home.dir)).toEqual(['my config 설정']);
    expect(readdirSync(directory).sort()).toEqual(['expose', FILE]);
    const again = await home.spawn(['init', '--port', '8101', '--yes'], { env, stdin: 'null' });
    expect(again).toMatchObject({ code: 0 });
    expect((await home.spawn(['undo', '--all', '--yes'], { env, stdin: 'null' })).code).toBe(0);
    expect(readdirSync(directory)).toEqual(['expose']);
  });

  it('JUPYTER_CONFIG_DIR that is not a full path', async () => {
    expectRejection(await init({ env: { JUPYTER_CONFIG_DIR: 'conf' } }), /'conf' depends on where you stand/);
    expect(readdirSync(home.dir)).toEqual([]);
  });

  const broken: [string, () => void, RegExp][] = [
    ['a directory', () => mkdirSync(home.config(FILE), { recursive: true }), /is a directory, not a file/],
    ['a string without an end', () => void home.write(FILE, 'x = """\n'), /never closed.*line 1, column 5/s],
    ['UTF-16', () => void home.write(FILE, '\uFEFFc.A.b = 1\0'), /line 1, column/],
    [
      'not to be read',
      () => void home.write(FILE, 'c.ServerApp.port = 1\n', 0o000),
      /You may not read .*jupyter_notebook_config\.py.*“chmod u\+rw .*jupyter_notebook_config\.py/s,
    ],
  ];
  it.each(broken)('the config file is %s: named, and left as it is', async (_name, arrange, says) => {
    arrange();
    const before = readdirSync(home.config(''));
    expectRejection(await init({ prefix: withoutPrivilege() }), says, FILE);
    expect(readdirSync(home.config(''))).toEqual(before);
  });

  it('a directory that the user closed: the command that opens it', async () => {
    mkdirSync(home.config('expose'), { recursive: true });
    chmodSync(home.config('expose'), 0o000);
    expectRejection(
      await init({ prefix: withoutPrivilege() }),
      /You may not read .*journal.*“chmod u\+rwx .*expose['”]/s,
    );
  });

  it('the current directory is gone', async () => {
    const gone = join(home.dir, 'gone');
    mkdirSync(gone);
    const prefix = ['/bin/sh', '-c', 'rmdir "$PWD" && exec "$0" "$@"'];
    expectRejection(await init({ prefix, cwd: gone }), /does not exist any more.*cd ~/s);
    expect(readdirSync(home.dir)).toEqual([]);
  });
});

it('a pipe in the place of the config file is refused, not waited for', async () => {
  mkdirSync(home.config(''), { recursive: true });
  expect(spawnSync('mkfifo', [home.config(FILE)]).status).toBe(0);
  expectRejection(await init({}), `~/.jupyter/${FILE}`, /no ordinary file/);
  expectRejection(
    await home.spawn(['config', 'set', 'NotebookApp.port=9001', '--file', home.config(FILE)]),
    /no ordinary file/,
  );
});
