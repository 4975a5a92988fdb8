import type { ReadStream } from 'node:tty';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { wrap } from '../output/layout.ts';
import { choiceOf } from './accept.ts';
import type { Prompts } from './inquirer.ts';
import { readTypedLines } from './typed-line.ts';

export interface PlainPromptsOptions {
  readonly input: ReadStream;
  readonly output: NodeJS.WritableStream;
  readonly columns: number;
}

/** Prompts for TERM=dumb (an editor's shell window, a serial line): a line asks, a line answers, no escapes. */
export function createPlainPrompts({ input, output, columns }: PlainPromptsOptions): Prompts {
  const lines = readTypedLines(input, output);

  async function ask(message: string, hidden = false): Promise<string> {
    const line = await lines.next(`${message} `, hidden);
    if (hidden || line === undefined) output.write('\n');
    if (line === undefined) throw new ExposeError('cancelled', t().cli.cancelled);
    return line;
  }

  /** Asks until nothing is wrong with the answer; undefined when it was Enter and something is shown. */
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
      output.write(`${wrap(wrong, columns, '> ').join('\n')}\n`);
    }
  }

  return {
    text: (message, shown, { problem }) =>
      askUntil(shown === undefined ? message : `${message} (${shown})`, shown !== undefined, problem, false),
    secret: (message, shown, problem) =>
      askUntil(shown === undefined ? message : `${message} ${shown}`, shown !== undefined, problem, true),
    async select(message, choices, start) {
      choices.forEach(({ label }, at) => {
        output.write(`  ${at + 1}) ${label}\n`);
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
