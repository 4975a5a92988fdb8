import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cmd, glued } from '../../src/messages/command-line.ts';
import { setHome } from '../../src/output/display.ts';
import { processOutput } from '../../src/output/output.ts';
import { watchStandardOutput } from '../../src/output/standard-output.ts';

interface Setting {
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly colour?: boolean;
  readonly flags?: { readonly quiet?: boolean; readonly verbose?: boolean; readonly json?: boolean };
}

/** A talk whose both streams are kept as text. */
async function open({ terminal = true, columns = 24, colour = false, flags = {} }: Setting = {}) {
  const kept = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof kept) => ({
    isTTY: terminal,
    write: (text: string) => (kept[name] += text),
  });
  const collector = new Writable({
    write(chunk, _encoding, done) {
      kept.stdout += chunk;
      done();
    },
  });
  const output = await processOutput(flags, colour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    terminal: { stdout: terminal, stderr: terminal, columns, unicode: true },
    printDocument: watchStandardOutput(collector, () => undefined).printDocument,
  });
  return { output, kept };
}

/** What a terminal shows in the end of what was written to it. */
function onScreen(text: string): string[] {
  return text.split('\n').map((line) => line.split('\r\u001b[K').at(-1) ?? '');
}

beforeEach(() => setHome('/home/me'));
afterEach(() => setHome(''));

describe('a line', () => {
  const SENTENCE = 'What was said before is said again, in more words';

  it('ends between words on a terminal, and below its first word', async () => {
    const { output, kept } = await open();
    output.print(SENTENCE);
    output.result(`  ${SENTENCE}`);
    expect(kept.stderr).toBe('What was said before is\nsaid again, in more\nwords\n');
    expect(kept.stdout).toBe('  What was said before\n  is said again, in more\n  words\n');
  });

  it('is one line in a pipe', async () => {
    const { output, kept } = await open({ terminal: false });
    output.print(SENTENCE);
    output.warn(SENTENCE);
    output.result(SENTENCE, { first: '  → ' });
    expect(kept.stderr).toBe(`${SENTENCE}\n! ${SENTENCE}\n`);
    expect(kept.stdout).toBe(`  → ${SENTENCE}\n`);
  });

  it('never ends inside a command or a path', async () => {
    const { output, kept } = await open();
    output.print(`Run ${cmd('router map', '--external-port', '8443')} now`);
    output.result(glued('/a very long/path with/spaces'), { first: '  ' });
    expect(kept.stderr).toBe('Run\njupyter-expose router map --external-port 8443\nnow\n');
    expect(kept.stdout).toBe('  /a very long/path with/spaces\n');
  });

  it('to copy is whole: a result, with --json beside the sentence about it, silent with --quiet', async () => {
    const kept = async (flags: Setting['flags'] = {}) => {
      const one = await open({ flags });
      one.output.copyable('17 3,15 * * * node program # name');
      return one.kept;
    };
    const line = '17 3,15 * * * node program # name\n';
    expect(await kept()).toEqual({ stdout: line, stderr: '' });
    expect(await kept({ json: true })).toEqual({ stdout: '', stderr: line });
    expect(await kept({ json: true, quiet: true })).toEqual({ stdout: '', stderr: '' });
  });

  it('shows the home directory as ~, but not in a copy of a file', async () => {
    const { output, kept } = await open({ columns: 80 });
    output.print('Written: /home/me/.jupyter/x.py');
    output.result("c.ServerApp.certfile = '/home/me/x.pem' or /home/me/x.pem", { raw: true });
    expect(kept.stderr).toBe('Written: ~/.jupyter/x.py\n');
    expect(kept.stdout).toBe("c.ServerApp.certfile = '/home/me/x.pem' or /home/me/x.pem\n");
  });

  it.each([
    ['ok', '\u001b[32m✔\u001b[39m '],
    ['warn', '\u001b[33m!\u001b[39m '],
    ['fail', '\u001b[31m✖\u001b[39m '],
    ['unknown', '\u001b[33m?\u001b[39m '],
  ] as const)('with the status %s has its sign, in its colour', async (status, sign) => {
    const { output, kept } = await open({ colour: true });
    output.print('Said in more words than one line holds', { status });
    expect(kept.stderr).toBe(`${sign}Said in more words\n  than one line holds\n`);
  });

  it('of the result is not there with --json, and talk not with --quiet', async () => {
    const { output, kept } = await open({ flags: { json: true, quiet: true } });
    output.print('a');
    output.warn('b');
    output.result('c');
    output.json({ d: 1 });
    expect(kept).toEqual({ stderr: '', stdout: '{\n  "d": 1\n}\n' });
  });
});

describe('the spinner', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(['detail', 'print', 'warn', 'result'] as const)('never shares a line with %s', async (verb) => {
    const { output, kept } = await open({ columns: 80, flags: { verbose: true } });
    await output.wait('Asking Jupyter …', async () => {
      await vi.advanceTimersByTimeAsync(500);
      expect(onScreen(kept.stderr).at(-1)).toMatch(/^\S Asking Jupyter …$/);
      output[verb]('ran jupyter');
      await vi.advanceTimersByTimeAsync(500);
      expect(onScreen(kept.stderr).at(-1)).toMatch(/^\S Asking Jupyter …$/);
    });
    const said = verb === 'warn' ? '! ran jupyter' : 'ran jupyter';
    expect(onScreen(kept.stderr)).toEqual(verb === 'result' ? [''] : [said, '']);
    expect(kept.stdout).toBe(verb === 'result' ? 'ran jupyter\n' : '');
  });

  it('is silent with --quiet, and one plain line in a pipe', async () => {
    const work = () => vi.advanceTimersByTimeAsync(500).then(() => 7);
    const quiet = await open({ flags: { quiet: true } });
    expect([await quiet.output.wait('Asking', work), quiet.kept.stderr]).toEqual([7, '']);
    const piped = await open({ terminal: false });
    await piped.output.wait('Asking', work);
    expect(piped.kept.stderr).toBe('Asking\n');
  });
});
