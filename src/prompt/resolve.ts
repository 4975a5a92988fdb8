import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { type GivenAnswers, givenAnswer, originOf } from './given.ts';
import type { Asker, Confirmation } from './prompter.ts';
import type { Answer, Question, Remark } from './question.ts';
import { shownDefault, yesOrNo } from './question.ts';

export interface ResolverOptions extends GivenAnswers {
  readonly asker: Asker;
  readonly yes: boolean;
  readonly noInput: boolean;
  /** One line on stderr. */
  readonly say: (text: string) => void;
  /** What there is to say about an answer. Default: `say`. */
  readonly warn?: (text: string) => void;
}

/**
 * Turns questions into answers: flag > environment > answers file > prompt or next line > what runs now >
 * default. Every failure is an ExposeError('answer') (exit 2) before anything was changed.
 */
export interface Resolver {
  /** What was said about the answers that hold. */
  remarks(): readonly Remark[];
  /** Validates, and gives, what a flag, the environment or the answers file says, so that nobody is asked in vain. */
  check(question: Question): Answer | undefined;
  answer<T>(question: Question<T>): Promise<Answer<T>>;
  /** Asks once more after a second thought; what a flag, the environment or a file said no longer counts. */
  askAgain<T>(question: Question<T>): Promise<Answer<T>>;
  /** A second yes, by default no: asked on a terminal without --yes, taken as given elsewhere. */
  isSure(message: string): Promise<boolean>;
  /** The last yes or no. False when the person said no. */
  confirm(confirmation: Confirmation): Promise<boolean>;
  /** After the last question and before the first change: lines that nothing asked for are an error. */
  finish(): Promise<void>;
  close(): void;
}

export function createResolver(options: ResolverOptions): Resolver {
  const { asker, yes, say } = options;
  /** How many of the questions that lines answer were asked; the confirmation is the next one. */
  let number = 0;
  let confirmed = false;
  const said = new Map<string, readonly Remark[]>();

  async function ask<T>(question: Question<T>): Promise<Answer<T>> {
    const { label, flag } = question;
    const shown = shownDefault(question);
    if (shown && question.unasked) return { value: shown.value, source: shown.source };
    const prompting = asker.kind === 'terminal';
    if (shown && (prompting ? yes : !question.piped)) return echoed(question, shown);
    const asked = prompting || question.piped ? await asker.ask(question) : undefined;
    // A prompt leaves its answer on the screen itself.
    if (asked) return prompting ? asked : echoed(question, asked);
    if (!question.piped)
      throw new ExposeError('answer', t().wizard.missing(label), t().wizard.missingHint(flag));
    if (shown && (yes || options.noInput)) return echoed(question, shown);
    throw nobodyAnswered(label, flag, shown?.shown);
  }

  function nobodyAnswered(label: string, flag: string, shown: string | undefined): ExposeError {
    const hint = shown === undefined ? t().wizard.missingHint(flag) : t().wizard.missingHintYes(flag, shown);
    const fact = asker.kind === 'piped' ? t().wizard.inputEnded(number, label) : t().wizard.missing(label);
    return new ExposeError('answer', fact, hint);
  }

  /** Says on stderr what is used and where it comes from, so that a log shows it. */
  function echoed<T>(question: Question<T>, { value: answered, source }: Answer<T>): Answer<T> {
    const answer = { value: answered, source };
    const value = echoedValue(question, answer);
    const origin =
      question.kind === 'secret' && source === 'current' ? undefined : originOf(question, source);
    say(origin ? t().wizard.echoFrom(question.label, value, origin) : t().wizard.echo(question.label, value));
    return answer;
  }

  async function isSure(message: string): Promise<boolean> {
    if (yes || asker.kind !== 'terminal') return true;
    return (await asker.confirm({ label: message, message, fallback: false, flag: '--yes' })) ?? false;
  }

  /** Says what is to be said about an answer, and asks again until the person is sure. */
  async function settle<T>(question: Question<T>, first: Answer<T>): Promise<Answer<T>> {
    for (let answer = first; ; answer = await ask(question)) {
      const remarks = (await question.remarks?.(answer.value, answer.source)) ?? [];
      for (const remark of remarks) (options.warn ?? say)(remark.text);
      said.set(question.id, remarks);
      if (!remarks.some((remark) => remark.sure) || (await isSure(t().wizard.areYouSure))) return answer;
    }
  }

  return {
    remarks: () => [...said.values()].flat(),
    check: (question) => givenAnswer(question, options),
    async answer<T>(question: Question<T>): Promise<Answer<T>> {
      if (question.piped) number += 1;
      const given = givenAnswer(question, options);
      return settle(question, given ? echoed(question, given) : await ask(question));
    },
    async askAgain<T>(question: Question<T>): Promise<Answer<T>> {
      return settle(question, await ask(question));
    },
    isSure,
    async confirm(confirmation) {
      confirmed = true;
      number += 1;
      if (yes) return true;
      const answer = await asker.confirm(confirmation);
      if (answer === undefined) throw nobodyAnswered(confirmation.label, confirmation.flag, undefined);
      return answer;
    },
    async finish() {
      const lines = [...(await asker.leftover())];
      // The line that was meant for a confirmation which there was no need to ask for (nothing to change).
      const first = lines[0];
      if (!confirmed && first && yesOrNo(first.text) !== undefined && !yes) lines.shift();
      const unexpected = lines.filter((line) => line.text.trim() !== '' && !(yes && yesOrNo(line.text)));
      if (!unexpected[0]) return;
      throw new ExposeError('answer', t().wizard.leftover(unexpected[0].number), t().wizard.leftoverHint);
    },
    close: () => asker.close(),
  };
}

function echoedValue(question: Question, answer: Answer): string {
  const shown = shownDefault(question);
  if (shown && answer.source === shown.source) return shown.shown;
  return question.kind === 'secret' ? t().wizard.hidden : question.show(answer.value);
}
