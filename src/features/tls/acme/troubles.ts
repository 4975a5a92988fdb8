import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../../../net/addresses.ts';
import type { AcmeRecord } from '../record.ts';
import { challengePort } from './challenge.ts';
import { AcmeProblem, DirectoryUnreachable, type Problem } from './problem.ts';

/**
 * DDNS suffixes that are not on the public suffix list: Let's Encrypt counts all their users as one, and others usually
 * use up the shared limit (50 new certificates per week).
 */
export const SHARED_SUFFIXES: readonly string[] = [
  'iptime.org',
  'ipdisk.co.kr',
  'asuscomm.com',
  'tplinkdns.com',
  'mynetgear.com',
  'dlinkddns.com',
  'mooo.com',
  'loca.lt',
  'share.zrok.io',
  'nip.io',
  'sslip.io',
];

/** No certificate was issued; attempts before `notBefore` fail as well. */
export class IssueFailure extends ExposeError {
  readonly notBefore: Date | undefined;

  constructor(message: string, hint: string | undefined, notBefore: Date | undefined, cause: unknown) {
    super('apply-failed', message, hint, { cause });
    this.name = 'IssueFailure';
    this.notBefore = notBefore;
  }
}

interface Said {
  readonly message: string;
  readonly hint?: string;
}

/** What was asked for, and where this computer is. */
interface Asked {
  readonly acme: AcmeRecord;
  readonly names: readonly string[];
  readonly own: readonly OwnAddress[];
}

type Tell = (problem: Problem, asked: Asked) => Said;

/** Messages for the problem types of RFC 8555 §6.7. */
const TROUBLES: Readonly<Record<string, Tell>> = {
  rateLimited: (problem, { names }) => ({
    message: t().acme.troubles.rateLimited(problem.notBefore && clock(problem.notBefore)),
    hint: names.some(sharedSuffixOf) ? t().acme.sharedHint : t().acme.troubles.rateLimitedHint,
  }),
  connection: (_problem, { acme, own }) => ({
    message: t().acme.troubles.connection,
    hint: whatToCheck(acme, own),
  }),
  unauthorized: (_problem, { acme, own }) => ({
    message: t().acme.troubles.unauthorized,
    hint: whatToCheck(acme, own),
  }),
  incorrectResponse: (_problem, { acme, own }) => ({
    message: t().acme.troubles.unauthorized,
    hint: whatToCheck(acme, own),
  }),
  tls: (_problem, { acme, own }) => ({ message: t().acme.troubles.tls, hint: whatToCheck(acme, own) }),
  dns: () => ({ message: t().acme.troubles.dns, hint: t().acme.troubles.dnsHint }),
  caa: () => ({ message: t().acme.troubles.caa, hint: t().acme.troubles.caaHint }),
  rejectedIdentifier: () => ({
    message: t().acme.troubles.rejectedIdentifier,
    hint: t().acme.troubles.rejectedIdentifierHint,
  }),
  unsupportedIdentifier: () => ({
    message: t().acme.troubles.rejectedIdentifier,
    hint: t().acme.troubles.rejectedIdentifierHint,
  }),
  badCSR: () => ({ message: t().acme.troubles.badCSR, hint: t().acme.troubles.again }),
  invalidContact: () => ({ message: t().acme.troubles.contact, hint: t().acme.troubles.contactHint }),
  unsupportedContact: () => ({ message: t().acme.troubles.contact, hint: t().acme.troubles.contactHint }),
  userActionRequired: () => ({ message: t().acme.troubles.terms, hint: t().acme.troubles.termsHint }),
  externalAccountRequired: () => ({ message: t().acme.troubles.external }),
  accountDoesNotExist: () => ({ message: t().acme.troubles.account, hint: t().acme.troubles.again }),
  badNonce: () => ({ message: t().acme.troubles.server, hint: t().acme.troubles.again }),
  serverInternal: () => ({ message: t().acme.troubles.server, hint: t().acme.troubles.again }),
};

/** Turns an error of issuing into an error with a message for the user; an ExposeError is returned unchanged. */
export function issueTrouble(error: unknown, asked: Asked): unknown {
  const { acme } = asked;
  const host = new URL(acme.server).host;
  if (error instanceof DirectoryUnreachable) {
    const { kind, text } = error.trouble;
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
  const { message, hint } = TROUBLES[problem.type]?.(problem, asked) ?? {
    message: t().acme.troubles.other(problem.type),
  };
  const named = problem.name === undefined ? '' : `${problem.name}: `;
  const words = problem.detail === '' ? '' : ` ${t().acme.theirWords(host, `${named}${problem.detail}`)}`;
  return new IssueFailure(`${message}${words}`, hint, problem.notBefore, error);
}

/** What the challenge needs: which port of the router is forwarded where. */
export function whatToCheck(acme: AcmeRecord, own: readonly OwnAddress[]): string {
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
