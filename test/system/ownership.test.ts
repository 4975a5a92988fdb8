import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeSystem } from '../../src/system/node-system.ts';
import { findIntrusion } from '../../src/system/ownership.ts';

const OTHER = 54_321;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'own 집 '));
  mkdirSync(join(root, 'home/.jupyter/expose'), { recursive: true, mode: 0o700 });
  writeFileSync(join(root, 'home/.jupyter/expose/run.json'), '{}', { mode: 0o600 });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (name: string) => join(root, name);
const FILE = 'home/.jupyter/expose/run.json';
const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)('a path', () => {
  const find = (name: string, rules = {}) => findIntrusion(at(name), nodeSystem(), rules);

  it.each([
    ['as this program makes it', () => undefined],
    ['that does not exist', () => rmSync(at(FILE))],
    ['that others may read', () => chmodSync(at(FILE), 0o644)],
    ['in a home that others may enter', () => chmodSync(at('home'), 0o755)],
    ['below a directory for everybody where files stay their owner’s', () => chmodSync(at('home'), 0o1777)],
  ])('%s is the own one', async (_what, arrange) => {
    arrange();
    expect(await find(FILE)).toBeUndefined();
  });

  const swap = (name: string) => {
    rmSync(at(name), { recursive: true });
    symlinkSync(at('elsewhere'), at(name));
  };
  it.each<[string, () => void, string, 'link' | 'owner' | 'writable']>([
    ['of another user', () => chownSync(at(FILE), OTHER, OTHER), FILE, 'owner'],
    ['that everybody may write', () => chmodSync(at(FILE), 0o666), FILE, 'writable'],
    [
      'that a group of others may write',
      () => {
        chownSync(at(FILE), 0, OTHER);
        chmodSync(at(FILE), 0o660);
      },
      FILE,
      'writable',
    ],
    ['that is a link', () => swap(FILE), FILE, 'link'],
    [
      'in a directory of another user',
      () => chownSync(at('home/.jupyter'), OTHER, 0),
      'home/.jupyter',
      'owner',
    ],
    [
      'in a directory that everybody may write',
      () => chmodSync(at('home/.jupyter'), 0o777),
      'home/.jupyter',
      'writable',
    ],
    ['in a home that everybody may write', () => chmodSync(at('home'), 0o777), 'home', 'writable'],
    ['in a home of another user', () => chownSync(at('home'), OTHER, OTHER), 'home', 'owner'],
  ])('%s is named, with the place to mend', async (_what, arrange, place, kind) => {
    arrange();
    expect(await find(FILE)).toEqual({ path: at(place), kind });
  });

  it('that a list of further accounts lets others write is named, with the same mode', async () => {
    chmodSync(at('home/.jupyter'), 0o770);
    const listed = (mark: string) => ({
      ...nodeSystem(),
      run: async (_program: string, args: readonly string[]) => ({
        code: 0,
        stdout: `drwxrwx---${args.at(-1) === at('home/.jupyter') ? mark : ''} 2 root root 40 x\n`,
        stderr: '',
      }),
    });
    expect(await findIntrusion(at(FILE), listed(''))).toBeUndefined();
    expect(await findIntrusion(at(FILE), listed('+'))).toEqual({
      path: at('home/.jupyter'),
      kind: 'writable',
    });
  });

  it('behind a link is examined where the link leads, if a link is allowed', async () => {
    mkdirSync(at('shared'), { mode: 0o755 });
    writeFileSync(at('shared/config.py'), '', { mode: 0o644 });
    symlinkSync(at('shared/config.py'), at('home/.jupyter/config.py'));
    const config = 'home/.jupyter/config.py';
    expect(await find(config, { mayBeLink: true })).toBeUndefined();
    chownSync(at('shared/config.py'), OTHER, OTHER);
    expect(await find(config, { mayBeLink: true })).toEqual({ path: at('shared/config.py'), kind: 'owner' });
    chownSync(at('shared/config.py'), 0, 0);
    chmodSync(at('shared'), 0o777);
    expect(await find(config, { mayBeLink: true })).toEqual({ path: at('shared'), kind: 'writable' });
  });
});

it('a program of the administrator is not strange to a user, but a file of theirs is', async () => {
  const system = { ...nodeSystem(), uid: OTHER };
  expect(await findIntrusion('/usr/bin/env', system, { mayBeRoots: true, mayBeLink: true })).toBeUndefined();
  expect(await findIntrusion('/usr/bin/env', system, { mayBeLink: true })).toMatchObject({ kind: 'owner' });
});
