import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { AnswerLines } from './answer-lines.ts';
import type { Asked, Confirmation, Line, Prompter } from './prompter.ts';
import type { Question } from './question.ts';
import { acceptText, isBlank, shownDefault, yesOrNo } from './question.ts';

export interface PipedOptions {
  readonly lines: AnswerLines;
  /** With --yes, a lone "y" confirms everything and is not a password or an address. */
  readonly yes: boolean;
  /** Writes one line to stderr. */
  readonly print: (text: string) => void;
  /** Milliseconds without a line before it says what it is waiting for. */
  readonly patience?: number;
}

/**
 * Answers from a pipe: each line answers the next question. An invalid line is an error and the question is not
 * repeated, because that would shift every later answer.
 */
export function createPipedPrompter({ lines, yes, print, patience = 2000 }: PipedOptions): Prompter {
  let announced = false;

  async function nextLine(label: string, flag: string): Promise<Line | undefined> {
    const timer = setTimeout(() => {
      if (!announced) print(t().prompt.waitingForLine(label, flag));
      announced = true;
    }, patience);
    try {
      return await lines.next();
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    kind: 'piped',
    async ask<T>(question: Question<T>): Promise<Asked<T> | undefined> {
      const line = await nextLine(question.label, question.flag);
      if (!line) return undefined;
      const meansDefault =
        isBlank(question, line.text) || (yes && question.kind !== 'confirm' && yesOrNo(line.text) === true);
      return meansDefault ? acceptDefault(question, line) : acceptLine(question, line);
    },
    async confirm({ label, flag, fallback }: Confirmation) {
      const line = await nextLine(label, flag);
      if (!line) return undefined;
      if (line.text.trim() === '') return fallback;
      const answer = yesOrNo(line.text);
      if (answer === undefined) throw badLine(line, label, t().prompt.notYesOrNo);
      return answer;
    },
    leftover: () => lines.bufferedLeftover(),
    close: () => lines.close(),
  };
}

function acceptDefault<T>(question: Question<T>, line: Line): Asked<T> {
  const shown = shownDefault(question);
  if (shown) return { value: shown.value, source: shown.source };
  throw badLine(line, question.label, t().prompt.nothingToKeep);
}

function acceptLine<T>(question: Question<T>, line: Line): Asked<T> {
  try {
    return { value: acceptText(question, line.text), source: 'line' };
  } catch (error) {
    if (!(error instanceof ExposeError)) throw error;
    throw badLine(line, question.label, error.message, error.hint);
  }
}

function badLine(line: Line, label: string, problem: string, hint?: string): ExposeError {
  return new ExposeError('answer', t().prompt.badLine(line.number, label, problem), hint);
}
