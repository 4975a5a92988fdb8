import type { NetworkTrouble } from '../../../net/errors.ts';

/** What an ACME directory answers instead of what was asked for (RFC 8555 §6.7). */
export interface Problem {
  /** Without its 'urn:ietf:params:acme:error:'; 'serverInternal' where none is given. */
  readonly type: string;
  /** The directory's own words. */
  readonly detail: string;
  /** The name that it is about, where it says so. */
  readonly name?: string;
  readonly notBefore?: Date;
}

/** The directory was reached, and refused. */
export class AcmeProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'AcmeProblem';
    this.problem = problem;
  }
}

/** The directory was not reached. */
export class DirectoryUnreachable extends Error {
  readonly trouble: NetworkTrouble;

  constructor(trouble: NetworkTrouble) {
    super(trouble.text);
    this.name = 'DirectoryUnreachable';
    this.trouble = trouble;
  }
}

/** Something answers there, and it is no ACME directory: the login page of a hotel, another address of the same host. */
export class NotAcme extends Error {}

const PREFIX = /^urn:(?:ietf:params:)?acme:error:/;
const DETAIL_LIMIT = 500;

/** A stranger's words stay within their sentence, and do not look like lines of ours. */
function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim().slice(0, DETAIL_LIMIT);
}

/** Reads a problem document; anything else becomes one in the server's name. */
export function problemOf(value: unknown, otherwise = ''): Problem {
  const document = typeof value === 'object' && value !== null ? value : {};
  const { type, detail, subproblems, identifier } = document as Record<string, unknown>;
  const [first] = Array.isArray(subproblems) ? subproblems : [];
  // The outer one says no more than that there are several.
  if (type === 'urn:ietf:params:acme:error:compound' && first) return problemOf(first, otherwise);
  const name = (identifier as { value?: unknown } | undefined)?.value;
  return {
    type: typeof type === 'string' ? oneLine(type.replace(PREFIX, '')) : 'serverInternal',
    detail: oneLine(typeof detail === 'string' ? detail : otherwise),
    ...(typeof name === 'string' && { name: oneLine(name) }),
  };
}

/** Longer than any limit of Let's Encrypt: whoever asks for more is asked again after this. */
export const LONGEST_WAIT_MS = 8 * 86_400_000;
const HTTP_DATE = /^[A-Z][a-z]{2,8}, /;

/**
 * When it may be tried again: the header's seconds or date, or the date that Let's Encrypt writes into its sentence.
 * What is no moment to come is as if it had not been said.
 */
export function notBeforeOf(header: string | undefined, detail: string, now: Date): Date | undefined {
  const text = header?.trim() ?? '';
  const [, day, time] = /retry after (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d) ?(?:UTC|Z)/i.exec(detail) ?? [];
  const at = [
    /^\d+$/.test(text) ? now.getTime() + Number(text) * 1000 : Number.NaN,
    HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN,
    day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`),
  ].find((one) => !Number.isNaN(one));
  if (at === undefined || at <= now.getTime()) return undefined;
  return new Date(Math.min(at, now.getTime() + LONGEST_WAIT_MS));
}
