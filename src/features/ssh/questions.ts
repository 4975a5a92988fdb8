import { t } from '../../messages/index.ts';
import { type QuestionSpec, requireText, type StepQuestion, shown } from '../../prompt/question.ts';

const keySpec = (): QuestionSpec => ({
  id: 'ssh_key',
  flag: '--ssh-key FILE',
  flags: [{ declared: '--ssh-key <file>', help: t().ssh.flags.initKey, hidden: true }],
  kind: 'text',
  label: t().ssh.question.label,
  message: t().ssh.question.message,
  implied: '',
});

/** The questions, without looking at the computer. */
export function sshQuestions(): QuestionSpec[] {
  return [keySpec()];
}

/** Not asked: a key is given, or added later. */
export function keyQuestion(): StepQuestion<string> {
  return {
    ...keySpec(),
    unasked: true,
    fallback: shown(''),
    parse: (text) => text.trim(),
    parseJson: (value) => requireText(value, t().ssh.question.wrongType),
    show: String,
  };
}
