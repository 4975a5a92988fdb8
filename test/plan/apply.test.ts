import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ExposeError } from '../../src/errors.ts';
import { applyPlan } from '../../src/plan/apply.ts';
import type { Change } from '../../src/plan/change.ts';
import { journalDirectory, listRuns } from '../../src/plan/journal.ts';
import { preparePlan } from '../../src/plan/prepare.ts';
import { finishRun, recoverAtStart, rollbackRun } from '../../src/plan/transaction.ts';
import type { Files } from '../../src/system/system.ts';
import { type Home, makeHome } from './temporary-home.ts';

let home: Home;
beforeEach(() => {
  home = makeHome();
});
afterEach(() => home.remove());

const bytes = (text: string) => new TextEncoder().encode(text);

function write(name: string, content: string, mode = 0o600): Change {
  return { kind: 'write-file', path: home.at(name), bytes: bytes(content), mode, secret: false };
}

const prepare = (...changes: Change[]) => preparePlan({ command: 'init', changes }, home.system);

async function errorOf(work: Promise<unknown>): Promise<ExposeError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ExposeError)) throw new Error(`expected a plain sentence, got ${error}`);
  return error;
}

/** The home's files, where the nth call of one of these verbs fails instead. */
function failingAt(verb: keyof Files, matches: RegExp, error: unknown): Home {
  const real = home.system.files;
  const fail = async (...args: unknown[]) => {
    if (matches.test(String(args[0]))) throw error;
    return Reflect.apply(real[verb], real, args);
  };
  return { ...home, system: { ...home.system, files: { ...real, [verb]: fail } } };
}

