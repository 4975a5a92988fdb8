import fs from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ExposeError } from '../../src/errors.ts';
import { applyPlan } from '../../src/plan/apply.ts';
import type { Change } from '../../src/plan/change.ts';
import { type JournalLocation, listRuns } from '../../src/plan/journal.ts';
import { preparePlan } from '../../src/plan/prepare.ts';
import { finishRun, recoverAtStart, recoverInterrupted, rollbackRun } from '../../src/plan/transaction.ts';
import { runToUndo, undoRun } from '../../src/plan/undo.ts';
import type { Disk } from '../../src/system/disk.ts';
import { nodeFiles } from '../../src/system/node-files.ts';
import { Died, diskThatDies, diskThatFills, diskThatStumbles } from './dying-disk.ts';
import { type Home, makeHome } from './temporary-home.ts';

let home: Home;
let before: Record<string, string>;
let after: Record<string, string>;

beforeEach(() => {
  home = makeHome();
  home.write('dotfiles/config.py', '# c.A.port = 1\nc.A.ip = "x"\n', 0o640);
  fs.symlinkSync('dotfiles/config.py', home.at('config.py'));
  home.write('same', 'same', 0o644);
  before = home.tree();
  after = {
    ...before,
    'dotfiles/config.py': '600 c.A.port = 8100\nc.A.ip = "x"\n',
    same: '600 same',
    certs: 'directory',
    'certs/own': 'directory',
    'certs/own/key.pem': '600 key',
  };
});
afterEach(() => home.remove());

const PLAN = (): Change[] => [
  {
    kind: 'edit-settings',
    path: home.at('config.py'),
    format: 'python',
    settings: { 'A.port': 8100 },
    secret: [],
    mode: 0o600,
  },
  { kind: 'write-file', path: home.at('same'), bytes: Buffer.from('same'), mode: 0o600, secret: false },
  {
    kind: 'write-file',
    path: home.at('certs/own/key.pem'),
    bytes: Buffer.from('key'),
    mode: 0o600,
    secret: true,
  },
];

/** The home on another disk. */
function on(disk: Disk): JournalLocation {
  return {
    exposeDir: home.exposeDir,
    system: { ...home.system, files: nodeFiles(disk) },
    network: home.network,
    buildUndo: home.buildUndo,
  };
}

async function apply(place: JournalLocation, changes = PLAN()): Promise<void> {
  const prepared = await preparePlan({ command: 'init', changes }, home.system);
  await finishRun(await applyPlan(prepared, place), place);
}

async function undo(place: JournalLocation): Promise<void> {
  const last = runToUndo(await listRuns(home));
  if (last !== undefined) await undoRun(last, place);
}

/** As it was before the first run, without a journal. */
function startAgain(): void {
  home.remove();
  const { dir } = home;
  fs.mkdirSync(dir);
  home.write('dotfiles/config.py', '# c.A.port = 1\nc.A.ip = "x"\n', 0o640);
  fs.symlinkSync('dotfiles/config.py', home.at('config.py'));
  home.write('same', 'same', 0o644);
}

/** No file is ever anything but its old self or its new self. */
function expectOldOrNew(): void {
  for (const [name, content] of Object.entries(home.tree())) {
    if (/\.jupyter-expose-.*\.tmp$/.test(name)) continue; // never read by anybody, cleared away by the next run
    const bytes = (text: string | undefined) => text?.replace(/^\d+ /, '');
    expect([bytes(before[name]), bytes(after[name])], name).toContain(bytes(content));
  }
}

async function died(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return false;
  } catch {
    return true;
  }
}

const filesOf = (tree: Record<string, string>) =>
  Object.fromEntries(Object.entries(tree).filter(([, content]) => content !== 'directory'));

const stateOfLast = async () => (await listRuns(home))[0]?.record.state;

it.each(['before', 'half'] as const)(
  'apply that dies %s any one step is taken back by the next command',
  async (how) => {
    let step = 0;
    for (let lived = false; !lived; ) {
      startAgain();
      const { disk, died: isDead } = diskThatDies(++step, how);
      await died(apply(on(disk)));
      lived = !isDead();
      expectOldOrNew();
      await recoverAtStart(home);
      const finished = (await stateOfLast()) === 'finished';
      expect(home.tree(), `step ${step}`).toEqual(finished ? after : before);
      // and everything works from here
      if (!finished) await apply(home);
      expect(home.tree()).toEqual(after);
      await undo(home);
      expect(home.tree()).toEqual(before);
    }
    expect(step).toBeGreaterThan(40);
  },
);

it.each(['before', 'half'] as const)(
  'undo that dies %s any one step is ended by the next command',
  async (how) => {
    let step = 0;
    for (let lived = false; !lived; ) {
      startAgain();
      await apply(home);
      const { disk, died: isDead } = diskThatDies(++step, how);
      await died(undo(on(disk)));
      lived = !isDead();
      expectOldOrNew();
      await recoverAtStart(home);
      const undone = (await stateOfLast()) === 'undone';
      expect(home.tree(), `step ${step}`).toEqual(undone ? before : after);
    }
    expect(step).toBeGreaterThan(20);
  },
);

