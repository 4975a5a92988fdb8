import { json } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    sample: true;
  }
}

/** An exercise: one question, one check, one command. */
export const sample: Feature = {
  id: 'sample',
  questions: async () => (await import('./step.ts')).sampleQuestions(),
  commands: [
    {
      name: 'sample',
      summary: () => t().sample.summary,
      declare: json,
      load: async () => (await import('./step.ts')).showSample,
    },
  ],
  load: async () => {
    const { sampleStep, sampleChecks } = await import('./step.ts');
    return { step: sampleStep, checks: async () => [sampleChecks] };
  },
};
