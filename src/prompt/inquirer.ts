import type { ReadStream } from 'node:tty';
import type { DistinctQuestion } from 'inquirer';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { asShown } from '../output/display.ts';
import { marks, wrap } from '../output/layout.ts';
import type { Paint } from '../system/colour.ts';

interface PromptsOptions extends Appearance {
  readonly input: ReadStream;
  readonly output: NodeJS.WritableStream;
}

interface TextChecks {
  /** What is wrong with the text, in one sentence; undefined when it is valid. */
  problem(typed: string): string | undefined;
  /** The finished answer as it stays on the screen; '' stands for the default shown. */
  show?(typed: string): string;
}

/** The types of prompt; each returns the typed text, or undefined when Enter accepted the default shown. */
export interface Prompts {
  text(message: string, shown: string | undefined, checks: TextChecks): Promise<string | undefined>;
  secret(
    message: string,
    shown: string | undefined,
    problem: TextChecks['problem'],
  ): Promise<string | undefined>;
  select(
    message: string,
    choices: readonly { readonly value: string; readonly label: string }[],
    start: string | undefined,
  ): Promise<string>;
}

/** What inquirer returns. */
type Asked = { answer: string };

/** inquirer's cancel errors, matched by name because two copies of its core can be installed. */
const WAYS_OUT = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError']);

/** Prompts with inquirer, which is loaded at the first prompt. */
export function createPrompts({ input, output, ...appearance }: PromptsOptions): Prompts {
  const theme = promptTheme(appearance);

  /** Asks one question. inquirer stops reading on Ctrl-D but never settles, so this detects it and aborts. */
  async function ask(question: DistinctQuestion<Asked>): Promise<string> {
    const { default: inquirer } = await import('inquirer');
    const gone = new AbortController();
    const leave = () => gone.abort();
    const onKeypress = (_text: unknown, key: { ctrl?: boolean; name?: string } | undefined) => {
      if (key?.ctrl && key.name === 'd') setImmediate(() => input.isPaused() && leave());
    };
    input.on('keypress', onKeypress).once('end', leave);
    try {
      const prompt = inquirer.createPromptModule({ input, output, signal: gone.signal });
      return (await prompt<Asked>([question])).answer;
    } catch (error) {
      if (!(error instanceof Error) || !WAYS_OUT.has(error.name)) throw error;
      throw new ExposeError('cancelled', t().cli.cancelled, undefined, { cause: error });
    } finally {
      input.off('keypress', onKeypress).off('end', leave);
    }
  }

  return {
    async text(message, shown, { problem, show }) {
      const isShown = (typed: string) => shown !== undefined && (typed.trim() === '' || typed === shown);
      const final = (typed: string) => (show ? show(isShown(typed) ? '' : typed) : typed);
      const answer = await ask({
        type: 'input',
        name: 'answer',
        message,
        theme,
        ...(shown === undefined ? {} : { default: shown }),
        validate: (typed) => (isShown(typed) ? true : (problem(typed) ?? true)),
        transformer: (typed, { isFinal }) => (isFinal ? theme.style.answer(final(typed)) : typed),
      });
      return isShown(answer) ? undefined : answer;
    },
    async secret(message, shown, problem) {
      const isShown = (typed: string) => shown !== undefined && typed === '';
      const answer = await ask({
        type: 'password',
        name: 'answer',
        message,
        theme: secretTheme(appearance, shown),
        mask: '*',
        toggleMask: false,
        validate: (typed) => (isShown(typed) ? true : (problem(typed) ?? true)),
      });
      return isShown(answer) ? undefined : answer;
    },
    select: (message, choices, start) =>
      ask({
        type: 'select',
        name: 'answer',
        message,
        theme,
        choices: choices.map(({ value, label }) => ({ value, name: asShown(label) })),
        ...(start === undefined ? {} : { default: start }),
      }),
  };
}

/** What the terminal supports. */
interface Appearance {
  readonly paint: Paint;
  readonly unicode: boolean;
  readonly columns: number;
}

/**
 * The theme of inquirer's prompts. Every part is set, because its own colours ignore --no-color and prompts on
 * stderr, and its own hints are English.
 */
function promptTheme({ paint, unicode, columns }: Appearance) {
  return {
    prefix: { idle: paint.cyan('?'), done: paint.green(marks(unicode).ok) },
    spinner: { interval: 1000, frames: ['?'] },
    icon: { cursor: unicode ? '❯' : '>' },
    style: {
      answer: (text: string) => paint.cyan(text),
      message: (text: string) => paint.bold(asShown(text)),
      error: (text: string) => paint.red(asShown(wrap(text, columns, '> ').join('\n'))),
      defaultAnswer: (text: string) => paint.dim(`(${asShown(text)})`),
      help: (text: string) => paint.dim(text),
      highlight: (text: string) => paint.cyan(text),
      key: (text: string) => paint.cyan(`<${text}>`),
      disabled: (text: string) => paint.dim(text),
      description: (text: string) => paint.dim(text),
      keysHelpTip: () => paint.dim(unicode ? t().prompt.selectKeys : t().prompt.selectKeysPlain),
    },
  };
}

/** The theme for a password: neither its letters nor its length stay on the screen. `shown` is what Enter keeps. */
function secretTheme(appearance: Appearance, shown: string | undefined) {
  const { paint } = appearance;
  const theme = promptTheme(appearance);
  const style = {
    ...theme.style,
    message: (text: string, status: string) =>
      shown === undefined || status === 'done'
        ? paint.bold(asShown(text))
        : `${paint.bold(asShown(text))} ${paint.dim(shown)}`,
    answer: (masked: string) => paint.dim(masked === '' ? (shown ?? '') : t().prompt.hidden),
    maskedText: '',
    keysHelpTip: () => '',
  };
  return { ...theme, style };
}
