import { loadQuestions } from '../../features/index.ts';
import type { Installation } from '../../jupyter/installation/find-installations.ts';
import { t } from '../../messages/index.ts';
import { table } from '../../output/layout.ts';
import type { Output } from '../../output/output.ts';
import { secretFileVariableOf, variableOf } from '../../prompt/answer-sources.ts';
import type { Question } from '../../prompt/question.ts';
import type { Situation } from '../../situation/situation.ts';

/** The question about the Jupyter, asked on a terminal only if several are installed and nothing shows which one. */
export const TARGET_ID = 'target';
/** The final confirmation: listed among the questions, but never in an answers file. */
export const CONFIRM_ID = 'confirm';

/** `init --questions`: the order of questions in a pipe and on a terminal, and how to answer each without a prompt. */
export async function printQuestions(output: Output): Promise<number> {
  const questions = await loadQuestions();
  const piped = [...questions.filter((question) => question.piped).map(({ id }) => id), CONFIRM_ID];
  const terminal = [...questions.map(({ id }) => id), CONFIRM_ID];
  output.result(`${t().init.questionsPiped}\n  ${piped.join(', ')}`);
  output.result(`${t().init.questionsTerminal}\n  ${terminal.join(', ')}`);
  output.result(t().init.questionsOther);
  const ways = [
    ...questions.map(({ id, flag, kind }) => [
      id,
      flag,
      kind === 'secret' ? secretFileVariableOf(id) : variableOf(id),
    ]),
    [TARGET_ID, '--target APP', variableOf(TARGET_ID)],
    [CONFIRM_ID, '--yes', ''],
  ];
  // One column apart: with two the longest row is wider than 80 columns.
  for (const line of table(ways, 1)) output.result(`  ${line}`);
  output.json({
    schema: 1,
    piped,
    terminal,
    questions: questions.map(({ id, flag, message, usual }) => ({
      id,
      flag,
      message,
      ...(usual !== undefined && { default: usual }),
    })),
  });
  return 0;
}

/** The question about which installed Jupyter to configure. */
export async function targetQuestion(situation: Situation): Promise<Question<string>> {
  const installations = await situation.get('installations');
  const { target } = await situation.get('choice');
  return {
    id: TARGET_ID,
    label: t().init.targetLabel,
    message: t().init.targetMessage,
    why: t().init.targetWhy,
    flag: '--target APP',
    kind: 'select',
    piped: false,
    choices: offered(installations).map(({ app, version }) => ({ value: app, label: `${app} ${version}` })),
    fallback: { value: target.app, shown: `${target.app} ${target.appVersion}` },
    parse: String,
    parseJson: String,
    show: String,
  };
}

/** `jupyter server` is a dependency of every newer Notebook and Lab, so it is selected only with --target server. */
function offered(installations: readonly Installation[]): readonly Installation[] {
  const named = installations.filter(({ app }) => app !== 'server');
  return named.length > 0 ? named : installations;
}
