import type { Answer, Question } from '../wizard/question.ts';
import type { Resolver } from '../wizard/resolve.ts';
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
  const answers = new Map<string, Answer>();
  const questions = new Map<string, Question>();
  for (const step of steps) {
    for (const question of await step.questions(context, answers)) ports.resolver.check(question);
  }
  for (const step of steps) {
    for (const question of await step.questions(context, answers)) {
      questions.set(question.id, question);
      answers.set(question.id, await ports.resolver.answer(question));
    }
  }
  for (const step of steps) {
    for (;;) {
      const review = await step.review?.(context, answers);
      const question = review && questions.get(review.question);
      if (!question || !ports.canAskAgain) break;
      ports.say(review.text);
      if (await ports.resolver.isSure(review.sure)) break;
      answers.set(question.id, await ports.resolver.askAgain(question));
    }
  }
  return answers;
}