describe('apply', () => {
  it('makes the changes, the journal tells them, and nothing but the owner may look into it', async () => {
    home.write('config.py', 'old', 0o644);
    const prepared = await prepare(write('config.py', 'new'), write('certs/deep/key.pem', 'key', 0o400));
    const seen: string[] = [];
    const run = await applyPlan(prepared, { ...home, onChange: (change) => seen.push(change.path ?? '') });
    expect(home.tree()).toEqual({
      'config.py': '600 new',
      certs: 'directory',
      'certs/deep': 'directory',
      'certs/deep/key.pem': '400 key',
    });
    expect(seen).toEqual([home.at('config.py'), home.at('certs/deep/key.pem')]);
    expect(run.record).toMatchObject({ command: 'init', by: 'person', state: 'applied' });
    expect((await finishRun(run, home)).record.state).toBe('finished');
    expect((await listRuns(home)).map(({ record }) => record.state)).toEqual(['finished']);
    for (const directory of [home.exposeDir, journalDirectory(home.exposeDir), run.directory])
      expect(fs.statSync(directory).mode & 0o777).toBe(0o700);
    for (const name of fs.readdirSync(run.directory))
      expect(fs.statSync(path.join(run.directory, name)).mode & 0o777).toBe(0o600);
  });

  it('closes an expose/ that stood open', async () => {
    fs.mkdirSync(home.exposeDir, { mode: 0o755 });
    await applyPlan(await prepare(write('a', 'x')), home);
    expect(fs.statSync(home.exposeDir).mode & 0o777).toBe(0o700);
  });

  it('only narrows the mode where the bytes stay, and the time of change stays too', async () => {
    const file = home.write('config.py', 'same', 0o644);
    fs.utimesSync(file, 1000, 1000);
    await applyPlan(await prepare(write('config.py', 'same')), home);
    expect(home.tree()).toEqual({ 'config.py': '600 same' });
    expect(fs.statSync(file).mtimeMs).toBe(1_000_000);
  });

  it('writes through a symbolic link', async () => {
    home.write('dotfiles/config.py', 'old');
    fs.symlinkSync('dotfiles/config.py', home.at('config.py'));
    const run = await applyPlan(await prepare(write('config.py', 'new')), home);
    expect(home.tree()).toMatchObject({
      'config.py': '-> dotfiles/config.py',
      'dotfiles/config.py': '600 new',
    });
    await rollbackRun(run, home);
    expect(home.tree()).toMatchObject({
      'config.py': '-> dotfiles/config.py',
      'dotfiles/config.py': '644 old',
    });
  });

  it.each<[string, () => void]>([
    ['was edited', () => home.write('b', 'theirs')],
    ['got another mode', () => fs.chmodSync(home.at('b'), 0o600)],
    ['was removed', () => fs.rmSync(home.at('b'))],
    ['appeared', () => home.write('new', 'theirs')],
    [
      'became a link',
      () => {
        fs.renameSync(home.at('b'), home.at('c'));
        fs.symlinkSync('c', home.at('b'));
      },
    ],
  ])('touches nothing when a file %s since it was shown', async (_name, meddle) => {
    home.write('a', 'old');
    home.write('b', 'old');
    const prepared = await prepare(write('a', 'new'), write('b', 'new'), write('new', 'new'));
    meddle();
    const before = home.tree();
    const error = await errorOf(applyPlan(prepared, home));
    expect(error.code).toBe('changed-since');
    expect(error.message).toMatch(/was changed by somebody else in the meantime\. Nothing was changed\.$/);
    expect(home.tree()).toEqual(before);
    expect(await listRuns(home)).toEqual([]);
  });

  it('takes everything back when a later change fails, and says what', async () => {
    home.write('a', 'old a');
    home.write('b', 'old b');
    const before = home.tree();
    const prepared = await prepare(write('a', 'new'), write('d/c', 'new'), write('b', 'new'));
    const full = new ExposeError('environment', 'No room.', 'Make some.');
    const error = await errorOf(applyPlan(prepared, failingAt('writeAtomic', /\/b$/, full)));
    expect(error).toMatchObject({ code: 'apply-failed', hint: 'Make some.' });
    expect(error.message).toBe(
      `No room. Restored ${home.at('a')}. Restored: ${home.at('d/c')} did not exist before and is gone again.`,
    );
    expect(home.tree()).toEqual(before);
    expect((await listRuns(home)).map(({ record }) => record.state)).toEqual(['rolled-back']);
    expect(await recoverAtStart(home)).toBeUndefined();
  });

  it.each([['run.json'], ['0.before'], ['/a$']])(
    'nothing was changed when %s cannot be written',
    async (what) => {
      home.write('a', 'old');
      const before = home.tree();
      const full = new ExposeError('environment', 'No room.');
      const error = await errorOf(
        applyPlan(await prepare(write('a', 'new')), failingAt('writeAtomic', RegExp(what), full)),
      );
      expect(error).toMatchObject({ code: 'environment', message: 'No room. Nothing was changed.' });
      expect(home.tree()).toEqual(before);
      expect(await recoverAtStart(home)).toBeUndefined();
    },
  );

  it('leaves what somebody else wrote in the middle of it to them', async () => {
    home.write('a', 'old');
    home.write('b', 'old');
    const prepared = await prepare(write('a', 'new'), write('b', 'new'));
    const error = await errorOf(applyPlan(prepared, { ...home, onChange: () => home.write('b', 'theirs') }));
    expect(error.code).toBe('apply-failed');
    expect(error.message).toContain(`Restored ${home.at('a')}.`);
    expect(error.message).toContain(`somebody else changed it in the meantime: ${home.at('b')}`);
    expect(home.tree()).toEqual({ a: '644 old', b: '644 theirs' });
  });

  it.each([
    ['Ctrl-C', undefined, 'cancelled'],
    ['SIGTERM', new ExposeError('terminated', 'ended'), 'terminated'],
  ])('%s in the middle takes everything back', async (_name, reason, code) => {
    home.write('a', 'old');
    const stop = new AbortController();
    const prepared = await prepare(write('a', 'new'), write('b', 'new'));
    const options = { ...home, signal: stop.signal, onChange: () => stop.abort(reason) };
    const error = await errorOf(applyPlan(prepared, options));
    expect(error).toMatchObject({ code, message: `Cancelled. Restored ${home.at('a')}.` });
    expect(home.tree()).toEqual({ a: '644 old' });
  });

  it('Ctrl-C before it begins changes nothing, and says so', async () => {
    const error = await errorOf(
      applyPlan(await prepare(write('a', 'x')), { ...home, signal: AbortSignal.abort() }),
    );
    expect(error).toMatchObject({ code: 'cancelled', message: 'Cancelled. Nothing was changed.' });
    expect(fs.existsSync(home.exposeDir)).toBe(false);
  });

  it('says which files could not be put back, and the next command puts them back', async () => {
    home.write('a', 'old a');
    home.write('b', 'old b');
    const before = home.tree();
    const prepared = await prepare(write('a', 'new'), write('b', 'new'));
    const io = new ExposeError('environment', 'The disk is gone.');
    let broken = false;
    const real = home.system.files;
    const writeAtomic: Files['writeAtomic'] = async (file, content, options) => {
      broken ||= file === home.at('b');
      if (broken) throw io;
      await real.writeAtomic(file, content, options);
    };
    const stage: Files['stage'] = async (...args) => {
      if (broken) throw io;
      return real.stage(...args);
    };
    const breaking = { ...home, system: { ...home.system, files: { ...real, writeAtomic, stage } } };
    const error = await errorOf(applyPlan(prepared, breaking));
    expect(error.code).toBe('apply-failed');
    expect(error.message).toContain(`These files could not be restored: ${home.at('a')}.`);
    expect(await recoverAtStart(home)).toMatchObject({ restored: [home.at('a')] });
    expect(home.tree()).toEqual(before);
  });

  it('a rollback that cannot restore the config leaves the certificate that it names', async () => {
    home.write('config.py', 'old');
    const before = home.tree();
    const prepared = await prepare(write('config.py', 'certfile = server.pem'), write('server.pem', 'key'));
    const run = await applyPlan(prepared, home);
    const full = new ExposeError('environment', 'There is no room left.');
    await errorOf(rollbackRun(run, failingAt('stage', /config/, full)));
    expect(home.tree()).toEqual({
      'config.py': '600 certfile = server.pem',
      'server.pem': '600 key',
    });
    await recoverAtStart(home);
    expect(home.tree()).toEqual(before);
  });

  it('a second plan under the same run goes back with the first', async () => {
    home.write('a', '0');
    const first = await applyPlan(await prepare(write('a', '1')), home);
    const second = await applyPlan(await prepare(write('a', '2'), write('b', '2')), { ...home, run: first });
    expect(home.tree()).toEqual({ a: '600 2', b: '600 2' });
    expect(await listRuns(home)).toHaveLength(1);
    expect(await rollbackRun(second, home)).toMatchObject({
      restored: [home.at('a')],
      removed: [home.at('b')],
    });
    expect(home.tree()).toEqual({ a: '644 0' });
  });

  it('run.json holds neither the old hash nor the new one', async () => {
    home.write('a', "c.A.password = 'sha1:old'");
    const run = await applyPlan(await prepare(write('a', "c.A.password = 'argon2:new'")), home);
    const record = fs.readFileSync(path.join(run.directory, 'run.json'), 'utf8');
    expect(JSON.parse(record)).toMatchObject({
      configDir: home.dir,
      changes: [{ path: 'a', realPath: 'a' }],
    });
    expect(record).not.toMatch(/sha1:old|argon2:new/);
  });
});

