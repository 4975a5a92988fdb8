import { t } from '../../messages/index.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import type { QuestionSpec } from '../../prompt/question.ts';

/** leave: nothing. manual: show what to enter in the router's menu. map: ask the router itself. */
export type RouterAnswer = (typeof ANSWERS)[number];

const ANSWERS = ['leave', 'manual', 'map'] as const;

export const routerSpec = (): QuestionSpec => ({
  id: 'router',
  flag: '--router leave|manual|map',
  flags: [{ declared: '--router <way>', help: t().router.forward.flags.router }],
  kind: 'select',
  label: t().router.forward.label,
  message: t().router.forward.message,
  why: t().router.forward.why,
  choices: choicesAt(''),
  usual: 'leave',
  implied: 'leave',
});

export const externalPortSpec = (): QuestionSpec => ({
  id: 'external_port',
  flag: '--external-port N',
  flags: [{ declared: '--external-port <number>', help: t().router.forward.flags.externalPort }],
  kind: 'text',
  label: t().router.forward.externalLabel,
  message: t().router.forward.externalMessage,
  why: t().router.forward.externalWhy,
  usual: String(DEFAULT_PORT),
});

/** The choices; `gateway`: the router's address, if known. */
export function choicesAt(gateway: string) {
  return ANSWERS.map((value) => ({ value, label: t().router.forward.choices[value](gateway) }));
}

/** The questions, without looking at the computer. */
export function routerQuestions(): QuestionSpec[] {
  return [routerSpec(), externalPortSpec()];
}
