import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/plan/apply.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Run, RunBy } from '../../src/plan/journal.ts';
import { listRuns } from '../../src/plan/journal.ts';
import { preparePlan } from '../../src/plan/prepare.ts';
import { finishRun } from '../../src/plan/transaction.ts';
import { runToUndo, undoAll, undoRun } from '../../src/plan/undo.ts';
import { type Home, makeHome } from './temporary-home.ts';

let home: Home;
beforeEach(() => {
  home = makeHome();
});
afterEach(() => home.remove());

/** A finished run that writes these files. */
async function run(files: Record<string, string>, by: RunBy = 'person', mode = 0o600): Promise<Run> {
  const changes = Object.entries(files).map(
    ([name, content]): Change => ({
      kind: 'write-file',
      path: home.at(name),
      bytes: new TextEncoder().encode(content),
      mode,
      secret: false,
    }),
  );
  const prepared = await preparePlan({ command: 'init', changes }, home.system);
  return finishRun(await applyPlan(prepared, { ...home, by }), home);
}

/** `undo`, as the command does it. */
async function undo(force = false) {
  const last = runToUndo(await listRuns(home));
  return last === undefined ? 'nothing' : undoRun(last, { ...home, force });
}

describe('undo', () => {
  it('puts bytes and modes back exactly, and removes what was made', async () => {
    home.write('c.py', Buffer.from([0xef, 0xbb, 0xbf, 0xc7, 0xd1, 0x0d]), 0o640);
    home.write('narrow', 'x', 0o644);
    const before = home.tree();
    await run({ 'c.py': 'new', narrow: 'x', 'certs/a/key': 'k' });
    expect(await undo()).toMatchObject({
      restored: [home.at('narrow'), home.at('c.py')],
      removed: [home.at('certs/a/key')],
    });
    expect(home.tree()).toEqual(before);
  });

  it('keeps a directory that the run made once somebody else uses it', async () => {
    await run({ 'd/a': 'x' });
    home.write('d/theirs', 'y');
    await undo();
    expect(home.tree()).toEqual({ d: 'directory', 'd/theirs': '644 y' });
  });

  it('brings back what was removed: bytes, mode, owner, and the directory that went with it', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0xc7, 0xd1, 0x0d]);
    home.write('program/run.js', bytes, 0o640);
    home.write('program/kept', 'x');
    const isRoot = process.getuid?.() === 0;
    if (isRoot) fs.chownSync(home.at('program/run.js'), 2007, 2008);
    fs.chmodSync(home.at('program'), 0o750);
    const before = home.tree();
    const modeOf = (name: string) => fs.statSync(home.at(name)).mode & 0o777;
    const remove = (name: string): Change => ({
      kind: 'remove-file',
      path: home.at(name),
      secret: false,
      withDirectory: true,
    });
    const changes = ['program/run.js', 'program/none', 'program/kept'].map(remove);
    const prepared = await preparePlan({ command: 'schedule remove', changes }, home.system);
    expect(prepared.already).toHaveLength(1);
    await finishRun(await applyPlan(prepared, home), home);
    expect(home.tree()).toEqual({});
    expect(await undo()).toMatchObject({ restored: [home.at('program/kept'), home.at('program/run.js')] });
    expect(home.tree()).toEqual(before);
    expect(modeOf('program')).toBe(0o750);
    const { uid, gid } = fs.statSync(home.at('program/run.js'));
    if (isRoot) expect([uid, gid]).toEqual([2007, 2008]);
  });

  it('leaves a file to whoever has made it anew since it was removed', async () => {
    home.write('a', 'old');
    const changes: Change[] = [{ kind: 'remove-file', path: home.at('a'), secret: false }];
    await finishRun(await applyPlan(await preparePlan({ command: 'x', changes }, home.system), home), home);
    home.write('a', 'theirs');
    await expect(undo()).rejects.toMatchObject({ code: 'changed-since' });
    expect(home.tree()).toEqual({ a: '644 theirs' });
  });

  it('a second one goes back one run more, and then there is nothing', async () => {
    home.write('a', '0', 0o600);
    const first = home.tree();
    await run({ a: '1' });
    const second = home.tree();
    await run({ a: '2', b: '2' });
    await undo();
    expect(home.tree()).toEqual(second);
    await undo();
    expect(home.tree()).toEqual(first);
    expect(await undo()).toBe('nothing');
    expect((await listRuns(home)).map(({ record }) => record.state)).toEqual(['undone', 'undone']);
  });

  it('does not touch what is as it was before already', async () => {
    const file = home.write('a', 'old', 0o600);
    await run({ a: 'new' });
    fs.writeFileSync(file, 'old');
    fs.utimesSync(file, 1000, 1000);
    expect(await undo()).toEqual({ restored: [], removed: [], kept: [], left: [], failed: [] });
    expect(fs.statSync(file).mtimeMs).toBe(1_000_000);
  });

  it('--all goes back to before the first run', async () => {
    home.write('a', '0');
    home.write('b', '0');
    const before = home.tree();
    await run({ a: '1' });
    await run({ a: '2', 'd/c': '2' });
    await run({ b: '3', 'd/c': '3' });
    const restoration = await undoAll(home);
    expect(new Set(restoration.restored)).toEqual(new Set([home.at('a'), home.at('b')]));
    expect(restoration.removed).toEqual([home.at('d/c')]);
    expect(home.tree()).toEqual(before);
  });

  it("passes over the schedule's runs", async () => {
    await run({ a: '1' });
    await run({ certificate: 'renewed' }, 'schedule');
    await undo();
    expect(home.tree()).toEqual({ certificate: '600 renewed' });
    expect(await undo()).toBe('nothing');
  });

  it("a renewal by the schedule stands in nobody's way: the file goes back to before the person's run", async () => {
    home.write('server.pem', 'old', 0o600);
    const before = home.tree();
    await run({ 'server.pem': 'first', 'ca.pem': 'ca' });
    for (let count = 0; count < 15; count++) await run({ 'server.pem': `renewed ${count}` }, 'schedule');
    const kept = (await listRuns(home)).flatMap(({ directory }) => fs.readdirSync(directory));
    expect(kept.filter((name) => name === 'run.json')).toHaveLength(16);
    expect(kept.filter((name) => name.endsWith('.before'))).toHaveLength(11); // they hold keys
    await undo();
    expect(home.tree()).toEqual(before);
  });

  it('a renewal between two runs of the person: one after the other, and --all', async () => {
    for (const all of [false, true]) {
      home.write('a', '0', 0o600);
      const before = home.tree();
      await run({ a: '1' });
      await run({ a: 'renewed' }, 'schedule');
      await run({ a: '2' });
      if (all) await undoAll(home);
      else {
        await undo();
        expect(home.tree()).toEqual({ a: '600 renewed' });
        await undo();
      }
      expect(home.tree()).toEqual(before);
    }
  });

  it('a renewal of what somebody else had written is not ours', async () => {
    await run({ a: '1' });
    home.write('a', 'theirs', 0o600);
    await run({ a: 'renewed' }, 'schedule');
    await expect(undo()).rejects.toMatchObject({ code: 'changed-since' });
    expect(home.tree()).toEqual({ a: '600 renewed' });
  });

  it('goes on where it was cut off', async () => {
    home.write('a', '0', 0o600);
    home.write('b', '0', 0o600);
    const before = home.tree();
    await run({ a: '1', b: '1' });
    const [last] = await listRuns(home);
    if (last === undefined) throw new Error('no run');
    const half = { ...home.system.files, stage: onlyOnce(/\/b$/) };
    await undoRun(last, { ...home, system: { ...home.system, files: half } }).catch(() => undefined);
    expect(home.tree()).not.toEqual(before);
    await undo();
    expect(home.tree()).toEqual(before);
  });
});

