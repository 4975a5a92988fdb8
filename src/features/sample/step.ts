import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { type QuestionSpec, selectQuestion } from '../../prompt/question.ts';
import type { CheckGroup } from '../../situation/check.ts';
import { NO_CHANGE, type Step } from '../../wizard/step.ts';

const ANSWERS = ['tea', 'coffee'] as const;

/** The questions, without looking at the computer. */
export function sampleQuestions(): QuestionSpec[] {
  const { flag: help, label, message, why, choices } = t().sample;
  return [
    {
      id: 'sample',
      flag: '--sample DRINK',
      flags: [{ declared: '--sample <drink>', help }],
      kind: 'select',
      label,
      message,
      why,
      choices: ANSWERS.map((value) => ({ value, label: choices[value] })),
      usual: 'tea',
      implied: 'tea',
    },
  ];
}

export const sampleStep: Step = {
  id: 'sample',
  questions: async () =>
    sampleQuestions().map((spec) => selectQuestion(spec, undefined, 'tea', t().address.wrongType('sample'))),
  plan: async () => NO_CHANGE,
};

export const sampleChecks: CheckGroup = {
  layer: 'machine',
  checks: [{ id: 'sample', fine: () => t().sample.fine, run: async () => [] }],
};

/** `sample`: prints the sentence of the check. */
export async function showSample({ output }: CommandContext): Promise<number> {
  output.result(t().sample.fine);
  output.json({ schema: 1, sample: t().sample.fine });
  return 0;
}
