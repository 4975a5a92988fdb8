import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from './run-cli.ts';

const FILE = 'jupyter_notebook_config.py';
const OTHER = 54_321;
const QUIET = { stdin: 'null' } as const;
let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const run = (...args: string[]) => home.run(args, QUIET);
const set = (port: number) => run('config', 'set', `ServerApp.port=${port}`, '--yes');
const journal = () => home.config('expose/journal');
const newest = () => join(journal(), readdirSync(journal()).sort().at(-1) ?? '');
const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)('what others may have written is not believed', () => {
  it.each<[string, () => void]>([
    ['the config directory for everybody', () => chmodSync(home.config(''), 0o777)],
    ['the config directory of another', () => chownSync(home.config(''), OTHER, OTHER)],
    ['expose/ for everybody', () => chmodSync(home.config('expose'), 0o777)],
    ['expose/ of another', () => chownSync(home.config('expose'), OTHER, OTHER)],
    ['a run of another', () => chownSync(newest(), OTHER, OTHER)],
    ['a record for everybody', () => chmodSync(join(newest(), 'run.json'), 0o666)],
    ['a record of another', () => chownSync(join(newest(), 'run.json'), OTHER, OTHER)],
    [
      'a run that is a link',
      () => {
        renameSync(newest(), home.at('elsewhere'));
        symlinkSync(home.at('elsewhere'), join(journal(), '20260101T000000000Z-0a1b2c'));
      },
    ],
    [
      'expose/ that is a link',
      () => {
        renameSync(home.config('expose'), home.at('elsewhere'));
        symlinkSync(home.at('elsewhere'), home.config('expose'));
      },
    ],
  ])('%s: undo and config set end with 4, and touch nothing; the doctor names it', async (_what, plant) => {
    await set(9001);
    plant();
    const before = readFileSync(home.config(FILE), 'utf8');
    for (const words of [
      ['undo', '--yes'],
      ['config', 'set', 'ServerApp.port=9002', '--yes'],
    ]) {
      const { code, stderr } = await run(...words);
      expect({ words, code }, stderr).toEqual({ words, code: 4 });
      expect(stderr).toMatch(/belongs to somebody else|Others may write|is a link/);
      expect(readFileSync(home.config(FILE), 'utf8')).toBe(before);
    }
    const { findings } = JSON.parse((await run('doctor', 'ownership', '--json')).stdout);
    expect(findings).toContainEqual(expect.objectContaining({ id: 'written-by-others', status: 'fail' }));
  });

  it('templates that another account may write are named: the server runs them as code', async () => {
    const directory = home.at('templates');
    mkdirSync(directory);
    home.write('jupyter_server_config.py', `c.ServerApp.extra_template_paths = ['${directory}']\n`);
    const named = async () =>
      JSON.parse((await run('doctor', '--target', 'lab', '--json')).stdout).findings.filter(
        ({ id }: { id: string }) => id === 'written-by-others',
      );
    expect(await named()).toEqual([]);
    chmodSync(directory, 0o777);
    expect(await named()).toMatchObject([{ status: 'fail', evidence: { file: directory } }]);
  });

  it('a lock that is a link is not followed', async () => {
    await set(9001);
    mkdirSync(home.at('elsewhere'));
    renameSync(home.config('expose/lock'), home.at('old-lock'));
    symlinkSync(home.at('elsewhere'), home.config('expose/lock'));
    expect(await set(9002)).toMatchObject({ code: 4 });
    expect(readdirSync(home.at('elsewhere'))).toEqual([]);
  });
});

it('a file that a link leads away from is not what undo restores, not even by force', async () => {
  home.write(FILE, 'c.ServerApp.port = 1\n', 0o600);
  await set(9001);
  renameSync(home.config(FILE), home.at('real.py'));
  writeFileSync(home.at('victim.py'), 'c.ServerApp.port = 7\n');
  symlinkSync(home.at('victim.py'), home.config(FILE));
  await run('undo', '--yes', '--force');
  expect(readFileSync(home.at('victim.py'), 'utf8')).toBe('c.ServerApp.port = 7\n');
});

it.each(['copied', 'renamed'] as const)('a %s home undoes itself, never the original', async (how) => {
  home.write(FILE, 'c.ServerApp.port = 1\n', 0o600);
  await set(9001);
  const other = new TestHome();
  cpSync(home.config(''), other.config(''), { recursive: true });
  if (how === 'renamed') renameSync(home.config(''), home.at('gone'));
  expect(await other.run(['undo', '--yes'], QUIET)).toMatchObject({ code: 0 });
  expect(other.read(FILE)).toBe('c.ServerApp.port = 1\n');
  expect(readFileSync(home.at(how === 'copied' ? '.jupyter' : 'gone', FILE), 'utf8')).toContain('9001');
  other.remove();
});

it('an undone run keeps no backup; after undo --all no hash is left below expose/', async () => {
  const hash = `sha1:0123456789ab:${'0'.repeat(40)}`;
  home.write(FILE, `c.ServerApp.password = '${hash}'\n`, 0o600);
  await set(9001);
  await run('cert', 'create', '--yes');
  await set(9002);
  expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
  expect(readdirSync(newest())).toEqual(['run.json']);
  expect(await run('undo', '--all', '--yes')).toMatchObject({ code: 0 });
  const left = readdirSync(home.config('expose'), { recursive: true, encoding: 'utf8' })
    .map((name) => home.config(`expose/${name}`))
    .filter((path) => !existsSync(join(path, '.')))
    .map((path) => readFileSync(path, 'utf8'));
  expect(left.join('\n')).not.toMatch(/PRIVATE KEY|sha1:0123/);
  expect(home.read(FILE)).toContain(hash);
});

describe('undo --purge', () => {
  it('forgets every run after a yes; nothing can be taken back, and the settings stay', async () => {
    await set(9001);
    await set(9002);
    expect(await run('undo', '--purge')).toMatchObject({ code: 2 });
    expect(readdirSync(journal())).toHaveLength(2);
    expect(await run('undo', '--purge', '--yes', '--json')).toMatchObject({ code: 0 });
    expect(existsSync(journal())).toBe(false);
    expect(home.read(FILE)).toContain('9002');
    expect((await run('undo', '--yes')).stderr).toContain('nothing to take back');
  });

  it('with --all takes everything back first', async () => {
    await set(9001);
    expect(await run('undo', '--all', '--purge', '--yes')).toMatchObject({ code: 0 });
    expect(existsSync(home.config(FILE))).toBe(false);
    expect(existsSync(journal())).toBe(false);
  });
});