/** writes this file, and fails on every other one outside of the journal */
function onlyOnce(matches: RegExp) {
  const real = home.system.files.stage;
  return async (...args: Parameters<typeof real>) => {
    if (!matches.test(args[0]) && !args[0].startsWith(home.exposeDir)) throw new Error('cut off');
    return real(...args);
  };
}

describe('undo refuses, naming the file and touching nothing, when somebody else', () => {
  it.each<[string, () => void]>([
    ['edited it', () => fs.appendFileSync(home.at('b'), '# mine\n')],
    ['removed it', () => fs.rmSync(home.at('b'))],
    [
      'put another file in the place of the link',
      () => {
        fs.rmSync(home.at('b'));
        home.write('b', 'new', 0o600);
      },
    ],
  ])('%s', async (name, meddle) => {
    home.write('a', 'old');
    home.write('real', 'old');
    if (name.includes('link')) fs.symlinkSync('real', home.at('b'));
    else home.write('b', 'old');
    await run({ a: 'new', b: 'new' });
    meddle();
    const before = home.tree();
    await expect(undo()).rejects.toMatchObject({
      code: 'changed-since',
      message: `${home.at('b')} was changed by somebody else since this run. Nothing was taken back.`,
    });
    await expect(undoAll(home)).rejects.toMatchObject({ code: 'changed-since' });
    expect(home.tree()).toEqual(before);
    expect((await listRuns(home))[0]?.record.state).toBe('finished');
  });

  it('edited it between two runs: --all touches nothing, one undo works', async () => {
    home.write('a', '0');
    await run({ a: '1' });
    home.write('a', 'theirs');
    await run({ a: '2' });
    const before = home.tree();
    await expect(undoAll(home)).rejects.toMatchObject({ code: 'changed-since' });
    expect(home.tree()).toEqual(before);
    await undo();
    expect(home.tree()).toEqual({ a: '644 theirs' });
    await expect(undo()).rejects.toMatchObject({ code: 'changed-since' });
  });
});

