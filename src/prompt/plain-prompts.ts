import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { asShown } from '../output/display.ts';
import { wrap } from '../output/layout.ts';
import type { Prompts } from './inquirer.ts';
import { choiceOf } from './question.ts';

const ENTER = /[\r\n]/;

const CTRL_C = '\u0003';

const CTRL_D = '\u0004';

const BACKSPACES = new Set(['\u007f', '\b']);

interface PlainPromptsOptions {
  readonly input: ReadStream;
  readonly output: NodeJS.WritableStream;
  readonly columns: number;
}

/** Prompts for TERM=dumb (an editor's shell window, a serial line): line by line, without escape sequences. */
export function createPlainPrompts({ input, output, columns }: PlainPromptsOptions): Prompts {
  const lines = readTypedLines(input, output);

  async function ask(message: string, hidden = false): Promise<string> {
    const line = await lines.next(`${asShown(message)} `, hidden);
    if (hidden || line === undefined) output.write('\n');
    if (line === undefined) throw new ExposeError('cancelled', t().cli.cancelled);
    return line;
  }

  /** Repeats the question until the answer is valid; undefined when Enter accepted the default shown. */
  async function askUntil(
    message: string,
    shown: boolean,
    problem: (typed: string) => string | undefined,
    hidden: boolean,
  ): Promise<string | undefined> {
    for (;;) {
      const typed = await ask(message, hidden);
      if (shown && (hidden ? typed : typed.trim()) === '') return undefined;
      const wrong = problem(typed);
      if (wrong === undefined) return typed;
      output.write(`${asShown(wrap(wrong, columns, '> ').join('\n'))}\n`);
    }
  }

  return {
    text: (message, shown, { problem }) =>
      askUntil(shown === undefined ? message : `${message} (${shown})`, shown !== undefined, problem, false),
    secret: (message, shown, problem) =>
      askUntil(shown === undefined ? message : `${message} ${shown}`, shown !== undefined, problem, true),
    async select(message, choices, start) {
      choices.forEach(({ label }, at) => {
        output.write(`  ${at + 1}) ${asShown(label)}\n`);
      });
      const number = choices.findIndex(({ value }) => value === start) + 1;
      const problem = (typed: string) => {
        try {
          choiceOf(choices, typed.trim());
          return undefined;
        } catch (error) {
          return error instanceof ExposeError ? error.message : String(error);
        }
      };
      const shown = number > 0 ? `${message} (${number})` : message;
      const typed = await askUntil(shown, number > 0, problem, false);
      return choiceOf(choices, (typed ?? String(number)).trim());
    },
  };
}

/** Lines typed at a terminal that does not support escape sequences. */
interface TypedLines {
  /**
   * Shows the prompt and reads the next line; undefined for Ctrl-C, Ctrl-D or the end of input. The terminal does not
   * echo a hidden line: echo is turned off before the prompt appears.
   */
  next(prompt: string, hidden: boolean): Promise<string | undefined>;
}

/** Reads lines as they are typed; the terminal itself edits and echoes those that are not hidden. */
function readTypedLines(input: ReadStream, output: NodeJS.WritableStream): TypedLines {
  const decoder = new StringDecoder('utf8');
  let pending = '';

  return {
    next: (prompt, hidden) =>
      new Promise((resolve) => {
        let line: string[] = [];
        const finish = (answer: string | undefined) => {
          input.off('data', onData).off('end', onEnd).pause();
          if (hidden) input.setRawMode(false);
          resolve(answer);
        };
        const onEnd = () => finish(undefined);
        const onData = (data: Buffer) => {
          pending += decoder.write(data);
          const letters = Array.from(pending);
          pending = '';
          for (const [at, letter] of letters.entries()) {
            if (letter === CTRL_C || (letter === CTRL_D && line.length === 0)) return finish(undefined);
            if (ENTER.test(letter)) {
              pending = letters.slice(at + 1).join('');
              return finish(line.join(''));
            }
            if (hidden && BACKSPACES.has(letter)) line = line.slice(0, -1);
            else line.push(letter);
          }
        };
        if (hidden) input.setRawMode(true);
        output.write(prompt);
        input.on('data', onData).once('end', onEnd).resume();
        if (pending !== '') onData(Buffer.alloc(0));
      }),
  };
}
