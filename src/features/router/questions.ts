import { t } from '../../messages/index.ts';
import { DEFAULT_PORT, parseBrowserPort } from '../../net/parse-port.ts';
import type { PortMapping } from '../../net/port-mapping.ts';
import { type QuestionSpec, type StepQuestion, selectQuestion, shown } from '../../prompt/question.ts';

/** leave: nothing. manual: show what to enter in the router's menu. map: ask the router itself. */
export type RouterAnswer = (typeof ANSWERS)[number];

const ANSWERS = ['leave', 'manual', 'map'] as const;

const routerSpec = (): QuestionSpec => ({
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

const externalPortSpec = (): QuestionSpec => ({
  id: 'external_port',
  flag: '--external-port N',
  flags: [{ declared: '--external-port <number>', help: t().router.forward.flags.externalPort }],
  kind: 'text',
  label: t().router.forward.externalLabel,
  message: t().router.forward.externalMessage,
  why: t().router.forward.externalWhy,
  usual: String(DEFAULT_PORT),
});

function choicesAt(gateway: string) {
  return ANSWERS.map((value) => ({ value, label: t().router.forward.choices[value](gateway) }));
}

/** The questions, without looking at the computer. */
export function routerQuestions(): QuestionSpec[] {
  return [routerSpec(), externalPortSpec()];
}

export interface RouterNow {
  /** The router's address; undefined if there is none or it is unknown. */
  readonly gateway: string | undefined;
  /** The mapping of the last run. */
  readonly mapping: PortMapping | undefined;
  /** The answer of the last run. */
  readonly last: RouterAnswer | undefined;
  readonly lastExternal: number | undefined;
}

/**
 * `plain`: the password would be sent unencrypted, so choosing `map` needs a second confirmation. `wantsInternet`: this
 * run's reach is the internet.
 */
export function routerQuestion(
  now: RouterNow,
  plain: boolean,
  wantsInternet = false,
): StepQuestion<RouterAnswer> {
  const m = t().router.forward;
  const choices = choicesAt(now.gateway ?? '');
  // A mapping made outside `init` is updated like one of its own.
  const known = now.mapping === undefined ? now.last : 'map';
  const current = wantsInternet && known === 'leave' ? undefined : known;
  const preset = wantsInternet && now.gateway !== undefined ? 'map' : 'leave';
  const question = selectQuestion<RouterAnswer>({ ...routerSpec(), choices }, current, preset, m.wrongType);
  const isGone = now.mapping === undefined && current === 'map';
  return {
    ...question,
    ...(isGone && question.current && { current: { ...question.current, origin: t().prompt.fromEarlier } }),
    remarks: async (value) =>
      value === 'map' && plain ? [{ id: 'router-plain-http', text: m.plainHttp, sure: true }] : [],
  };
}

export function externalPortQuestion(now: RouterNow, internalPort: number): StepQuestion<number> {
  return {
    ...externalPortSpec(),
    current: shown(now.mapping?.externalPort ?? now.lastExternal),
    fallback: shown(internalPort),
    parse: parseBrowserPort,
    parseJson: (value) => parseBrowserPort(String(value)),
    show: String,
    remarks: async (port) =>
      port < 1024 ? [{ id: 'external-port-low', text: t().router.forward.externalLow(port) }] : [],
  };
}
