import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeNeeds, environment } from '../../environments.ts';
import { startServer } from '../../real/server.ts';
import { BIN, TestHome } from '../run-cli.ts';
import { withoutPrivilege } from '../without-privilege.ts';

const FILE = 'jupyter_notebook_config.py';
const SECRET = 'sha1:0123456789ab:0123456789abcdef0123456789abcdef01234567';
/** Being root is a risk, and so is whatever else runs on this machine while a test does. */
/** No server runs here, and nothing is called right before one answers. */
const NOTHING_FAILS = /not set up yet|set up, but it is not running/;
/** Loads nothing at all: the address stands without quotes. */
const UNQUOTED = 'c = get_config()\nc.NotebookApp.ip = 0.0.0.0\nc.NotebookApp.port = 8123\n';
const PASSWORD = '한밤중 the quick otter 7';

let home: TestHome;
beforeEach(() => {
  home = new TestHome([dirname(environment('nb64').python)]);
});
afterEach(() => home.remove());

const doctor = (...words: string[]) => home.run(['doctor', ...words], { stdin: 'null' });

/** Everything below HOME: kind, mode, owner, times and content. Access times are left out: reading is looking. */
function wholeHome(): Record<string, string> {
  const names = readdirSync(home.dir, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    ['.', ...names].map((name) => {
      const path = join(home.dir, name);
      const { mode, uid, mtimeMs, ctimeMs, isFile } = Object.assign(statSync(path));
      const content = isFile.call(statSync(path)) ? readFileSync(path, 'latin1') : '';
      return [name, [mode, uid, mtimeMs, ctimeMs, content].join(' ')];
    }),
  );
}

