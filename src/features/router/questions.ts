import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { PortMapping } from '../../net/port-mapping/mapping.ts';
import { parsePort } from '../../net/ports.ts';
import type { Question } from '../../prompt/question.ts';
import { choiceOf } from '../../prompt/question.ts';

/** leave: nothing; manual: say what to type in the router's menu; map: ask the router itself. */
export type RouterAnswer = (typeof ANSWERS)[number];

const ANSWERS = ['leave', 'manual', 'map'] as const;

export interface RouterNow {
  /** Where the router is; undefined: there is none, or nothing tells. */
  readonly gateway: string | undefined;
  /** What was made last time. */
  readonly mapping: PortMapping | undefined;
  /** What was answered last time. */
  readonly last: RouterAnswer | undefined;
  readonly lastExternal: number | undefined;
}

export const NO_ROUTER: RouterNow = {
  gateway: undefined,
  mapping: undefined,
  last: undefined,
  lastExternal: undefined,
};

/** The question; `plain`: would the password travel unencrypted? Then a yes by hand is asked for once more. */
export function routerQuestion(now: RouterNow, plain: boolean): Question<RouterAnswer> {
  const m = t().routerStep;
  const choices = ANSWERS.map((value) => ({ value, label: m.choices[value](now.gateway ?? '') }));
  // A mapping that was made beside the wizard is moved along like one of its own.
  const current = now.mapping === undefined ? now.last : 'map';
  return {
    id: 'router',
    label: m.label,
    message: m.message,
    why: m.why,
    flag: '--router leave|manual|map',
    kind: 'select',
    piped: false,
    choices,
    ...(current && { current: { value: current, shown: current } }),
    fallback: { value: 'leave', shown: 'leave' },
    parse: (text) => text as RouterAnswer, // one of the choices: whoever reads a select has made sure
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.wrongType);
      return choiceOf(choices, value) as RouterAnswer;
    },
    show: String,
    remarks: async (value) =>
      value === 'map' && plain ? [{ id: 'router-plain-http', text: m.plainHttp, sure: true }] : [],
  };
}

export function externalPortQuestion(now: RouterNow, internalPort: number): Question<number> {
  const m = t().routerStep;
  const current = now.mapping?.externalPort ?? now.lastExternal;
  return {
    id: 'external_port',
    label: m.externalLabel,
    message: m.externalMessage,
    why: m.externalWhy,
    flag: '--external-port N',
    kind: 'text',
    piped: false,
    ...(current !== undefined && { current: { value: current, shown: String(current) } }),
    fallback: { value: internalPort, shown: String(internalPort) },
    parse: parsePort,
    parseJson: (value) => parsePort(String(value)),
    show: String,
    remarks: async (port) => (port < 1024 ? [{ id: 'external-port-low', text: m.externalLow(port) }] : []),
  };
}
