import type { ReadStream } from 'node:tty';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { asShown } from '../output/display.ts';
import { wrap } from '../output/layout.ts';
import { stripControl } from '../output/strip-control.ts';
import type { Paint } from '../system/colour.ts';
import { createPrompts, type Prompts } from './inquirer.ts';
import { createPlainPrompts } from './plain-prompts.ts';
import type { Asked, Confirmation, Prompter } from './prompter.ts';
import type { Question } from './question.ts';
import { acceptText, isBlank, type ShownDefault, shownDefault, yesOrNo } from './question.ts';

export interface TerminalOptions {
  readonly input: ReadStream;
  /** Where the prompts appear: stderr, so that stdout carries only the result. */
  readonly output: NodeJS.WritableStream;
  readonly paint: Paint;
  readonly unicode: boolean;
  readonly columns: number;
  /** True when the terminal supports cursor movement. False with TERM=dumb. */
  readonly escapes: boolean;
}

/** Asks the user at a terminal. An invalid answer is explained and asked again; Ctrl-C and Ctrl-D cancel. */
export function createTerminalPrompter(options: TerminalOptions): Prompter {
  const { output, paint, columns } = options;
  const prompts = withoutControls(options.escapes ? createPrompts(options) : createPlainPrompts(options));

  const complain = (text: string) => {
    for (const line of wrap(text, columns, '> ')) output.write(`${paint.red(stripControl(asShown(line)))}\n`);
  };

  return {
    kind: 'terminal',
    async ask<T>(question: Question<T>): Promise<Asked<T>> {
      if (question.why) {
        for (const line of wrap(question.why, columns, '  '))
          output.write(`${paint.dim(stripControl(asShown(line)))}\n`);
      }
      const shown = shownDefault(question);
      const text = await askText(prompts, question, shown, complain);
      if (text === undefined && shown) return { value: shown.value, source: shown.source };
      return { value: acceptText(question, text ?? ''), source: 'prompt' };
    },
    async confirm({ message, fallback }: Confirmation) {
      const text = await prompts.text(message, t().prompt.yesNoHint(fallback), {
        problem: (typed) => (yesOrNo(typed) === undefined ? t().prompt.notYesOrNo : undefined),
        show: (typed) => yesNoWord(typed === '' ? fallback : yesOrNo(typed)),
      });
      return text === undefined ? fallback : (yesOrNo(text) ?? fallback);
    },
    leftover: async () => [],
    close: () => {},
  };
}

/** The prompts write to the terminal themselves: a value from a config file must not steer it. */
function withoutControls(prompts: Prompts): Prompts {
  const clean = <T extends string | undefined>(text: T) =>
    (text === undefined ? text : stripControl(text)) as T;
  const problemOf = (problem: (typed: string) => string | undefined) => (typed: string) =>
    clean(problem(typed));
  return {
    text: (message, shown, { problem, show }) =>
      prompts.text(clean(message), clean(shown), {
        problem: problemOf(problem),
        ...(show && { show: (typed: string) => clean(show(typed)) }),
      }),
    secret: (message, shown, problem) => prompts.secret(clean(message), clean(shown), problemOf(problem)),
    select: (message, choices, start) =>
      prompts.select(
        clean(message),
        choices.map(({ value, label }) => ({ value, label: clean(label) })),
        start,
      ),
  };
}

/** The typed text, or undefined for the default shown. */
async function askText<T>(
  prompts: Prompts,
  question: Question<T>,
  shown: ShownDefault<T> | undefined,
  complain: (text: string) => void,
): Promise<string | undefined> {
  const problem = (typed: string) => problemWith(question, typed);
  switch (question.kind) {
    case 'secret':
      if (question.once) return prompts.secret(question.message, shown?.shown, problem);
      return askTwice(prompts, question.message, shown?.shown, problem, complain);
    case 'select': {
      const choices = question.choices ?? [];
      const at = choices.findIndex(({ value, label }) => value === shown?.shown || label === shown?.shown);
      const value = await prompts.select(question.message, choices, choices[at]?.value);
      return value === choices[at]?.value ? undefined : value;
    }
    case 'confirm': {
      const yes = shown && yesOrNo(shown.shown);
      const show = (typed: string) => yesNoWord(typed === '' ? yes : yesOrNo(typed));
      const hint = shown && yes === undefined ? shown.shown : t().prompt.yesNoHint(yes);
      const text = await prompts.text(question.message, shown ? hint : undefined, { problem, show });
      return text;
    }
    case 'text':
      return prompts.text(question.message, shown?.shown, { problem });
  }
}

/** Asks for a password twice, because it is not visible. */
async function askTwice(
  prompts: Prompts,
  message: string,
  shown: string | undefined,
  problem: (typed: string) => string | undefined,
  complain: (text: string) => void,
): Promise<string | undefined> {
  for (;;) {
    const first = await prompts.secret(message, shown, problem);
    if (first === undefined) return undefined;
    const second = await prompts.secret(t().prompt.onceMore, undefined, () => undefined);
    if (second === first) return first;
    complain(t().prompt.notTheSame);
  }
}

function problemWith<T>(question: Question<T>, typed: string): string | undefined {
  try {
    acceptText(question, typed);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExposeError)) throw error;
    if (isBlank(question, typed) && question.kind !== 'secret' && !error.hint) return t().prompt.pleaseAnswer;
    return [error.message, error.hint].filter(Boolean).join(' ');
  }
}

function yesNoWord(yes: boolean | undefined): string {
  return yes === undefined ? '' : t().prompt.yesNo(yes);
}
