import { loadQuestions } from '../../features/index.ts';
import { describeTarget } from '../../jupyter/choose-target.ts';
import { cmd, shellQuoted } from '../../messages/command-line.ts';
import { attributeOf } from '../../prompt/answer-sources.ts';
import type { Flag, QuestionSpec } from '../../prompt/question.ts';
import { Secret } from '../../system/secret.ts';
import type { InitRun } from '../../wizard/init-run.ts';
import type { Answers } from '../../wizard/step.ts';

/** The same run as one command without questions. */
export async function equivalentCommand({ situation, answers, flags }: InitRun): Promise<string> {
  const file = await situation.get('configFile');
  const target = describeTarget(await situation.get('target'));
  const questions = await loadQuestions();
  const isSecret = ({ kind }: QuestionSpec) => kind === 'secret';
  const words = [
    ...(situation.stated.target === undefined ? [] : ['--target', target]),
    ...(file.named ? ['--config', file.path] : []),
    ...questions.filter((one) => !isSecret(one)).flatMap((one) => answerWords(one, answers)),
    ...questions.filter(isSecret).flatMap((one) => answerWords(one, answers)),
    ...questions.flatMap(({ beside = [] }) => beside).flatMap((flag) => flagWords(flag, { ...flags })),
    '--yes',
  ];
  return cmd('init', ...words.map(shellQuoted));
}

/** Only asked questions have an answer, so the flags are consistent. */
function answerWords({ id, flag, flags, implied }: QuestionSpec, answers: Answers): string[] {
  const value = answers.get(id)?.value;
  if (value === undefined || value === implied) return [];
  if (value instanceof Secret) return flag.split(' ');
  const [yes, no = yes] = flags;
  if (typeof value === 'boolean') return [nameOf(value ? yes : no)];
  // An unchanged secret needs no flag.
  return answers.get(id)?.secret ? [] : [nameOf(yes), String(value)];
}

function flagWords(flag: Flag, flags: Readonly<Record<string, unknown>>): string[] {
  const value = flags[attributeOf(flag)];
  return typeof value === 'string' ? [nameOf(flag), value] : [];
}

function nameOf({ declared }: Flag): string {
  return declared.split(' ')[0] ?? '';
}
