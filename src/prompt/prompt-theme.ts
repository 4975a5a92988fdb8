import { t } from '../messages/index.ts';
import { wrap } from '../output/layout.ts';
import { marks } from '../output/marks.ts';
import type { Paint } from '../system/colour.ts';

/** What the terminal can show. */
export interface Look {
  readonly paint: Paint;
  readonly unicode: boolean;
  readonly columns: number;
}

/**
 * How inquirer's prompts look: every part is set, since its own colours do not know about --no-color or about
 * prompts on stderr, and its own hints are English.
 */
export function promptTheme({ paint, unicode, columns }: Look) {
  return {
    prefix: { idle: paint.cyan('?'), done: paint.green(marks(unicode).ok) },
    spinner: { interval: 1000, frames: ['?'] },
    icon: { cursor: unicode ? '❯' : '>' },
    style: {
      answer: (text: string) => paint.cyan(text),
      message: (text: string) => paint.bold(text),
      error: (text: string) => paint.red(wrap(text, columns, '> ').join('\n')),
      defaultAnswer: (text: string) => paint.dim(`(${text})`),
      help: (text: string) => paint.dim(text),
      highlight: (text: string) => paint.cyan(text),
      key: (text: string) => paint.cyan(`<${text}>`),
      disabled: (text: string) => paint.dim(text),
      description: (text: string) => paint.dim(text),
      keysHelpTip: () => paint.dim(unicode ? t().wizard.selectKeys : t().wizard.selectKeysPlain),
    },
  };
}

/** The same for a password: neither its letters nor their number stay on the screen. `shown` is what Enter keeps. */
export function secretTheme(look: Look, shown: string | undefined) {
  const { paint } = look;
  const theme = promptTheme(look);
  const style = {
    ...theme.style,
    message: (text: string, status: string) =>
      shown === undefined || status === 'done' ? paint.bold(text) : `${paint.bold(text)} ${paint.dim(shown)}`,
    answer: (masked: string) => paint.dim(masked === '' ? (shown ?? '') : t().wizard.hidden),
    maskedText: '',
    keysHelpTip: () => '',
  };
  return { ...theme, style };
}
