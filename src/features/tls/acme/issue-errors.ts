import { SHARED_SUFFIXES } from '../../../certificates/public-suffix.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../../../net/addresses.ts';
import type { AcmeRecord } from '../record.ts';
import { challengePort } from './challenge.ts';
import { AcmeProblem, DirectoryUnreachable, type Problem } from './problem.ts';

/** No certificate was issued; attempts before `notBefore` fail as well. */
export class IssueFailure extends ExposeError {
  readonly notBefore: Date | undefined;

  constructor(message: string, hint: string | undefined, notBefore: Date | undefined, cause: unknown) {
    super('apply-failed', message, hint, { cause });
    this.name = 'IssueFailure';
    this.notBefore = notBefore;
  }
}

interface Sentences {
  readonly message: string;
  readonly hint?: string;
}

/** What was asked for, and where this computer is. */
interface Asked {
  readonly acme: AcmeRecord;
  readonly names: readonly string[];
  readonly own: readonly OwnAddress[];
}

/** Messages for the problem types of RFC 8555 §6.7. */
function troubles({ notBefore }: Problem, { acme, names, own }: Asked): Readonly<Record<string, Sentences>> {
  const s = t().acme.problems;
  const path = challengeHint(acme, own);
  const answer = { message: s.unauthorized, hint: path };
  const identifier = { message: s.rejectedIdentifier, hint: s.rejectedIdentifierHint };
  const contact = { message: s.contact, hint: s.contactHint };
  const server = { message: s.server, hint: s.again };
  return {
    rateLimited: {
      message: s.rateLimited(notBefore && clock(notBefore)),
      hint: names.some(sharedSuffixOf) ? t().acme.sharedHint : s.rateLimitedHint,
    },
    connection: { message: s.connection, hint: path },
    unauthorized: answer,
    incorrectResponse: answer,
    tls: { message: s.tls, hint: path },
    dns: { message: s.dns, hint: s.dnsHint },
    caa: { message: s.caa, hint: s.caaHint },
    rejectedIdentifier: identifier,
    unsupportedIdentifier: identifier,
    badCSR: { message: s.badCSR, hint: s.again },
    invalidContact: contact,
    unsupportedContact: contact,
    userActionRequired: { message: s.terms, hint: s.termsHint },
    externalAccountRequired: { message: s.external },
    accountDoesNotExist: { message: s.account, hint: s.again },
    badNonce: server,
    serverInternal: server,
  };
}

/** Turns an error of issuing into an error with a message for the user; an ExposeError is returned unchanged. */
export function issueError(error: unknown, asked: Asked): unknown {
  const { acme } = asked;
  const host = new URL(acme.server).host;
  if (error instanceof DirectoryUnreachable) {
    const { kind, text } = error.problem;
    const isTrust = kind.startsWith('tls-');
    const message = t().acme.unreachable(host, text);
    const hint = isTrust ? t().acme.untrustedHint : t().acme.unreachableHint;
    return new ExposeError('environment', message, hint, { cause: error });
  }
  if (error instanceof ExposeError) return error;
  // Any other error of the ACME client comes from an unexpected response: a web page, or an incomplete or unrelated
  // answer.
  if (!(error instanceof AcmeProblem))
    return new ExposeError('environment', t().acme.notAcme(host), t().acme.notAcmeHint, { cause: error });
  const { problem } = error;
  const other: Sentences = { message: t().acme.problems.other(problem.type) };
  const { message, hint } = troubles(problem, asked)[problem.type] ?? other;
  const named = problem.name === undefined ? '' : `${problem.name}: `;
  const words = problem.detail === '' ? '' : ` ${t().acme.theirWords(host, `${named}${problem.detail}`)}`;
  return new IssueFailure(`${message}${words}`, hint, problem.notBefore, error);
}

/** What the challenge needs: which port of the router is forwarded where. */
export function challengeHint(acme: AcmeRecord, own: readonly OwnAddress[]): string {
  const { forwardHttp, forwardTls, dnsHint } = t().acme;
  if (acme.challenge === 'dns-01') return dnsHint;
  const [address = '127.0.0.1'] = lanAddresses(own);
  const port = challengePort(acme);
  return acme.challenge === 'http-01' ? forwardHttp(address, port) : forwardTls(address, port);
}

/** In local time. */
function clock(at: Date): string {
  return at.toLocaleString('sv-SE', { timeZoneName: 'short' });
}

/** The shared suffix of a name, if it has one. */
export function sharedSuffixOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  return SHARED_SUFFIXES.find((suffix) => lower.endsWith(`.${suffix}`));
}
