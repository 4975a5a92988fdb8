import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseName } from '../../certificates/names.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import {
  type Question,
  requireText,
  type StepQuestion,
  selectQuestion,
  shown,
} from '../../prompt/question.ts';
import { type Answers, answered } from '../../wizard/step.ts';
import type { TlsAnswer, TlsNow } from './current-certificate.ts';
import { certSpec, challengeSpec, domainSpec, emailSpec, keySpec, tlsSpec } from './question-specs.ts';
import type { Challenge } from './record.ts';

/** Suffixes that do not exist in public DNS. */
const PRIVATE = /(^|\.)(local|localhost|lan|home|internal|home\.arpa|test|invalid)$/;

interface TlsFacts extends PathBase {
  readonly now: TlsNow;
  /** Whether other devices can reach the server. */
  readonly exposed: boolean;
}

/** The questions that follow from the answers so far; all of them if the kind is not known yet. */
export function tlsQuestions(facts: TlsFacts, answers: Answers): StepQuestion[] {
  const { now } = facts;
  const cert = answered<string>(answers, 'cert');
  const own = () => [certQuestion(now, facts), keyQuestion(now, facts, cert)];
  const letsencrypt = () => [domainQuestion(now), emailQuestion(now), challengeQuestion(now)];
  const first = tlsQuestion(now.kind, facts.exposed);
  switch (answered<TlsAnswer>(answers, 'tls')) {
    case undefined:
      return [first, ...own(), ...letsencrypt()];
    case 'self-signed':
      return [first, otherNameQuestion(now)];
    case 'own':
      return [first, ...own()];
    case 'letsencrypt':
      return [first, ...letsencrypt()];
    case 'none':
      return [first];
  }
}

function tlsQuestion(current: TlsAnswer | undefined, exposed: boolean): StepQuestion<TlsAnswer> {
  const m = t().tls;
  return {
    ...selectQuestion<TlsAnswer>(tlsSpec(), current, exposed ? 'self-signed' : 'none', m.wrongType),
    // Choosing plain HTTP at the prompt on a reachable server needs a confirmation; a flag already is one.
    remarks: async (value, source) =>
      value === 'none' && exposed && source === 'prompt'
        ? [{ id: 'plain-http', text: m.noneMeans, sure: true }]
        : [],
  };
}

/** The answer to `tls` that a question belongs to, for the message about it. */
export function belongsTo(id: string): TlsAnswer {
  return id === 'cert' || id === 'key' ? 'own' : 'letsencrypt';
}

/** The public name for Let's Encrypt. */
function domainQuestion({ kind, record, domain }: TlsNow): StepQuestion<string> {
  const known = (kind === 'letsencrypt' ? record?.names[0] : undefined) ?? domain;
  return { ...nameQuestion(publicName), current: shown(known || undefined) };
}

/** An additional name for our own certificate: accepted if given, but never asked. */
function otherNameQuestion({ domain }: TlsNow): StepQuestion<string> {
  const question = nameQuestion((text) => (text.trim() === '' ? '' : parseName(text)));
  return { ...question, unasked: true, fallback: shown(domain, question.show) };
}

function emailQuestion({ record }: TlsNow): StepQuestion<string> {
  const m = t().tls;
  const parse = (text: string) => {
    const email = text.trim();
    if (email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
    throw new ExposeError('answer', m.emailInvalid(email));
  };
  return {
    ...emailSpec(),
    current: shown(record?.acme?.email),
    fallback: { value: '', shown: m.noEmail },
    parse,
    parseJson: (value) => parse(requireText(value, m.emailInvalid(JSON.stringify(value)))),
    show: (email) => email || m.noEmail,
  };
}

function challengeQuestion({ record }: TlsNow): StepQuestion<Challenge> {
  return selectQuestion(challengeSpec(), record?.acme?.challenge, 'http-01', t().tls.challengeType);
}

function nameQuestion(parse: (text: string) => string): StepQuestion<string> {
  const m = t().tls;
  return {
    ...domainSpec(),
    parse,
    parseJson: (value) => parse(requireText(value, m.domainType)),
    show: (name) => name || m.noDomain,
  };
}

function publicName(text: string): string {
  const m = t().tls;
  const isWildcard = text.trim().startsWith('*.');
  const name = parseName(isWildcard ? text.trim().slice(2) : text);
  if (isIP(name) !== 0 || !name.includes('.') || PRIVATE.test(name))
    throw new ExposeError('answer', m.domainPrivate(name), m.domainPrivateHint);
  return isWildcard ? `*.${name}` : name;
}

/** What relative paths and `~` refer to. */
interface PathBase {
  readonly cwd: string;
  readonly home: string;
}

function certQuestion(now: TlsNow, base: PathBase): StepQuestion<string> {
  return { ...certSpec(), ...ofPath(base), current: shown(filesNow(now)?.cert) };
}

/** `cert`: the certificate named in this run. */
function keyQuestion(now: TlsNow, base: PathBase, cert: string | undefined): StepQuestion<string> {
  const files = filesNow(now);
  // The key of another certificate is no default here.
  const current = files !== undefined && (cert === undefined || cert === files.cert) ? files.key : undefined;
  return { ...keySpec(), ...ofPath(base), current: shown(current), fallback: shown(cert) };
}

/** The files of the supplied certificate; undefined if there is none. */
function filesNow({ kind, certfile, keyfile, record }: TlsNow): { cert: string; key: string } | undefined {
  if (kind !== 'own') return undefined;
  return record?.own !== undefined && record.kind === 'own' && keyfile === ''
    ? record.own
    : { cert: certfile, key: keyfile || certfile };
}

function ofPath({ cwd, home }: PathBase): Pick<Question<string>, 'parse' | 'parseJson' | 'show'> {
  const m = t().tls;
  const parse = (text: string) => {
    const path = text.trim();
    if (path === '') throw new ExposeError('answer', m.pathEmpty, m.noFileHint);
    // There is no shell to expand ~ at a prompt.
    return path.startsWith('~/') ? join(home, path.slice(2)) : resolve(cwd, path);
  };
  return { parse, parseJson: (value) => parse(requireText(value, m.pathType)), show: String };
}
