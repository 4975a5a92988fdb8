import { isIP } from 'node:net';
import { parseName } from '../../certificates/names.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { choiceOf } from '../../prompt/accept.ts';
import type { Question } from '../../prompt/question.ts';
import type { TlsNow } from './current.ts';
import type { Challenge } from './record.ts';

const CHALLENGES = ['http-01', 'tls-alpn-01', 'dns-01'] as const satisfies readonly Challenge[];
/** Ends of names that nobody in the internet can look up. */
const PRIVATE = /(^|\.)(local|localhost|lan|home|internal|home\.arpa|test|invalid)$/;

/** The public name for Let's Encrypt. */
export function domainQuestion({ kind, record, domain }: TlsNow): Question<string> {
  const m = t().tlsStep;
  const known = (kind === 'letsencrypt' ? record?.names[0] : undefined) ?? domain;
  return {
    ...nameQuestion(publicName),
    message: m.domainMessage,
    why: m.domainWhy,
    ...(known !== '' && { current: { value: known, shown: known } }),
  };
}

/** A name beside those of this computer, for our own certificate: nobody is asked for it, but it may be given. */
export function otherNameQuestion({ domain }: TlsNow): Question<string> {
  const m = t().tlsStep;
  return {
    ...nameQuestion((text) => (text.trim() === '' ? '' : parseName(text))),
    message: m.domainMessage,
    unasked: true,
    fallback: { value: domain, shown: domain === '' ? m.noDomain : domain },
  };
}

export function emailQuestion({ record }: TlsNow): Question<string> {
  const m = t().tlsStep;
  const parse = (text: string) => {
    const email = text.trim();
    if (email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
    throw new ExposeError('answer', m.emailInvalid(email));
  };
  const current = record?.acme?.email;
  return {
    id: 'email',
    label: m.emailLabel,
    message: m.emailMessage,
    flag: '--email ADDRESS',
    kind: 'text',
    piped: false,
    ...(current !== undefined && { current: { value: current, shown: current } }),
    fallback: { value: '', shown: m.noEmail },
    parse,
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.emailInvalid(JSON.stringify(value)));
      return parse(value);
    },
    show: (email) => email || m.noEmail,
  };
}

export function challengeQuestion({ record }: TlsNow): Question<Challenge> {
  const m = t().tlsStep;
  const choices = CHALLENGES.map((value) => ({ value, label: m.challenges[value] }));
  const current = record?.acme?.challenge;
  return {
    id: 'challenge',
    label: m.challengeLabel,
    message: m.challengeMessage,
    flag: '--challenge KIND',
    kind: 'select',
    piped: false,
    choices,
    ...(current !== undefined && { current: { value: current, shown: current } }),
    fallback: { value: 'http-01', shown: 'http-01' },
    parse: (text) => text as Challenge, // one of the choices: whoever reads a select has made sure
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.challengeType);
      return choiceOf(choices, value) as Challenge;
    },
    show: String,
  };
}

function nameQuestion(
  parse: (text: string) => string,
): Pick<Question<string>, 'id' | 'label' | 'flag' | 'kind' | 'piped' | 'parse' | 'parseJson' | 'show'> {
  const m = t().tlsStep;
  return {
    id: 'domain',
    label: m.domainLabel,
    flag: '--domain NAME',
    kind: 'text',
    piped: false,
    parse,
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.domainType);
      return parse(value);
    },
    show: (name) => name || m.noDomain,
  };
}

function publicName(text: string): string {
  const m = t().tlsStep;
  const isWildcard = text.trim().startsWith('*.');
  const name = parseName(isWildcard ? text.trim().slice(2) : text);
  if (isIP(name) !== 0 || !name.includes('.') || PRIVATE.test(name))
    throw new ExposeError('answer', m.domainPrivate(name), m.domainPrivateHint);
  return isWildcard ? `*.${name}` : name;
}
