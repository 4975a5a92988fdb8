import { suppliedPassword } from '../../command/secret-input.ts';
import { ExposeError } from '../../errors.ts';
import { loadQuestions } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { attributeOf, type FlagValue, readAnswersFile, variableOf } from '../../prompt/answer-sources.ts';
import { openPrompter } from '../../prompt/open-prompter.ts';
import type { QuestionSpec } from '../../prompt/question.ts';
import { createResolver, type Resolver } from '../../prompt/resolver.ts';
import { readAll } from '../../prompt/stdin.ts';
import { readNamedFile } from '../../system/read-text.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { InitFlags } from '../../wizard/init-run.ts';
import { TARGET_ID } from './questions.ts';

export interface OpenResolver {
  readonly resolver: Resolver;
  /** True when there is a user at a terminal who can be asked more questions. */
  readonly canAsk: boolean;
  /** True on a terminal, also with --yes. */
  readonly onTerminal: boolean;
  /** The Jupyter named by the environment or the answers file; one named by a flag is already applied. */
  readonly target: string | undefined;
}

/** Combines all sources of answers for this run: flags, environment, answers file, and a terminal, a pipe or none. */
export async function openResolver(context: CommandContext, flags: InitFlags): Promise<OpenResolver> {
  const { system } = context;
  const terminal = readTerminal(system.env);
  const yes = flags.yes ?? false;
  const noInput = flags.input === false;
  const questions = await loadQuestions();
  const password = await suppliedPassword(context, flags);
  const answers =
    flags.answers === undefined ? undefined : await readAnswers(context, flags.answers, questions);
  const stdinTaken = flags.passwordStdin === true || flags.answers === '-';
  const { print, warn } = context.output;
  const prompter = await openPrompter({ terminal, env: system.env, noInput, stdinTaken, yes, print });
  const flagValues = new Map<string, FlagValue>();
  const typed: Readonly<Record<string, unknown>> = { ...flags };
  for (const { id, kind, flags: declared } of questions) {
    const value = kind === 'secret' ? password : typed[attributeOf(declared[0])];
    if (value !== undefined) flagValues.set(id, value as FlagValue);
  }
  const resolver = createResolver({
    flags: flagValues,
    env: system.env,
    ...(answers && { answers }),
    prompter,
    yes,
    noInput: prompter.kind === 'silent',
    print,
    warn,
  });
  const target = flags.target ?? (system.env[variableOf(TARGET_ID)] || namedTarget(answers));
  const onTerminal = prompter.kind === 'terminal';
  return { resolver, canAsk: onTerminal && !yes, onTerminal, target };
}

async function readAnswers(
  { system, output }: CommandContext,
  path: string,
  questions: readonly QuestionSpec[],
) {
  const known = [TARGET_ID, ...questions.map(({ id }) => id)];
  const secret = questions.filter(({ kind }) => kind === 'secret').map(({ id }) => id);
  const { values, warnings } = await readAnswersFile(path, known, secret, {
    terminal: readTerminal(system.env).stdin,
    stdin: () => readAll(process.stdin),
    file: (file) => readNamedFile(file, system.files),
    mode: async (file) => (await system.files.facts(file))?.mode,
  });
  for (const warning of warnings) output.warn(warning);
  return values;
}

function namedTarget(answers: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const named = answers?.[TARGET_ID];
  if (named === undefined || typeof named === 'string') return named;
  throw new ExposeError('answer', t().address.wrongType(JSON.stringify(named)), t().jupyter.unknownAppHint);
}
