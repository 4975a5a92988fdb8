import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { OwnAddress } from '../../net/addresses.ts';
import { ANY, isLoopback, isWildcard, parseIp } from '../../net/listen-address.ts';
import type { PortHolder } from '../../net/network.ts';
import { DEFAULT_PORT, FIRST_FREE_PORT, parseBrowserPort } from '../../net/parse-port.ts';
import { type Remark, type StepQuestion, selectQuestion, shown, yesOrNo } from '../../prompt/question.ts';
import type { Reach } from '../../situation/reach.ts';
import { browserSpec, ipSpec, portSpec, reachSpec } from './question-specs.ts';

/** Not asked: what nobody states follows from the address. */
export function reachQuestion(current: Reach | undefined): StepQuestion<Reach | ''> {
  const question = selectQuestion<Reach | ''>(reachSpec(), current, '', t().status.reach.wrongType);
  return { ...question, unasked: true };
}

/** `preset`: what the reach of this run leads to; it goes before an address that does not fit. */
export function ipQuestion(
  current: string | undefined,
  own: readonly OwnAddress[],
  preset = ANY,
): StepQuestion<string> {
  const m = t().address;
  return {
    ...ipSpec(),
    current: shown(current, (ip) => (ip === '' ? ANY : ip)),
    fallback: shown(preset),
    parse: (text) => parseIp(text, own),
    parseJson: (value) => parseIp(ofType('string', value, m.ipHint), own),
    show: String,
    async remarks(ip) {
      if (ip === '::') return [{ id: 'ip-ipv6-only', text: m.checks.ipv6Only }];
      return isWildcard(ip) || isLoopback(ip) ? [] : [{ id: 'ip-fixed', text: m.ipFixed(ip) }];
    },
  };
}

export function portQuestion(
  current: number | undefined,
  foreignHolder: (port: number) => Promise<PortHolder | undefined>,
): StepQuestion<number> {
  const m = t().address;
  return {
    ...portSpec(),
    current: shown(current),
    fallback: shown(DEFAULT_PORT),
    parse: parseBrowserPort,
    parseJson: (value) => parseBrowserPort(String(ofType('number', value, m.portHint))),
    show: String,
    async remarks(port) {
      const remarks: Remark[] = port < FIRST_FREE_PORT ? [{ id: 'port-low', text: m.portLow(port) }] : [];
      const holder = await foreignHolder(port);
      if (holder) remarks.push({ id: 'port-busy', text: m.portBusy(port, nameOf(holder)) });
      return remarks;
    },
  };
}

export function browserQuestion(current: boolean | undefined): StepQuestion<boolean> {
  const m = t().address;
  const show = (yes: boolean) => (yes ? m.yes : m.no);
  return {
    ...browserSpec(),
    current: shown(current, show),
    fallback: shown(false, show),
    parse: parseYesNo,
    parseJson: (value) => ofType('boolean', value, t().prompt.notYesOrNo),
    show,
  };
}

function parseYesNo(text: string): boolean {
  const answer = yesOrNo(text);
  if (answer === undefined) throw new ExposeError('answer', t().prompt.notYesOrNo);
  return answer;
}

interface Types {
  string: string;
  number: number;
  boolean: boolean;
}

function ofType<K extends keyof Types>(type: K, value: unknown, hint: string): Types[K] {
  if (typeof value !== type)
    throw new ExposeError('answer', t().address.wrongType(JSON.stringify(value)), hint);
  return value as Types[K];
}

/** The process that holds a port, for messages. */
export function nameOf({ name, pid }: PortHolder): string {
  return name !== undefined && pid !== undefined ? t().address.process(name, pid) : t().address.someProcess;
}
