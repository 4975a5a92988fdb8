import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExposeError } from '../../src/errors.ts';
import { type Disk, realDisk } from '../../src/system/disk.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { compileSources } from '../compiled.ts';

const files = nodeFiles();
const bytes = (text: string) => new TextEncoder().encode(text);
const modeOf = (file: string) => (fs.statSync(file).mode & 0o7777).toString(8);
let dir: string;

beforeEach(() => {
  dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'files 한글 ')));
});
afterEach(() => {
  fs.rmSync(dir, { recursive: true });
});

function failing(call: keyof Disk, code: string, matches: RegExp = /./): Disk {
  const fail = async (...args: unknown[]) => {
    if (matches.test(String(args[0]))) throw Object.assign(new Error(code), { code });
    return Reflect.apply(realDisk[call], realDisk, args);
  };
  return { ...realDisk, [call]: fail };
}

async function errorOf(work: Promise<unknown>): Promise<ExposeError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ExposeError)) throw new Error(`not a plain sentence: ${error}`);
  return error;
}

describe('writing a file', () => {
  it('makes a new one with mode 0600, whatever the umask', async () => {
    const before = process.umask(0o777);
    try {
      await files.writeAtomic(path.join(dir, 'new'), bytes('a'));
      await files.writeAtomic(path.join(dir, 'wide'), bytes('a'), { mode: 0o644 });
    } finally {
      process.umask(before);
    }
    expect([modeOf(path.join(dir, 'new')), modeOf(path.join(dir, 'wide'))]).toEqual(['600', '644']);
  });

  it.each([['640'], ['444'], ['2644']])('keeps the mode %s of one that is there', async (mode) => {
    const file = path.join(dir, 'there');
    fs.writeFileSync(file, 'old');
    fs.chmodSync(file, Number.parseInt(mode, 8));
    await files.writeAtomic(file, bytes('new'));
    expect([fs.readFileSync(file, 'utf8'), modeOf(file)]).toEqual(['new', mode]);
  });

  it('narrows the mode when told so', async () => {
    const file = path.join(dir, 'there');
    fs.writeFileSync(file, 'old', { mode: 0o644 });
    await files.writeAtomic(file, bytes('hash'), { mode: 0o600 });
    expect(modeOf(file)).toBe('600');
  });

  it.runIf(process.getuid?.() === 0)('keeps the owner', async () => {
    const file = path.join(dir, 'theirs');
    fs.writeFileSync(file, 'old');
    fs.chownSync(file, 1234, 5678);
    await files.writeAtomic(file, bytes('new'));
    const { uid, gid } = fs.statSync(file);
    expect({ uid, gid }).toEqual({ uid: 1234, gid: 5678 });
  });

  it('follows a chain of symbolic links and keeps them', async () => {
    fs.mkdirSync(path.join(dir, 'dotfiles'));
    const real = path.join(dir, 'dotfiles', 'config.py');
    fs.writeFileSync(real, 'old');
    fs.symlinkSync('dotfiles/config.py', path.join(dir, 'one'));
    fs.symlinkSync('one', path.join(dir, 'two'));
    await files.writeAtomic(path.join(dir, 'two'), bytes('new'));
    expect(fs.readFileSync(real, 'utf8')).toBe('new');
    expect(fs.lstatSync(path.join(dir, 'one')).isSymbolicLink()).toBe(true);
    expect(fs.lstatSync(path.join(dir, 'two')).isSymbolicLink()).toBe(true);
    expect(fs.readdirSync(path.join(dir, 'dotfiles'))).toEqual(['config.py']);
  });

  it('writes to where a dangling link leads', async () => {
    fs.mkdirSync(path.join(dir, 'a'));
    fs.symlinkSync('a/new', path.join(dir, 'link'));
    expect(await files.facts(path.join(dir, 'link'))).toBeUndefined();
    expect(await files.realPath(path.join(dir, 'link'))).toBe(path.join(dir, 'a', 'new'));
    await files.writeAtomic(path.join(dir, 'link'), bytes('x'));
    expect(fs.readFileSync(path.join(dir, 'a', 'new'), 'utf8')).toBe('x');
    expect(fs.lstatSync(path.join(dir, 'link')).isSymbolicLink()).toBe(true);
  });

  it('takes a name as long as the file system allows', async () => {
    const file = path.join(dir, 'n'.repeat(255));
    await files.writeAtomic(file, bytes('x'));
    expect(fs.readFileSync(file, 'utf8')).toBe('x');
  });

  it('syncs the file before the rename, and the directory after it', async () => {
    const steps: string[] = [];
    const disk: Disk = {
      ...realDisk,
      open: async (file, flags, mode) => {
        const handle = await realDisk.open(file, flags, mode);
        const sync = handle.sync.bind(handle);
        handle.sync = async () => {
          steps.push(String(file) === dir ? 'sync directory' : 'sync file');
          await sync();
        };
        return handle;
      },
      rename: async (from, to) => {
        steps.push('rename');
        await realDisk.rename(from, to);
      },
    };
    await nodeFiles(disk).writeAtomic(path.join(dir, 'f'), bytes('x'));
    expect(steps).toEqual(['sync file', 'rename', 'sync directory']);
  });

  it('clears away what killed runs left, and nothing else', async () => {
    const dead = spawnSync('true').pid;
    const left = `.jupyter-expose-${dead}-0123456789ab.tmp`;
    const recycled = `.jupyter-expose-${process.pid}-0123456789ab.tmp`;
    const other = `.jupyter-expose-${process.ppid}-0123456789ab.tmp`;
    for (const name of [left, recycled, other, '.jupyter-expose-notes.tmp'])
      fs.writeFileSync(path.join(dir, name), '');
    await files.writeAtomic(path.join(dir, 'f'), bytes('x'));
    expect(fs.readdirSync(dir).sort()).toEqual(['.jupyter-expose-notes.tmp', other, 'f'].sort());
  });

  it('twenty writers at once leave one whole text', async () => {
    const file = path.join(dir, 'f');
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(10_000));
    await Promise.all(texts.map((text) => files.writeAtomic(file, bytes(text))));
    expect(texts).toContain(fs.readFileSync(file, 'utf8'));
    expect(fs.readdirSync(dir)).toEqual(['f']);
  });
});