it('--force goes over it, and keeps what was there', async () => {
  home.write('a', 'old');
  const done = await run({ a: 'new', 'd/b': 'new' });
  home.write('a', 'theirs');
  fs.rmSync(home.at('d'), { recursive: true });
  expect(await undo(true)).toMatchObject({ restored: [home.at('a')] });
  expect(home.tree()).toEqual({ a: '644 old' });
  const kept = fs.readdirSync(done.directory).filter((name) => name.endsWith('.replaced'));
  expect(kept.map((name) => fs.readFileSync(path.join(done.directory, name), 'utf8'))).toEqual(['theirs']);
});

it('a damaged backup is told, and nothing is written from it', async () => {
  home.write('a', 'old');
  const done = await run({ a: 'new' });
  fs.writeFileSync(path.join(done.directory, '0.before'), 'ol');
  await expect(undo()).rejects.toMatchObject({
    code: 'apply-failed',
    message: expect.stringMatching(/damaged/),
  });
  expect(home.tree()).toEqual({ a: '600 new' });
});

it('a journal entry with changes of another form is passed over, and so is a backup that lies elsewhere', async () => {
  home.write('a', 'old');
  const done = await run({ a: 'new' });
  const file = path.join(done.directory, 'run.json');
  const record = JSON.parse(fs.readFileSync(file, 'utf8'));
  const [change] = record.changes;
  const elsewhere = { ...change.before, backup: '../../secret' };
  const forms = [null, 'x', {}, { ...change, path: 5 }, { ...change, before: elsewhere }, [change]];
  for (const form of forms) {
    fs.writeFileSync(file, JSON.stringify({ ...record, changes: [form] }));
    expect(await listRuns(home), JSON.stringify(form)).toEqual([]);
  }
  fs.writeFileSync(file, JSON.stringify(record));
  expect(await listRuns(home)).toHaveLength(1);
});

it('a journal entry that is no record is passed over', async () => {
  const done = await run({ a: 'new' });
  for (const content of ['', '{', '[]', '{"schema": 2}']) {
    fs.writeFileSync(path.join(done.directory, 'run.json'), content);
    expect(await listRuns(home)).toEqual([]);
  }
});
