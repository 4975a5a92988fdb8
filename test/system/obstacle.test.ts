import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { nodeSystem } from '../../src/system/node-system.ts';
import { findObstacle, type Use } from '../../src/system/obstacle.ts';

const home = mkdtempSync(join(tmpdir(), 'expose obstacle '));
afterAll(() => rmSync(home, { recursive: true, force: true }));
mkdirSync(join(home, 'open/below'), { recursive: true });
writeFileSync(join(home, 'open/file'), '');
symlinkSync('/media/gone', join(home, 'open/disk'));
const closed = join(home, 'closed');
mkdirSync(closed);
chmodSync(closed, 0o000);

/** As an ordinary user sees it: root may enter everything, so the answers about the closed directory are made here. */
const real = nodeSystem();
const refuse = <T>(path: string, isInside: boolean, otherwise: () => Promise<T>): Promise<T> =>
  path.startsWith(`${closed}/`) || (isInside && path === closed)
    ? Promise.reject(new Error('EACCES'))
    : otherwise();
const system = {
  ...real,
  files: {
    ...real.files,
    facts: (path: string) => refuse(path, false, () => real.files.facts(path)),
    list: (path: string) => refuse(path, true, () => real.files.list(path)),
    read: (path: string) => refuse(path, true, () => real.files.read(path)),
    isWritable: async (path: string) => !path.startsWith(closed) && real.files.isWritable(path),
  },
};

const ROWS: readonly [what: string, path: string, use: Use, expected: [string, string] | undefined][] = [
  ['a directory that may be listed', 'open', 'list', undefined],
  ['a directory that can be made', 'open/new/deep', 'write', undefined],
  ['a file that is not there need not be read', 'open/none', 'read', undefined],
  ['a file that may be read', 'open/file', 'read', undefined],
  ['a closed directory', 'closed', 'list', ['closed', 'closed']],
  ['a file behind a closed directory', 'closed/live/cert.pem', 'read', ['closed', 'closed']],
  ['a directory to be made in a closed one', 'closed/new', 'write', ['closed', 'closed']],
  ['a file where a directory is wanted', 'open/file', 'list', ['open/file', 'no-directory']],
  ['a link to a disk that is not there', 'open/disk', 'list', ['open/disk', 'dangling']],
  ['a directory to be made on it', 'open/disk/data/runtime', 'write', ['open/disk', 'dangling']],
  ['a file on the way', 'open/file/below', 'write', ['open/file', 'no-directory']],
];

it.each(ROWS)('%s', async (_what, path, use, expected) => {
  const found = await findObstacle(join(home, path), use, system);
  expect(found && [found.path, found.kind]).toEqual(expected && [join(home, expected[0]), expected[1]]);
});
