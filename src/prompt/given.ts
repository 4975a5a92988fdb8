import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { Secret } from '../system/secret.ts';
import { acceptText } from './accept.ts';
import type { Answer, AnswerSource, Question } from './question.ts';

/** What a flag holds: `--port 9001`, `--no-open-browser`, or the password that a file or stdin gave. */
export type FlagValue = string | boolean | number | Secret;

/** What was decided before anybody is asked. */
export interface GivenAnswers {
  /** By question id; `password` only from --password-stdin or --password-file, never a flag's own value. */
  readonly flags: ReadonlyMap<string, FlagValue>;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The answers file, by question id. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** The environment variable of a question: JUPYTER_EXPOSE_OPEN_BROWSER. */
export function variableOf(id: string): string {
  return `JUPYTER_EXPOSE_${id.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * The answer that a flag, the environment or the answers file gives, in this order; undefined when none does.
 * Throws ExposeError('answer') that names the place, also when a password stands in the environment.
 */
export function givenAnswer<T>(question: Question<T>, given: GivenAnswers): Answer<T> | undefined {
  const flag = given.flags.get(question.id);
  if (flag !== undefined) {
    return { value: within(question.flag, () => acceptFlag(question, flag)), source: 'flag' };
  }
  const variable = variableOf(question.id);
  const fromEnv = given.env[variable];
  if (fromEnv !== undefined && fromEnv !== '') {
    if (question.kind === 'secret') {
      throw new ExposeError('answer', t().wizard.secretInEnvironment(variable), t().wizard.secretPlaces);
    }
    return { value: within(variable, () => acceptText(question, fromEnv)), source: 'environment' };
  }
  if (given.answers && Object.hasOwn(given.answers, question.id)) {
    const value = given.answers[question.id];
    return {
      value: within(t().wizard.answersFileKey(question.id), () => question.parseJson(value)),
      source: 'file',
    };
  }
  return undefined;
}

/** How the place an answer came from is named beside it; nothing for a line or a prompt. */
export function originOf(question: Question, source: AnswerSource): string | undefined {
  switch (source) {
    case 'flag':
      return t().wizard.fromFlag;
    case 'environment':
      return variableOf(question.id);
    case 'file':
      return t().wizard.fromAnswersFile;
    case 'current':
      return t().wizard.fromCurrent;
    case 'default':
      return t().wizard.fromDefault;
    default:
      return undefined;
  }
}

function acceptFlag<T>(question: Question<T>, value: FlagValue): T {
  if (value instanceof Secret) return question.parse(value.reveal());
  return typeof value === 'string' ? acceptText(question, value) : question.parseJson(value);
}

/** Names the place in front of what is wrong there. */
function within<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ExposeError)) throw error;
    throw new ExposeError(error.code, t().wizard.badAnswerIn(place, error.message), error.hint, {
      cause: error,
    });
  }
}
