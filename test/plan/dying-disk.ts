import type { FileHandle } from 'node:fs/promises';
import { type Disk, realDisk } from '../../src/system/disk.ts';

/** The outcome of a step: it succeeds, fails after half of the work, or fails at once. */
type Fate = 'lives' | 'half' | Error;

export class Died extends Error {}

/**
 * The real disk, with a call of `fateOf` before each step that changes something, including syncs and writes through
 * an open file. Reading steps go straight to the real disk.
 */
export function fatefulDisk(fateOf: (verb: string) => Fate): Disk {
  const step = async <T>(verb: string, work: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> => {
    const fate = fateOf(verb);
    if (fate === 'lives') return work();
    if (fate === 'half') await (half ?? work)();
    throw fate === 'half' ? new Died(`half of ${verb}`) : fate;
  };
  const handleOf = (handle: FileHandle): FileHandle =>
    new Proxy(handle, {
      get(target, name) {
        if (name === 'writeFile')
          return (bytes: Uint8Array) =>
            step(
              'writeFile',
              () => target.writeFile(bytes),
              () => target.writeFile(bytes.subarray(0, bytes.length / 2)),
            );
        if (name === 'sync') return () => step('sync', () => target.sync());
        if (name === 'chmod') return (mode: number) => step('fchmod', () => target.chmod(mode));
        if (name === 'chown')
          return (uid: number, gid: number) => step('chown', () => target.chown(uid, gid));
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  return {
    ...realDisk,
    open: async (file, flags, mode) => {
      const open = () => realDisk.open(file, flags, mode);
      if (flags === 'r') return handleOf(await open());
      return handleOf(await step('open', open, async () => (await open()).close()));
    },
    rename: (from, to) => step('rename', () => realDisk.rename(from, to)),
    unlink: (file) => step('unlink', () => realDisk.unlink(file)),
    rmdir: (directory) => step('rmdir', () => realDisk.rmdir(directory)),
    chmod: (file, mode) => step('chmod', () => realDisk.chmod(file, mode)),
    mkdir: ((directory: string, mode: number) =>
      step('mkdir', () => realDisk.mkdir(directory, mode))) as Disk['mkdir'],
  };
}

/** Dies at step `last` (1-based): that step is not done or only half done, and every later step fails. */
export function diskThatDies(last: number, how: 'before' | 'half'): { disk: Disk; died: () => boolean } {
  let steps = 0;
  const disk = fatefulDisk((verb) => {
    steps++;
    if (steps < last) return 'lives';
    return steps === last && how === 'half' ? 'half' : new Died(`${verb} of the dead`);
  });
  return { disk, died: () => steps >= last };
}

/** From step `first` on, every step that needs space fails with ENOSPC. Steps that only free space still work. */
export function diskThatFills(first: number): { disk: Disk; filled: () => boolean } {
  const needsRoom = new Set(['writeFile', 'open', 'mkdir']);
  let steps = 0;
  let refused = false;
  const disk = fatefulDisk((verb) => {
    steps++;
    if (steps < first || !needsRoom.has(verb)) return 'lives';
    refused = true;
    return Object.assign(new Error('full'), { code: 'ENOSPC' });
  });
  return { disk, filled: () => refused };
}

/** Only step `only` fails, as on a flaky network mount. */
export function diskThatStumbles(only: number): { disk: Disk; stumbled: () => boolean } {
  let steps = 0;
  const disk = fatefulDisk(() =>
    ++steps === only ? Object.assign(new Error('io'), { code: 'EIO' }) : 'lives',
  );
  return { disk, stumbled: () => steps >= only };
}
