import { PassThrough, Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { expect, it } from 'vitest';
import type { StepQuestion } from '../../src/prompt/question.ts';
import { createTerminalPrompter } from '../../src/prompt/terminal-prompter.ts';

const EVIL = '\u001b]0;owned\u0007\u001b[2J\u202e\u200b\u2028';

it('a value from a config file cannot steer the terminal through a prompt', async () => {
  let written = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => input,
  }) as unknown as ReadStream;
  const same = (text: string) => text;
  const paint = { red: same, dim: same } as never;
  const prompter = createTerminalPrompter({
    input,
    output,
    paint,
    unicode: true,
    columns: 200,
    escapes: false,
  });
  const question: StepQuestion<string> = {
    id: 'ip',
    kind: 'text',
    flag: '--ip',
    flags: [{ declared: '--ip <address>', help: '' }],
    label: 'Address',
    message: `Where${EVIL}?`,
    why: `Because${EVIL}`,
    current: { value: 'x', shown: `localhost${EVIL}` },
    parse(text) {
      if (text === 'good') return text;
      throw new Error(`no${EVIL}`);
    },
    parseJson: String,
    show: String,
  };
  const asked = prompter.ask(question);
  (input as unknown as PassThrough).write('\r');
  expect(await asked).toMatchObject({ value: 'x' });
  expect(written).toContain('localhost');
  expect(written).not.toMatch(/[\u001b\u0007\u202e\u200b\u2028]/);
});
