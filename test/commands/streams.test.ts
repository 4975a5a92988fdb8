import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, TestHome } from './run-cli.ts';

let home: TestHome;
let fifo: string;
beforeAll(() => {
  home = new TestHome();
  fifo = home.at('fifo');
  execFileSync('mkfifo', [fifo]);
});
afterAll(() => home.remove());

/** The program, started, with what it has written so far. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [BIN, ...args], { env: home.env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += text));
  child.stderr.on('data', (text) => (said.stderr += text));
  return { child, said, ended: once(child, 'close') };
}

/** Settles when the process has opened the file. */
async function opened(pid: number | undefined, file: string): Promise<void> {
  const isOpen = () => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === file);
    } catch {
      return false; // a descriptor was closed meanwhile
    }
  };
  while (!isOpen()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a named pipe without a writer', () => {
  it.each([
    [['hash', '--password-file'], 'SIGTERM', 143],
    [['init', '--no-input', '--answers'], 'SIGINT', 130],
  ] as const)('%j ends at once on %s', async (args, signal, code) => {
    const { child, said, ended } = start([...args, fifo]);
    await opened(child.pid, fifo);
    child.kill(signal);
    expect(await ended).toEqual([code, null]);
    expect(said).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/\nCancelled\. Nothing was changed\.\n$/),
    });
  });

  it('--json: the one document says that it was ended', async () => {
    const { child, said, ended } = start(['hash', '--json', '--password-file', fifo]);
    await opened(child.pid, fifo);
    child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    expect(JSON.parse(said.stdout)).toEqual({
      schema: 1,
      error: { code: 'terminated', message: 'Cancelled. Nothing was changed.' },
    });
    expect(said.stderr).toBe('');
  });

  it('waits for a writer that comes late', async () => {
    const { child, said, ended } = start(['hash', '--algorithm', 'sha1', '--password-file', fifo]);
    await opened(child.pid, fifo);
    appendFileSync(fifo, 'late\n');
    expect(await ended).toEqual([0, null]);
    expect(await home.run(['hash', '--check', said.stdout.trim()], { input: 'late' })).toMatchObject({
      code: 0,
    });
  });
});

/** A line of bash in which $0 and $1 start the program. */
const bash = (line: string) =>
  home.spawn([], { prefix: ['/bin/bash', '-c', `${line}; exit; #`, process.execPath, BIN] });

it('a process substitution is read to its end', async () => {
  const { stdout } = await bash(
    '"$0" "$1" hash --algorithm sha1 --password-file <(printf su; sleep 0.1; echo bst)',
  );
  expect(await home.run(['hash', '--check', stdout.trim()], { input: 'subst' })).toMatchObject({ code: 0 });
});

it('too few open files: a sentence, exit 1', async () => {
  const { code, stderr } = await bash('ulimit -n 40; "$0" "$1" doctor');
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Error: Too few files may be/),
  });
  expect(stderr).not.toMatch(/^ {4}at |bug/m);
});

describe('standard output that takes nothing', () => {
  const LOST = 'The result could not be written to standard output (ENOSPC).\n';

  it.each(['--version', '--help', 'doctor --list-checks --json'])(
    '%s on a full disk: exit 1',
    async (args) => {
      expect(await bash(`"$0" "$1" ${args} > /dev/full`)).toMatchObject({ code: 1, stderr: LOST });
    },
  );

  it.each(['--version', 'hash --help'])('%s for a reader that has gone: exit 0, silently', async (args) => {
    const line = `{ sleep 0.1; "$0" "$1" ${args}; echo $? >&2; } | true`;
    expect(await bash(line)).toMatchObject({ stderr: '0\n' });
  });
});
