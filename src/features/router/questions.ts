import { t } from '../../messages/index.ts';
import { parsePort } from '../../net/parse-port.ts';
import type { PortMapping } from '../../net/port-mapping.ts';
import { type StepQuestion, selectQuestion, shown } from '../../prompt/question.ts';
import { choicesAt, externalPortSpec, type RouterAnswer, routerSpec } from './question-specs.ts';

export interface RouterNow {
  /** The router's address; undefined if there is none or it is unknown. */
  readonly gateway: string | undefined;
  /** The mapping of the last run. */
  readonly mapping: PortMapping | undefined;
  /** The answer of the last run. */
  readonly last: RouterAnswer | undefined;
  readonly lastExternal: number | undefined;
}

/** `plain`: the password would be sent unencrypted, so choosing `map` needs a second confirmation. */
export function routerQuestion(now: RouterNow, plain: boolean): StepQuestion<RouterAnswer> {
  const m = t().router.forward;
  const choices = choicesAt(now.gateway ?? '');
  // A mapping made outside `init` is updated like one of its own.
  const current = now.mapping === undefined ? now.last : 'map';
  return {
    ...selectQuestion<RouterAnswer>({ ...routerSpec(), choices }, current, 'leave', m.wrongType),
    remarks: async (value) =>
      value === 'map' && plain ? [{ id: 'router-plain-http', text: m.plainHttp, sure: true }] : [],
  };
}

export function externalPortQuestion(now: RouterNow, internalPort: number): StepQuestion<number> {
  return {
    ...externalPortSpec(),
    current: shown(now.mapping?.externalPort ?? now.lastExternal),
    fallback: shown(internalPort),
    parse: parsePort,
    parseJson: (value) => parsePort(String(value)),
    show: String,
    remarks: async (port) =>
      port < 1024 ? [{ id: 'external-port-low', text: t().router.forward.externalLow(port) }] : [],
  };
}
