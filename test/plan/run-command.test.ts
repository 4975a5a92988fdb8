import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unglued } from '../../src/messages/command-line.ts';
import { applyPlan } from '../../src/plan/apply.ts';
import type { Change, PlannedUndo, RunCommand } from '../../src/plan/change.ts';
import { listRuns } from '../../src/plan/journal.ts';
import { preparePlan } from '../../src/plan/prepare.ts';
import { previewPlan } from '../../src/plan/preview.ts';
import { finishRun, rollbackRun, withLock } from '../../src/plan/transaction.ts';
import { undoAll } from '../../src/plan/undo.ts';
import { compileSources } from '../compiled.ts';
import { type Home, makeHome, undoFlag } from './temporary-home.ts';

let compiled: string;
let home: Home;
beforeAll(() => {
  compiled = compileSources();
});
afterAll(() => fs.rmSync(compiled, { recursive: true }));
beforeEach(() => {
  home = makeHome();
});
afterEach(() => home.remove());

/** Its being done is a file of that name; what is taken back is written down in `log`. */
function flag(name: string, script = 'touch "$1"'): RunCommand {
  return {
    kind: 'run-command',
    id: name,
    command: ['sh', '-c', script, 'sh', home.at(name)],
    isDone: ['test', '-e', home.at(name)],
    undo: takeBack(name, 'log'),
    title: `raise ${name}`,
  };
}
function takeBack(name: string, how: 'log' | 'remove' | 'fail'): PlannedUndo {
  const task = { kind: 'flag', how, name, dir: home.dir };
  return { task, command: [], ...undoFlag(task) };
}
const file = (name: string): Change => ({
  kind: 'write-file',
  path: home.at(name),
  bytes: new TextEncoder().encode('new'),
  mode: 0o600,
  secret: false,
});
const prepare = (...changes: Change[]) => preparePlan({ command: 'try', changes }, home.system);
const apply = async (...changes: Change[]) => applyPlan(await prepare(...changes), home);
const log = () => fs.readFileSync(home.at('log'), 'utf8');

describe('a program as a change', () => {
  it('is run in its place, is then already so, and undo takes it back before the files that came earlier', async () => {
    await finishRun(await apply(file('file1'), flag('flag'), file('file2')), home);
    expect(Object.keys(home.tree()).sort()).toEqual(['file1', 'file2', 'flag']);
    const again = await prepare(file('file1'), flag('flag'), file('file2'));
    expect([again.changes.length, again.already.length]).toEqual([0, 3]);
    const undone = await undoAll(home);
    expect(undone).toMatchObject({ restored: ['raise flag'], left: [] });
    expect(home.tree()).toEqual({ log: '644 file1 ' });
  });

  it('gets its input, and is shown with the line that takes it back', async () => {
    const change: RunCommand = {
      ...flag('flag', 'cat >"$1"'),
      input: 'one line\n',
      undo: takeBack('flag', 'remove'),
      needsRoot: true,
    };
    const prepared = await prepare(change, { ...flag('other'), undo: undefined });
    expect((await previewPlan(prepared)).map(({ text }) => unglued(text))).toEqual([
      'run: raise flag (needs root)',
      `  sh -c 'cat >"$1"' sh '${home.at('flag')}'`,
      `  taken back by: rm -f '${home.at('flag')}'`,
      'run: raise other',
      `  sh -c 'touch "$1"' sh '${home.at('other')}'`,
      '  This cannot be taken back by undo.',
    ]);
    await finishRun(await applyPlan(prepared, home), home);
    expect(home.tree()).toEqual({ flag: '644 one line\n', other: '644 ' });
    expect((await undoAll(home)).left).toEqual(['raise other']);
  });

  it('that fails takes back itself and all before it; what was never begun is left alone', async () => {
    const failing = flag('second', 'touch "$1"; echo no such bus >&2; exit 3');
    await expect(apply(flag('first'), file('file1'), failing, flag('third'))).rejects.toMatchObject({
      code: 'apply-failed',
      message: expect.stringMatching(/no such bus.*raise second, raise first/),
    });
    expect(home.tree()).toEqual({ log: '644 file1 ' });
    expect((await listRuns(home))[0]?.record.state).toBe('rolled-back');
  });

  it('is taken back when the whole did not take effect, also twice', async () => {
    const run = await apply(file('file1'), flag('flag'));
    await rollbackRun(run, home);
    await rollbackRun(run, home);
    expect(log()).toBe('file1 ');
    expect(Object.keys(home.tree())).toEqual(['log']);
  });

  it('whose way back is blocked is told, and keeps nobody from going on', async () => {
    await finishRun(await apply(file('file1'), { ...flag('flag'), undo: takeBack('flag', 'fail') }), home);
    expect((await undoAll(home)).left).toEqual(['raise flag (false)']);
    expect(Object.keys(home.tree())).toEqual(['flag']);
    expect((await listRuns(home))[0]?.record.state).toBe('undone');
  });

  it.each([
    ['before it did anything', 'kill -9 $PPID; sleep 1', ''],
    ['after it did its work', 'touch "$1"; kill -9 $PPID; sleep 1', ''],
  ])('kill -9 %s: the next command takes it back', async (_when, script) => {
    const changes = [file('file1'), flag('first'), flag('killer', script), flag('never')];
    const program = `
      const from = (name) => import(${JSON.stringify(`${compiled}/dist/`)} + name);
      const { preparePlan } = await from('plan/prepare.js');
      const { applyPlan } = await from('plan/apply.js');
      const { withLock } = await from('plan/transaction.js');
      const { nodeSystem } = await from('system/node-system.js');
      const place = { system: nodeSystem(), exposeDir: ${JSON.stringify(home.exposeDir)} };
      const changes = ${JSON.stringify(changes)}.map((one) => one.bytes ? { ...one, bytes: Buffer.from('new') } : one);
      await withLock(place, async () => applyPlan(await preparePlan({ command: 'try', changes }, place.system), place));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
    expect(Object.keys(home.tree())).toContain('first');
    const recovered = await withLock(home, async (recovery) => recovery);
    expect(recovered).toMatchObject({
      restored: ['raise killer', 'raise first'],
      removed: [home.at('file1')],
    });
    expect(home.tree()).toEqual({ log: '644 file1 file1 ' });
    expect(await withLock(home, async (recovery) => recovery)).toBeUndefined();
  });
});