it('a removal, and its undoing, that dies at any one step is taken back or ended by the next command', async () => {
  const changes = (): Change[] => [
    { kind: 'remove-file', path: home.at('program/run.js'), secret: false, withDirectory: true },
  ];
  for (const what of ['apply', 'undo']) {
    let step = 0;
    for (let lived = false; !lived; ) {
      startAgain();
      home.write('program/run.js', 'old', 0o640);
      const there = home.tree();
      const { program: _directory, 'program/run.js': _file, ...gone } = there;
      if (what === 'undo') await apply(home, changes());
      const { disk, died: isDead } = diskThatDies(++step, 'half');
      await died(what === 'undo' ? undo(on(disk)) : apply(on(disk), changes()));
      lived = !isDead();
      await recoverAtStart(home);
      const isRemoved = (await stateOfLast()) === 'finished';
      expect(home.tree(), `${what}, step ${step}`).toEqual(isRemoved ? gone : there);
      if (lived) expect(isRemoved).toBe(what === 'apply');
    }
    expect(step).toBeGreaterThan(10);
  }
});

it('a recovery that dies at any one step is ended by the next one', async () => {
  let step = 0;
  for (let lived = false; !lived; ) {
    startAgain();
    const prepared = await preparePlan({ command: 'init', changes: PLAN() }, home.system);
    await applyPlan(prepared, home); // and cut off there
    expect(home.tree()).toEqual(after);
    const { disk, died: isDead } = diskThatDies(++step, 'half');
    await died(recoverInterrupted(on(disk)).then(() => undefined));
    lived = !isDead();
    expectOldOrNew();
    await recoverAtStart(home);
    expect(home.tree(), `step ${step}`).toEqual(before);
    expect(await stateOfLast()).toBe('rolled-back');
  }
  expect(step).toBeGreaterThan(15);
});

it('a disk that fills up at any one step: taken back at once, or by the next command, and said so', async () => {
  let step = 0;
  const outcomes = new Set<string>();
  for (let through = false; !through; ) {
    startAgain();
    const { disk, filled } = diskThatFills(++step);
    const error = await apply(on(disk)).catch((thrown: unknown) => thrown);
    through = !filled();
    if (through) break;
    expectOldOrNew();
    if (!(error instanceof ExposeError)) throw new Error(`step ${step}: ${error}`);
    const took =
      /Nothing was changed|Restored|could not be restored/.exec(error.message)?.[0] ?? error.message;
    outcomes.add(took);
    if (took === 'Nothing was changed' || took === 'Restored')
      expect(home.tree(), `step ${step}`).toEqual(before);
    await recoverAtStart(home); // there is room again
    expect(home.tree(), `step ${step}`).toEqual(before);
  }
  expect(outcomes).toContain('Nothing was changed');
});

it.each([
  ['a disk that fills up', (step: number) => diskThatFills(step), /Nothing was taken back/],
  ['a step that fails once', (step: number) => diskThatStumbles(step), /again as it was before this undo/],
])('undo with %s, at any one step: undone whole or not at all', async (_what, diskAt, said) => {
  const outcomes = new Set<string>();
  let step = 0;
  for (let through = false; !through; ) {
    startAgain();
    await apply(home);
    const made = diskAt(++step);
    const error = await undo(on(made.disk)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    through = !('filled' in made ? made.filled() : made.stumbled());
    // An empty directory that could not be removed may stay.
    expect(filesOf(home.tree()), `step ${step}: ${error}`).toEqual(
      filesOf(error === undefined ? before : after),
    );
    if (error !== undefined && !(error instanceof ExposeError)) throw error;
    if (error !== undefined) outcomes.add(error.message);
    if (error !== undefined) expect(await stateOfLast(), `step ${step}`).toBe('finished');
    await undo(home);
    expect(filesOf(home.tree())).toEqual(filesOf(before));
  }
  expect([...outcomes].join('\n')).toMatch(said);
});

it('a step that fails once, any one: everything is done, or taken back at once and said so', async () => {
  let step = 0;
  for (let through = false; !through; ) {
    startAgain();
    const { disk, stumbled } = diskThatStumbles(++step);
    const place = on(disk);
    const error = await apply(place).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    through = !stumbled();
    if (error instanceof Died) throw error;
    await recoverAtStart(home); // a run that could not be finished is still open
    const finished = (await stateOfLast()) === 'finished';
    expect(home.tree(), `step ${step}`).toEqual(finished ? after : before);
    if (error === undefined) expect(finished).toBe(true);
  }
});

it('a rollback on a disk that is gone can be done again', async () => {
  const prepared = await preparePlan({ command: 'init', changes: PLAN() }, home.system);
  const run = await applyPlan(prepared, home);
  await expect(rollbackRun(run, on(diskThatDies(1, 'before').disk))).rejects.toMatchObject({
    code: 'apply-failed',
  });
  await rollbackRun(run, home);
  expect(home.tree()).toEqual(before);
});