describe('doctor refuses what makes no sense, with exit 2', () => {
  it.each([
    [['--start'], '--live'],
    [['--dry-run'], '--fix'],
    [['--yes'], '--fix'],
    [['--ca', 'x.pem'], '--url'],
    [['--password-over-http'], '--live'],
    [['--url', 'http://localhost:1/', '--fix'], '--fix'],
    [['--url', 'http://localhost:1/', '--target', 'lab'], '--target'],
    [['--live', '--fix'], '--fix'],
    [['--liv'], '--live'],
    [['--url', 'somewhere'], 'https://'],
    [['--live'], '--password-file'],
    [['--url', 'http://192.0.2.1:1/', '--live', '--password-file', '/dev/null'], '--password-over-http'],
    [['--url', 'https://localhost:1/', '--ca', '/nowhere/ca.pem'], '/nowhere/ca.pem'],
    [['--url', 'https://localhost:1/', '--ca', BIN], 'BEGIN CERTIFICATE'],
    [['--password', 'x'], '--password'],
  ])('%j', async (words, named) => {
    const { code, stdout, stderr } = await doctor(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
  });
});

describeNeeds('nb64')('doctor on a real notebook 6.4', () => {
  it('changes nothing, not even times, and leaves no file', async () => {
    home.write(FILE, UNQUOTED, 0o644);
    const before = wholeHome();
    expect((await doctor()).code).toBe(3);
    expect((await doctor('--json')).code).toBe(3);
    expect((await doctor('--fix', '--dry-run')).code).toBe(3);
    expect(wholeHome()).toEqual(before);
  });

  it('an empty home stays empty', async () => {
    expect((await doctor()).code).toBe(0);
    expect(readdirSync(home.dir)).toEqual([]);
  });

  it('reports on stdout: the cause with its line, why, what to do, and how many checks are fine', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const { stdout, stderr, code } = await doctor();
    expect(code).toBe(3);
    expect(stdout).toContain('notebook 6.4.12');
    expect(stdout).toContain(`${home.shown(home.config(FILE))}:2\n    c.NotebookApp.ip = 0.0.0.0\n`);
    expect(stdout).toMatch(/^✖ /m);
    expect(stdout).toMatch(/^ {2}→ /m);
    expect(stdout).toMatch(/Do this first: .*doctor --fix/);
    expect(stdout.indexOf('✖')).toBeLessThan(stdout.indexOf('✔'));
    expect(stderr).not.toContain('✖');
  });

  it('--json is one document: findings in causal order, a repair only as a word', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const { stdout, code } = await doctor('--json');
    const { schema, findings } = JSON.parse(stdout);
    expect({ schema, code }).toEqual({ schema: 1, code: 3 });
    const known = ['id', 'status', 'message', 'why', 'evidence', 'fix', 'fixable', 'blockedBy'];
    for (const finding of findings) {
      expect(Object.keys(finding).filter((name) => !known.includes(name))).toEqual([]);
      expect(finding.status).toMatch(/^(ok|warn|fail|unknown)$/);
      expect(finding.message).toMatch(/\p{L}/u);
    }
    const first = findings.find(({ status }: { status: string }) => status === 'fail');
    expect(first).toMatchObject({ fixable: true, evidence: { file: home.config(FILE), line: 2 } });
    expect(findings.some(({ blockedBy }: { blockedBy?: string }) => blockedBy === first.id)).toBe(true);
  });

  it('speaks Korean', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const { stdout } = await doctor('--lang', 'ko');
    expect(stdout).toContain('먼저 할 일: ');
    expect(stdout.match(/[가-힣]/g)?.length).toBeGreaterThan(60);
  });

  it('--quiet says only what fails; --verbose lists every check', async () => {
    expect(await doctor('--quiet')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const { stdout } = await doctor('--verbose');
    expect(stdout.match(/^✔ /gm)?.length).toBeGreaterThan(1);
    expect(stdout).toMatch(NOTHING_FAILS);
    home.write(FILE, UNQUOTED, 0o600);
    const quiet = await doctor('--quiet');
    expect(quiet.stdout).toMatch(/^✖ /);
    expect(quiet.stdout).not.toContain('✔');
    expect(quiet.stderr).toBe('');
  });

  it('NO_COLOR, a dumb terminal and a C locale: no escapes, no signs beyond ASCII', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const plain = await home.run(['doctor'], {
      stdin: 'null',
      env: { LANG: 'C', NO_COLOR: '1', FORCE_COLOR: '1' },
    });
    expect(plain.stdout).not.toContain('\u001b');
    expect(plain.stdout).toMatch(/^x /m);
    const coloured = await home.run(['doctor'], { stdin: 'null', env: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b[31m✖\u001b[39m');
  });

  it('two at once see the same', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const [one, other] = await Promise.all([doctor('--json'), doctor('--json')]);
    expect(one.stdout).toBe(other.stdout);
  });

  it.runIf(process.getuid?.() === 0)(
    'under sudo it says whose Jupyter it looks at, and mends nothing',
    async () => {
      home.write(FILE, UNQUOTED, 0o600);
      const env = { SUDO_USER: 'ada' };
      const looked = await home.run(['doctor'], { stdin: 'null', env });
      expect(looked.code).toBe(3);
      expect(looked.stderr).toContain('ada');
      const fixed = await home.run(['doctor', '--fix', '--yes'], { stdin: 'null', env });
      expect(fixed.code).toBe(4);
      expect(home.read(FILE)).toBe(UNQUOTED);
    },
  );
});

describeNeeds('nb64')('doctor --fix on a real notebook 6.4', () => {
  it('puts everything back where the mended file would let everybody in', async () => {
    const open = `${UNQUOTED}c.NotebookApp.token = ''\n`;
    home.write(FILE, open);
    const { code, stderr } = await doctor('--fix', '--yes');
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/After the change it is still, or newly, so/);
    expect(readFileSync(home.config(FILE), 'utf8')).toBe(open);
  });

  it('mends what fails, looks again, and undo takes it back byte for byte', async () => {
    home.write(FILE, UNQUOTED, 0o640);
    const { stdout, code } = await doctor('--fix', '--yes', '--json');
    const { schema, status, changes, findings } = JSON.parse(stdout);
    expect({ schema, status }).toEqual({ schema: 1, status: 'applied' });
    expect(changes[0]).toMatchObject({ path: home.config(FILE) });
    expect(changes[0].diff).toContain("+c.NotebookApp.ip = '0.0.0.0'");
    expect(home.read(FILE)).toContain("c.NotebookApp.ip = '0.0.0.0'\nc.NotebookApp.port = 8123\n");
    // What could not be seen before is seen now: anybody may come in without a password being set.
    expect(findings.some(({ id }: { id: string }) => id === 'ip-unquoted')).toBe(false);
    expect(code).toBe(findings.some(({ status: one }: { status: string }) => one === 'fail') ? 3 : 0);
    expect((await home.run(['undo', '--yes'], { stdin: 'null' })).code).toBe(0);
    expect(home.read(FILE)).toBe(UNQUOTED);
    expect(statSync(home.config(FILE)).mode & 0o777).toBe(0o640);
  });

  it('shows the diff and asks; no, and an end of the input, change nothing', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const no = await home.run(['doctor', '--fix'], { input: 'n\n' });
    expect(no.code).toBe(130);
    expect(no.stderr).toContain('-c.NotebookApp.ip = 0.0.0.0');
    expect((await home.run(['doctor', '--fix'], { input: '' })).code).toBe(2);
    expect(home.read(FILE)).toBe(UNQUOTED);
    expect((await home.run(['doctor', '--fix'], { input: 'y\n' })).stderr).toContain('Mended');
    expect(home.read(FILE)).toContain("ip = '0.0.0.0'");
  });

  it('--dry-run --json tells the plan and writes nothing', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const { stdout, code } = await doctor('--fix', '--dry-run', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ status: 'planned', changes: [{ path: home.config(FILE) }] });
    expect(code).toBe(3);
    expect(home.read(FILE)).toBe(UNQUOTED);
    expect(readdirSync(home.config(''))).toEqual([FILE]);
  });

  it('where nothing can be mended it says so and leaves no trace', async () => {
    const { code, stderr, stdout } = await doctor('--fix', '--yes');
    expect(code).toBe(0);
    expect(stderr).toContain('nothing here that --fix can mend');
    expect(stdout).toMatch(NOTHING_FAILS);
    expect(readdirSync(home.dir)).toEqual([]);
    expect(JSON.parse((await doctor('--fix', '--yes', '--json')).stdout)).toMatchObject({
      status: 'unchanged',
      changes: [],
    });
  });

  it('a file that may not be written: exit 4, nothing changed', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    mkdirSync(home.config('expose'), { mode: 0o700 });
    chmodSync(home.config(''), 0o500);
    const { code, stderr } = await home.run(['doctor', '--fix', '--yes'], {
      stdin: 'null',
      prefix: withoutPrivilege(),
    });
    expect(code).toBe(4);
    expect(stderr).toMatch(/Nothing was changed/);
    expect(home.read(FILE)).toBe(UNQUOTED);
    chmodSync(home.config(''), 0o700);
  });

  it('a secret on a changed line is masked in the diff, the JSON and the journal', async () => {
    home.write(FILE, `c.NotebookApp.ip = 0.0.0.0\nc.NotebookApp.password = '${SECRET}'\n`, 0o600);
    const { stdout, stderr } = await doctor('--fix', '--yes', '--json', '--verbose');
    expect(stdout).toContain('"applied"');
    const record = readdirSync(home.config('expose'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(home.config(join('expose', name)), 'utf8'));
    expect([stdout, stderr, ...record].filter((text) => text.includes(SECRET))).toEqual([]);
  });
});

