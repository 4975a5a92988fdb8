import { t } from '../../messages/index.ts';
import type { QuestionSpec } from '../../prompt/question.ts';

export const passwordSpec = (): QuestionSpec => ({
  id: 'password',
  flag: '--password-file FILE',
  flags: [
    { declared: '--password-stdin', help: t().init.flags.passwordStdin },
    { declared: '--password-file <file>', help: t().init.flags.passwordFile },
  ],
  beside: [
    { declared: '--hash <name>', help: t().init.flags.hash },
    { declared: '--weak-password', help: t().password.weakFlag },
  ],
  kind: 'secret',
  piped: true,
  label: t().password.label,
  message: t().password.message,
  why: t().password.why,
});

/** The questions, without looking at the computer. */
export function passwordQuestions(): QuestionSpec[] {
  return [passwordSpec()];
}
