import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeNeeds, environment } from '../../environments.ts';
import { TestHome } from '../run-cli.ts';

const YES = ['--password-file', 'pw', '--yes', '--no-input'];

let home: TestHome;
afterEach(() => home.remove());

function start(path: readonly string[] = []): void {
  home = new TestHome(path);
  writeFileSync(home.at('pw'), 'correct horse battery staple', { mode: 0o600 });
}

describe('what is stated beside the questions', () => {
  beforeEach(() => start());

  const targets: [string, string[], Record<string, string>, object | undefined, string][] = [
    ['a flag', ['--target', 'lab@4'], {}, undefined, 'jupyter_server_config.py'],
    ['a variable', [], { JUPYTER_EXPOSE_TARGET: 'lab@4' }, undefined, 'jupyter_server_config.py'],
    ['the answers file', [], {}, { target: 'lab@4' }, 'jupyter_server_config.py'],
    [
      'a flag before the answers file',
      ['--target', 'notebook@5.7'],
      {},
      { target: 'lab@4' },
      'jupyter_notebook_config.py',
    ],
  ];
  it.each(targets)('which Jupyter, by %s', async (_name, flags, env, answers, file) => {
    if (answers) writeFileSync(home.at('a.json'), JSON.stringify(answers));
    const args = ['init', ...YES, ...flags, ...(answers ? ['--answers', 'a.json'] : [])];
    const { code, stderr } = await home.run(args, { env, stdin: 'null' });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(existsSync(home.config(file))).toBe(true);
  });

  const refused: [string, string[], Record<string, string>, object | undefined, number, RegExp][] = [
    ['a Jupyter that does not exist', ['--target', 'labb'], {}, undefined, 2, /labb/],
    ['such a one in the answers file', [], {}, { target: 'labb' }, 2, /labb/],
    ['a number for a Jupyter', [], {}, { target: 5 }, 2, /5/],
    ['a config file that Jupyter would not read', ['--config', 'x.conf'], {}, undefined, 2, /x\.conf/],
    ['an empty name for the config file', ['--config', ''], {}, undefined, 2, /\.py/],
    ['JUPYTER_NO_CONFIG', [], { JUPYTER_NO_CONFIG: '1' }, undefined, 4, /JUPYTER_NO_CONFIG/],
    ['an unknown kind of hash', ['--hash', 'md5'], {}, undefined, 2, /md5/],
    [
      'argon2 where Notebook 5.7 could not read it',
      ['--hash', 'argon2', '--target', 'notebook@5.7'],
      {},
      undefined,
      2,
      /5\.7/,
    ],
    ['a password as a flag', ['--password', 'hunter2'], {}, undefined, 2, /--password-file/],
  ];
  it.each(refused)(
    '%s is refused and nothing is changed',
    async (_name, flags, env, answers, wanted, says) => {
      if (answers) writeFileSync(home.at('a.json'), JSON.stringify(answers));
      const args = ['init', ...YES, ...flags, ...(answers ? ['--answers', 'a.json'] : [])];
      const { code, stderr } = await home.run(args, { env, stdin: 'null' });
      expect({ code, stderr }).toMatchObject({ code: wanted });
      expect(stderr).toMatch(says);
      expect(home.tree()).toEqual({});
    },
  );

  it('the same command without questions makes the same again', async () => {
    const first = await home.run(['init', ...YES, '--hash', 'sha256', '--port', '8123', '--ip', 'localhost']);
    const again = first.stdout.split('\n').at(-2) ?? '';
    expect(again).toMatch(
      /init --ip localhost --port 8123 --no-open-browser --tls none --password-file FILE --hash sha256 --yes$/,
    );
  });

  it('--json tells a busy port, a weak password and the diff, also of a dry run', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    try {
      const args = [
        'init',
        '--password-stdin',
        '--yes',
        '--port',
        String(port),
        '--tls',
        'none',
        '--dry-run',
        '--json',
      ];
      const { code, stdout } = await home.run(args, { input: '부엉이커피' });
      expect(code).toBe(0);
      const { findings, changes, status } = JSON.parse(stdout);
      expect(status).toBe('planned');
      const ids = findings.map(({ id }: { id: string }) => id);
      expect(ids).toEqual(
        expect.arrayContaining(['port-busy', 'password-weak', 'password-hangul', 'plain-http']),
      );
      expect(changes[0].diff).toContain(`+c.ServerApp.port = ${port}`);
      expect(stdout).not.toContain('argon2:');
    } finally {
      holder.close();
    }
  });

  it('undo --dry-run refuses what undo would refuse', async () => {
    await home.run(['init', ...YES]);
    home.write('jupyter_notebook_config.py', `${home.read('jupyter_notebook_config.py')}# mine\n`, 0o600);
    const { code, stderr } = await home.run(['undo', '--dry-run'], { stdin: 'null' });
    expect(code).toBe(4);
    expect(stderr).toContain('jupyter_notebook_config.py');
  });

  it('a result that cannot be written is said, and does not change what was done', async () => {
    const { code, stderr } = await home.run(['init', ...YES], {
      stdin: 'null',
      prefix: ['/bin/sh', '-c', 'exec "$0" "$@" >/dev/full'],
    });
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('ENOSPC') });
    expect(stderr).not.toContain('    at ');
    expect(home.read('jupyter_notebook_config.py')).toContain('c.ServerApp.port = 8888');
  });
});

describeNeeds('nb7')('a dry run with a real Jupyter', () => {
  beforeEach(() => start([environment('nb7').bin('')]));

  it('does not run the person’s config file, and leaves nothing behind', async () => {
    const note = home.at('ran');
    home.write('jupyter_notebook_config.py', `open(${JSON.stringify(note)}, 'w').write('x')\nexec('pass')\n`);
    home.write('../tmp/keep', '');
    const before = home.tree();
    const { code, stderr } = await home.run(['init', ...YES, '--dry-run'], {
      stdin: 'null',
      env: { TMPDIR: home.at('tmp') },
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(existsSync(note)).toBe(false);
    expect(home.tree()).toEqual(before);
    expect(readdirSync(home.at('tmp'))).toEqual(['keep']);
  });
});
