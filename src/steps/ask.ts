import type { Question, Answer } from '../wizard/question.ts';
import type { Resolver } from '../wizard/resolve.ts';
import type { Answers, Step, StepContext } from './step.ts';

/** What the loop needs beside the steps: who answers, and a second yes for a second thought. */
export interface AskPorts {
  readonly resolver: Resolver;
  /** Is there a person who can be asked whether they are sure? */
  readonly canAskAgain: boolean;
  readonly say: (line: string) => void;
  /** On a terminal: a yes to a doubt. */
  readonly sure: (question: string) => Promise<boolean>;
}

/** Asks every step's questions in order, then what several answers together call for. */
export async function askSteps(steps: readonly Step[], context: StepContext, ports: AskPorts): Promise<Answers> {
  const answers = new Map<string, Answer>();
  const questions = new Map<string, Question>();
  for (const step of steps) {
    for (const question of await step.questions(context)) {
      questions.set(question.id, question);
      answers.set(question.id, await ports.resolver.answer(question));
    }
  }
  for (const step of steps) {
    for (;;) {
      const review = await step.review?.(context, answers);
      if (!review) break;
      if (!ports.canAskAgain) break;
      ports.say(review.text);
      if (await ports.sure(review.sure)) break;
      const question = questions.get(review.question);
      if (!question) break;
      answers.set(question.id, await ports.resolver.askAgain(question));
    }
  }
  return answers;
}
