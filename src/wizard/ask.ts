import { ExposeError } from '../errors.ts';
import type { Answer, Question } from '../prompt/question.ts';
import type { Resolver } from '../prompt/resolve.ts';
import type { Answers, Step, StepContext } from './step.ts';

/** What the loop needs beside the steps. */
export interface AskPorts {
  readonly resolver: Resolver;
  /** Is there a person who can be asked whether they are sure? */
  readonly canAskAgain: boolean;
  readonly say: (line: string) => void;
}

/** Asks every step's questions in order, then what several answers together call for. */
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
  // First what flags alone make plain, so that nobody is asked in vain.
  for (const [step, questions] of offered) await refuseUnasked(step, questions, given);

  const answers = new Map<string, Answer>();
  for (const [step, questions] of offered) {
    for (;;) {
      // An answer can change what is asked next.
      const next = (await step.questions(context, answers)).find(({ id }) => !answers.has(id));
      if (next === undefined) break;
      answers.set(next.id, marked(next, await ports.resolver.answer(next)));
    }
    await refuseUnasked(step, questions, answers);
  }
  for (const step of steps) {
    for (;;) {
      const review = await step.review?.(context, answers);
      if (!review || !ports.canAskAgain) break;
      ports.say(review.text);
      if (review.sure !== undefined && (await ports.resolver.isSure(review.sure))) break;
      for (const id of review.again) {
        const question = (await step.questions(context, answers)).find((one) => one.id === id);
        if (question) answers.set(id, marked(question, await ports.resolver.askAgain(question)));
      }
    }
  }
  return answers;

  /** What was given for a question that these answers do not lead to would be ignored without a word. */
  async function refuseUnasked(step: Step, questions: readonly Question[], decided: Answers): Promise<void> {
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
