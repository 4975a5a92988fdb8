import { ExposeError } from '../errors.ts';
import type { Answer, Question } from '../prompt/question.ts';
import type { Resolver } from '../prompt/resolver.ts';
import type { Answers, Step, StepContext } from './step.ts';

/** What the loop needs besides the steps. */
export interface AskPorts {
  readonly resolver: Resolver;
  /** True when there is a user who can confirm that they are sure. */
  readonly canAskAgain: boolean;
  readonly print: (line: string) => void;
}

/** Asks every step's questions in order, then reviews combinations of answers. */
export async function askSteps(
  steps: readonly Step[],
  context: StepContext,
  ports: AskPorts,
): Promise<Answers> {
  const given = new Map<string, Answer>();
  const offered: (readonly [Step, readonly Question[]])[] = [];
  for (const step of steps) offered.push([step, await step.questions(context, new Map())]);
  for (const question of offered.flatMap(([, questions]) => questions)) {
    const answer = ports.resolver.check(question);
    if (answer !== undefined) given.set(question.id, answer);
  }
  // Rejects what flags alone show to be wrong before any question is asked.
  for (const [step, questions] of offered) await assertAsked(step, questions, given);

  const answers = new Map<string, Answer>();
  for (const [step, questions] of offered) {
    for (;;) {
      // An answer can change the next question.
      const next = (await step.questions(context, answers)).find(({ id }) => !answers.has(id));
      if (next === undefined) break;
      answers.set(next.id, marked(next, await ports.resolver.answer(next)));
    }
    await assertAsked(step, questions, answers);
  }
  for (const step of steps) {
    for (;;) {
      const review = await step.review?.(context, answers);
      if (!review || !ports.canAskAgain) break;
      ports.print(review.text);
      if (review.sure !== undefined && (await ports.resolver.isSure(review.sure))) break;
      for (const id of review.again) {
        const question = (await step.questions(context, answers)).find((one) => one.id === id);
        if (question) answers.set(id, marked(question, await ports.resolver.askAgain(question)));
      }
    }
  }
  return answers;

  /** Rejects an answer given for a question that these answers do not lead to: it would be ignored silently. */
  async function assertAsked(step: Step, questions: readonly Question[], decided: Answers): Promise<void> {
    const asked = new Set((await step.questions(context, decided)).map(({ id }) => id));
    const unasked = questions.find(({ id }) => given.has(id) && !asked.has(id));
    if (unasked === undefined) return;
    const { message, hint } = step.unasked?.(unasked, decided) ?? { message: unasked.flag, hint: undefined };
    throw new ExposeError('answer', message, hint);
  }
}

function marked({ kind }: Question, answer: Answer): Answer {
  return kind === 'secret' ? { ...answer, secret: true } : answer;
}