describe('what the computer does not allow is told with the path, and leaves nothing behind', () => {
  it.each([
    ['a full disk', 'open', 'ENOSPC', /no room left/],
    ['a quota', 'open', 'EDQUOT', /no room left/],
    ['a read-only file system', 'open', 'EROFS', /read-only/],
    ['a directory that refuses new files', 'open', 'EACCES', /no new file may be made in/],
    ['a rename that is refused', 'rename', 'EPERM', /You may not write/],
    ['a broken disk', 'rename', 'EIO', /could not be written \(EIO\)/],
  ] as const)('%s', async (_name, call, code, sentence) => {
    const file = path.join(dir, 'f');
    fs.writeFileSync(file, 'old');
    const error = await errorOf(nodeFiles(failing(call, code)).writeAtomic(file, bytes('new')));
    expect(error.code).toBe('environment');
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(file);
    expect(error.hint).toBeTruthy();
    expect(fs.readFileSync(file, 'utf8')).toBe('old');
    expect(fs.readdirSync(dir)).toEqual(['f']);
  });

  it('a file that may not be read', async () => {
    const error = await errorOf(nodeFiles(failing('readFile', 'EACCES')).read(path.join(dir, 'f')));
    expect(error.message).toBe(`You may not read ${dir}/f.`);
  });

  it('a directory in the place of the file', async () => {
    expect((await errorOf(files.writeAtomic(dir, bytes('x')))).message).toMatch(/is a directory/);
    expect((await errorOf(files.read(dir))).message).toMatch(/is a directory/);
  });

  it('a file in the place of the directory', async () => {
    fs.writeFileSync(path.join(dir, 'f'), '');
    const inside = path.join(dir, 'f', 'g');
    expect(await files.read(inside)).toBeUndefined();
    expect((await errorOf(files.writeAtomic(inside, bytes('x')))).message).toMatch(
      /where a directory is needed/,
    );
    expect((await errorOf(files.makeDirectory(inside))).message).toMatch(/where a directory is needed/);
    expect((await errorOf(files.makeDirectory(path.join(dir, 'f')))).message).toMatch(/where a directory/);
    expect(await files.isWritable(inside)).toBe(false);
  });

  it('links that lead in a circle', async () => {
    fs.symlinkSync('b', path.join(dir, 'a'));
    fs.symlinkSync('a', path.join(dir, 'b'));
    const circle = path.join(dir, 'a');
    expect((await errorOf(files.writeAtomic(circle, bytes('x')))).message).toMatch(/leads back to itself/);
    expect((await errorOf(files.read(circle))).message).toMatch(/leads back to itself/);
    expect(await files.isWritable(circle)).toBe(false);
  });

  it('a name that is too long, a directory that is missing, a device', async () => {
    const long = path.join(dir, 'n'.repeat(256));
    expect((await errorOf(files.writeAtomic(long, bytes('x')))).message).toMatch(/longer than/);
    expect((await errorOf(files.writeAtomic(path.join(dir, 'no', 'f'), bytes('x')))).message).toMatch(
      /exist/,
    );
    expect((await errorOf(files.writeAtomic('/dev/null', bytes('x')))).message).toMatch(/not a regular file/);
  });

  const isRoot = process.getuid?.() === 0;
  const canMount = isRoot && spawnSync('unshare', ['-m', 'true']).status === 0;

  describe.runIf(isRoot)('in a process of its own', () => {
    let compiled: string;
    beforeAll(() => {
      compiled = compileSources();
    });
    afterAll(() => fs.rmSync(compiled, { recursive: true }));

    /** Writes 200 kB over the file and says how that went, what it holds, and which names lie beside it. */
    const tryToWrite = () => `
      import { readFileSync, readdirSync } from 'node:fs';
      const { nodeFiles } = await import(${JSON.stringify(`${compiled}/dist/system/node-files.js`)});
      const file = ${JSON.stringify(`${dir}/f`)};
      const told = await nodeFiles().writeAtomic(file, new Uint8Array(200000)).then(() => 'written', (e) => e.message);
      console.log([told, readFileSync(file, 'utf8'), readdirSync(${JSON.stringify(dir)})].join(' | '));`;

    it.runIf(canMount)('a disk that is really full, and then mounted read-only', () => {
      const script = `
        mount -t tmpfs -o size=64k none "$1" && printf old > "$1/f" && "$2" --input-type=module -e "$3"
        mount -o remount,ro "$1" && "$2" --input-type=module -e "$3"`;
      const args = ['-m', 'sh', '-c', script, 'sh', dir, process.execPath, tryToWrite()];
      expect(execFileSync('unshare', args, { encoding: 'utf8' }).trim().split('\n')).toEqual([
        `There is no room left on the disk for ${dir}/f. | old | f`,
        `${dir}/f lies on a file system that is mounted read-only. | old | f`,
      ]);
    });

    it('a person who may write the file but not its directory', () => {
      fs.writeFileSync(path.join(dir, 'f'), 'old');
      fs.chmodSync(path.join(dir, 'f'), 0o666);
      fs.chmodSync(dir, 0o755);
      const noOne = { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8' } as const;
      const told = () => execFileSync(process.execPath, ['--input-type=module', '-e', tryToWrite()], noOne);
      expect(told()).toMatch(/may be written, but no new file may be made in .* \| old \| f\n/);
      fs.chmodSync(path.join(dir, 'f'), 0o644);
      expect(told()).toMatch(/^You may not write .* \| old \| f\n/);
      fs.chmodSync(path.join(dir, 'f'), 0o666);
      fs.chmodSync(dir, 0o777);
      expect(told()).toMatch(/belongs to another user or group.* \| old \| f\n/);
    });
  });
});

describe('directories', () => {
  it('are made with 0700, and told outermost first', async () => {
    const made = await files.makeDirectory(path.join(dir, 'a', 'b', 'c'));
    expect(made).toEqual(['a', 'a/b', 'a/b/c'].map((name) => path.join(dir, name)));
    expect(made.map(modeOf)).toEqual(['700', '700', '700']);
    expect(await files.makeDirectory(path.join(dir, 'a', 'b'))).toEqual([]);
  });

  it('are removed only when empty', async () => {
    await files.makeDirectory(path.join(dir, 'a'));
    await files.writeAtomic(path.join(dir, 'a', 'f'), bytes(''));
    await files.removeEmptyDirectory(path.join(dir, 'a'));
    expect(await files.list(path.join(dir, 'a'))).toEqual(['f']);
    await files.remove(path.join(dir, 'a', 'f'));
    await files.remove(path.join(dir, 'a', 'f'));
    await files.removeEmptyDirectory(path.join(dir, 'a'));
    await files.removeEmptyDirectory(path.join(dir, 'a'));
    expect(fs.existsSync(path.join(dir, 'a'))).toBe(false);
    expect(await files.list(path.join(dir, 'a'))).toEqual([]);
  });
});
