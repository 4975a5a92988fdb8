import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../src/system/process-info.ts';
import { processRunner } from '../../src/system/run-program.ts';
import type { RunOptions } from '../../src/system/system.ts';

const run = processRunner({ PATH: process.env.PATH, KEPT: 'kept', GONE: 'gone' });

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe.each<[string, RunOptions]>([
  ['a probe (node:child_process)', { timeout: 10_000 }],
  ['a long run (execa)', {}],
])('%s', (_name, kind) => {
  it.each<[string, string[], RunOptions, object]>([
    [
      'says what it said',
      ['-c', 'echo out; echo err >&2'],
      {},
      { code: 0, stdout: 'out\n', stderr: 'err\n' },
    ],
    ['keeps the exit code', ['-c', 'exit 7'], {}, { code: 7, stdout: '', stderr: '' }],
    ['gets its input', ['-c', 'cat'], { input: '비밀\n' }, { code: 0, stdout: '비밀\n', stderr: '' }],
    [
      'has its stdin closed without input',
      ['-c', 'cat; echo end'],
      {},
      { code: 0, stdout: 'end\n', stderr: '' },
    ],
    [
      'may leave its input unread',
      ['-c', 'true'],
      { input: 'x'.repeat(1e6) },
      { code: 0, stdout: '', stderr: '' },
    ],
    [
      'has the environment given, without what is taken out',
      ['-c', 'echo "$KEPT-$GONE-$NEW"'],
      { env: { GONE: undefined, NEW: 'new' } },
      { code: 0, stdout: 'kept--new\n', stderr: '' },
    ],
    ['runs where told', ['-c', 'pwd'], { cwd: '/' }, { code: 0, stdout: '/\n', stderr: '' }],
    [
      'tells that a signal ended it',
      ['-c', 'echo a; kill -9 $$'],
      {},
      { code: undefined, stdout: 'a\n', stderr: '', failure: 'signal' },
    ],
  ])('%s', async (_case, args, options, expected) => {
    expect(await run('sh', args, { ...kind, ...options })).toEqual(expected);
  });

  it.each([
    ['a program that is not there', 'jupyter-not-there', 'not-found'],
    ['a file that is no program', '/etc/passwd', 'not-allowed'],
    ['a directory', '/etc', 'not-allowed'],
  ])('%s', async (_case, command, failure) => {
    expect(await run(command, [], kind)).toEqual({ code: undefined, stdout: '', stderr: '', failure });
  });

  it('cannot start in a directory that is not there', async () => {
    expect((await run('echo', [], { ...kind, cwd: '/not/there' })).code).toBeUndefined();
  });
});

const pidFile = () => path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'run-')), 'pid');

it.each<[string, RunOptions]>([
  ['a probe', { timeout: 300 }],
  ['a long run', { timeout: 300, signal: new AbortController().signal }],
])('%s that takes too long is ended with all that it started', async (_name, options) => {
  const file = pidFile();
  // The one that leaves the group is out of reach, but must not keep us waiting.
  const script = `sleep 1000 & echo $! > ${file}; setsid sh -c 'echo $$ > ${file}.out; exec sleep 70' & echo said; wait`;
  const result = await run('sh', ['-c', script], options);
  expect(result).toEqual({ code: undefined, stdout: 'said\n', stderr: '', failure: 'timeout' });
  const grandchild = Number(fs.readFileSync(file, 'utf8'));
  await until(() => !isAlive(grandchild));
  process.kill(Number(fs.readFileSync(`${file}.out`, 'utf8')), 'SIGKILL');
});

it('a long run that is cancelled ends, also when it does not want to', async () => {
  const file = pidFile();
  const stop = new AbortController();
  const ended = run('sh', ['-c', `trap '' TERM; echo $$ > ${file}; while :; do sleep 0.1; done`], {
    signal: stop.signal,
  });
  await until(() => fs.existsSync(file) && fs.readFileSync(file, 'utf8').endsWith('\n'));
  stop.abort();
  expect((await ended).failure).toBe('cancelled');
  await until(() => !isAlive(Number(fs.readFileSync(file, 'utf8'))));
});

it('a run whose signal was aborted before is not even begun', async () => {
  const file = pidFile();
  expect((await run('touch', [file], { signal: AbortSignal.abort() })).failure).toBe('cancelled');
  expect(fs.existsSync(file)).toBe(false);
});
