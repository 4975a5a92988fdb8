import { t } from '../../messages/index.ts';
import type { QuestionSpec } from '../../prompt/question.ts';
import type { TlsAnswer } from './current-certificate.ts';

const ANSWERS = ['self-signed', 'own', 'letsencrypt', 'none'] as const satisfies readonly TlsAnswer[];

export const tlsSpec = (): QuestionSpec => ({
  id: 'tls',
  flag: '--tls KIND',
  flags: [{ declared: '--tls <kind>', help: t().tls.flags.tls }],
  kind: 'select',
  label: t().tls.label,
  message: t().tls.message,
  why: t().tls.why,
  choices: ANSWERS.map((value) => ({ value, label: t().tls.choices[value] })),
  usual: 'self-signed',
});

export const certSpec = (): QuestionSpec => ({
  id: 'cert',
  flag: '--cert FILE',
  flags: [{ declared: '--cert <file>', help: t().tls.flags.cert }],
  kind: 'text',
  label: t().tls.certLabel,
  message: t().tls.certMessage,
  why: t().tls.certWhy,
});

export const keySpec = (): QuestionSpec => ({
  id: 'key',
  flag: '--key FILE',
  flags: [{ declared: '--key <file>', help: t().tls.flags.cert, hidden: true }],
  kind: 'text',
  label: t().tls.keyLabel,
  message: t().tls.keyMessage,
});

export const domainSpec = (): QuestionSpec => ({
  id: 'domain',
  flag: '--domain NAME',
  flags: [{ declared: '--domain <name>', help: t().tls.flags.domain }],
  kind: 'text',
  label: t().tls.domainLabel,
  message: t().tls.domainMessage,
  why: t().tls.domainWhy,
  implied: '',
});

export const emailSpec = (): QuestionSpec => ({
  id: 'email',
  flag: '--email ADDRESS',
  flags: [{ declared: '--email <address>', help: t().tls.flags.email }],
  kind: 'text',
  label: t().tls.emailLabel,
  message: t().tls.emailMessage,
  usual: t().tls.noEmail,
  implied: '',
});

export const challengeSpec = (): QuestionSpec => ({
  id: 'challenge',
  flag: '--challenge KIND',
  flags: [{ declared: '--challenge <kind>', help: t().tls.flags.challenge, hidden: true }],
  kind: 'select',
  label: t().tls.challengeLabel,
  message: t().tls.challengeMessage,
  choices: Object.entries(t().tls.challenges).map(([value, label]) => ({ value, label })),
  usual: 'http-01',
});

/** The questions, without looking at the computer. */
export function tlsQuestionSpecs(): QuestionSpec[] {
  return [tlsSpec(), certSpec(), keySpec(), domainSpec(), emailSpec(), challengeSpec()];
}
