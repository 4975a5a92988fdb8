import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Finding } from '../../situation/finding.ts';
import {
  type Answers,
  answered,
  isExposed,
  type Review,
  type Step,
  type StepContext,
  type StepPlan,
} from '../../wizard/step.ts';
import { readTlsNow, type TlsAnswer } from './current-certificate.ts';
import { planImported, planTls } from './plan.ts';
import { belongsTo, tlsQuestions } from './questions.ts';

/** Encryption of the connection. */
export const tlsStep: Step = {
  id: 'tls',

  async questions({ situation, system: { cwd, home } }, answers) {
    const now = await readTlsNow(situation);
    return tlsQuestions({ now, exposed: isExposed(answers), cwd, home }, answers);
  },

  unasked({ id, flag }, answers) {
    const [name = flag] = flag.split(' ');
    const m = t().tls;
    return {
      message: m.notWith(name, answered<TlsAnswer>(answers, 'tls') ?? 'none'),
      hint: m.notWithHint(name, belongsTo(id)),
    };
  },

  async review(context, answers): Promise<Review | undefined> {
    const wrong = await findFileProblem(context, answers);
    return wrong === undefined ? undefined : { again: ['cert', 'key'], text: wrong };
  },

  async plan(context, answers): Promise<StepPlan> {
    const isPlain = answered<TlsAnswer>(answers, 'tls') === 'none' && isExposed(answers);
    const { plainHttp: message, plainHttpFix: fix } = t().address;
    const remarks: Finding[] = isPlain ? [{ id: 'plain-http', status: 'warn', message, fix }] : [];
    return { ...(await planTls(context, answers)), remarks };
  },
};

/** The problem with the supplied files, so that a user at a terminal can name others at once. */
async function findFileProblem(context: StepContext, answers: Answers): Promise<string | undefined> {
  if (answered<TlsAnswer>(answers, 'tls') !== 'own') return undefined;
  try {
    await planImported(context, answers, await readTlsNow(context.situation));
    return undefined;
  } catch (error) {
    if (!(error instanceof ExposeError) || error.code !== 'answer') throw error;
    return [error.message, error.hint].filter(Boolean).join(' ');
  }
}