describeNeeds('nb64')('the password of doctor --live', () => {
  it('is found nowhere: no process, no file, no output', async () => {
    const init = await home.run(
      ['init', '--ip', 'localhost', '--port', '8131', '--yes', '--password-stdin'],
      {
        input: PASSWORD,
      },
    );
    expect(init.code, init.stderr).toBe(0);
    const made = environment('nb64');
    const server = await startServer({ environment: made, app: 'notebook', home: home.dir });
    const seen = new Set<string>();
    try {
      const child = spawn(
        process.execPath,
        [BIN, 'doctor', '--live', '--json', '--verbose', '--password-stdin'],
        {
          env: home.env,
          cwd: home.dir,
          stdio: ['pipe', 'pipe', 'pipe'],
        },
      );
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      child.stdin.end(`${PASSWORD}\n`);
      const watching = setInterval(() => spy(seen), 30);
      const code = await ended;
      clearInterval(watching);
      expect(code, said).toBe(0);
      expect(said).toContain('"kernel');
      expect(seen.size).toBeGreaterThan(1);
      expect([...seen].filter((text) => text.includes(PASSWORD))).toEqual([]);
      expect(said).not.toContain(PASSWORD);
      expect(server.log()).not.toContain(PASSWORD);
      const holders = Object.entries(wholeHome()).filter(([, content]) =>
        content.includes(Buffer.from(PASSWORD).toString('latin1')),
      );
      expect(holders.map(([name]) => name)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

/** Command line and environment of every process that runs now. */
function spy(seen: Set<string>): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    for (const name of ['cmdline', 'environ'])
      try {
        seen.add(readFileSync(join('/proc', pid, name), 'utf8'));
      } catch {
        // It has ended.
      }
}
