import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { type AnswerSources, findAnswer, originOf } from './answer-sources.ts';
import type { Confirmation, Prompter } from './prompter.ts';
import type { Answer, Question, Remark } from './question.ts';
import { shownDefault, yesOrNo } from './question.ts';

export interface ResolverOptions extends AnswerSources {
  readonly prompter: Prompter;
  readonly yes: boolean;
  readonly noInput: boolean;
  /** Writes one line to stderr. */
  readonly print: (text: string) => void;
  /** Prints remarks about an answer. Default: `say`. */
  readonly warn?: (text: string) => void;
}

/**
 * Turns questions into answers: flag > environment > answers file > prompt or next line > effective value >
 * default. Every failure is an ExposeError('answer') (exit 2) before anything is changed.
 */
export interface Resolver {
  /** A person at a terminal can be asked. */
  readonly canAsk: boolean;
  /** The remarks about the final answers. */
  remarks(): readonly Remark[];
  /** Validates and returns an answer from a flag, the environment or the answers file, before any question is asked. */
  check(question: Question): Answer | undefined;
  answer<T>(question: Question<T>): Promise<Answer<T>>;
  /** Asks again after the user reconsidered; answers from a flag, the environment or a file no longer apply. */
  askAgain<T>(question: Question<T>): Promise<Answer<T>>;
  /** A second yes, by default no: asked on a terminal without --yes, assumed elsewhere. */
  isSure(message: string): Promise<boolean>;
  /** A yes that --yes does not give: asked on a terminal, by default no; false elsewhere. */
  isCertain(message: string): Promise<boolean>;
  /** The final yes or no. False when the user said no. */
  confirm(confirmation: Confirmation): Promise<boolean>;
  /** After the last question and before the first change: unused lines are an error. */
  finish(): Promise<void>;
  close(): void;
}

export function createResolver(options: ResolverOptions): Resolver {
  const { prompter, yes, print } = options;
  /** How many questions that lines can answer were asked; the confirmation is the next one. */
  let number = 0;
  let confirmed = false;
  const noted = new Map<string, readonly Remark[]>();

  async function ask<T>(question: Question<T>): Promise<Answer<T>> {
    const { label, flag } = question;
    const shown = shownDefault(question);
    if (shown && question.unasked) return { value: shown.value, source: shown.source };
    const prompting = prompter.kind === 'terminal';
    if (shown && (prompting ? yes : !question.piped)) return echoed(question, shown);
    const asked = prompting || question.piped ? await prompter.ask(question) : undefined;
    // A prompt leaves its own answer on the screen.
    if (asked) return prompting ? asked : echoed(question, asked);
    if (!question.piped)
      throw new ExposeError('answer', t().prompt.missing(label), t().prompt.missingHint(flag));
    if (shown && (yes || options.noInput)) return echoed(question, shown);
    throw missingAnswer(label, flag, shown?.shown);
  }

  function missingAnswer(label: string, flag: string, shown: string | undefined): ExposeError {
    const hint = shown === undefined ? t().prompt.missingHint(flag) : t().prompt.missingHintYes(flag, shown);
    const fact = prompter.kind === 'piped' ? t().prompt.inputEnded(number, label) : t().prompt.missing(label);
    return new ExposeError('answer', fact, hint);
  }

  /** Prints the value that is used and its source on stderr, so that a log shows it. */
  function echoed<T>(question: Question<T>, { value: answered, source }: Answer<T>): Answer<T> {
    const answer = { value: answered, source };
    const value = echoedValue(question, answer);
    const origin =
      question.kind === 'secret' && source === 'current' ? undefined : originOf(question, source);
    print(
      origin ? t().prompt.echoFrom(question.label, value, origin) : t().prompt.echo(question.label, value),
    );
    return answer;
  }

  async function isSure(message: string): Promise<boolean> {
    if (yes || prompter.kind !== 'terminal') return true;
    return (await prompter.confirm({ label: message, message, fallback: false, flag: '--yes' })) ?? false;
  }

  /** Prints the remarks about an answer, and asks again until the user is sure. */
  async function settle<T>(question: Question<T>, first: Answer<T>): Promise<Answer<T>> {
    for (let answer = first; ; answer = await ask(question)) {
      const remarks = (await question.remarks?.(answer.value, answer.source)) ?? [];
      for (const remark of remarks) (options.warn ?? print)(remark.text);
      noted.set(question.id, remarks);
      if (!remarks.some((remark) => remark.sure) || (await isSure(t().prompt.areYouSure))) return answer;
    }
  }

  return {
    canAsk: prompter.kind === 'terminal',
    remarks: () => [...noted.values()].flat(),
    check: (question) => findAnswer(question, options),
    async answer<T>(question: Question<T>): Promise<Answer<T>> {
      if (question.piped) number += 1;
      const given = findAnswer(question, options);
      return settle(question, given ? echoed(question, given) : await ask(question));
    },
    async askAgain<T>(question: Question<T>): Promise<Answer<T>> {
      return settle(question, await ask(question));
    },
    isSure,
    async isCertain(message) {
      if (prompter.kind !== 'terminal') return false;
      return (
        (await prompter.confirm({ label: message, message, fallback: false, flag: '--accept' })) ?? false
      );
    },
    async confirm(confirmation) {
      confirmed = true;
      number += 1;
      if (yes) return true;
      const answer = await prompter.confirm(confirmation);
      if (answer === undefined) throw missingAnswer(confirmation.label, confirmation.flag, undefined);
      return answer;
    },
    async finish() {
      const lines = [...(await prompter.leftover())];
      // This line was meant for a confirmation that was not needed (nothing to change).
      const first = lines[0];
      if (!confirmed && first && yesOrNo(first.text) !== undefined && !yes) lines.shift();
      const unexpected = lines.filter((line) => line.text.trim() !== '' && !(yes && yesOrNo(line.text)));
      if (!unexpected[0]) return;
      throw new ExposeError('answer', t().prompt.leftover(unexpected[0].number), t().prompt.leftoverHint);
    },
    close: () => prompter.close(),
  };
}

function echoedValue(question: Question, answer: Answer): string {
  const shown = shownDefault(question);
  if (shown && answer.source === shown.source) return shown.shown;
  return question.kind === 'secret' ? t().prompt.hidden : question.show(answer.value);
}