it('a verification that fails takes the run back', async () => {
  home.write('a', 'old', 0o444);
  const run = await applyPlan(await prepare(write('a', 'new'), write('x/y/z', 'new')), home);
  const restoration = await rollbackRun(run, home);
  expect(restoration).toEqual({
    restored: [home.at('a')],
    removed: [home.at('x/y/z')],
    kept: [],
    left: [],
    failed: [],
  });
  expect(home.tree()).toEqual({ a: '444 old' });
});

it('runs sort by time, also when the clock was set back', async () => {
  const ids: string[] = [];
  for (const [index, year] of ['2030', '2026', '2026'].entries()) {
    const system = { ...home.system, now: () => new Date(`${year}-01-02T03:04:05.678Z`) };
    const at = { ...home, system };
    const run = await applyPlan(await prepare(write('a', `${index}`)), at);
    await finishRun(run, at);
    ids.push(run.record.id);
  }
  expect(ids[0]).toMatch(/^20300102T030405678Z-[0-9a-f]{6}$/);
  expect([...ids].sort()).toEqual(ids);
  expect((await listRuns(home)).map(({ record }) => record.id)).toEqual([...ids].reverse());
});

it('the journal keeps every run that can be undone, and the newest 50 of the others', async () => {
  for (let count = 0; count < 53; count++) {
    await rollbackRun(await applyPlan(await prepare(write('a', `${count}`)), home), home);
  }
  await finishRun(await applyPlan(await prepare(write('a', 'x')), home), home);
  await finishRun(await applyPlan(await prepare(write('a', 'y')), home), home);
  const states = (await listRuns(home)).map(({ record }) => record.state);
  expect(states).toEqual(['finished', 'finished', ...Array.from({ length: 50 }, () => 'rolled-back')]);
});
