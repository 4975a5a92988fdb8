import type { NetworkProblem } from '../../../net/errors.ts';

/** The error document of an ACME directory (RFC 8555 §6.7). */
export interface Problem {
  /** Without 'urn:ietf:params:acme:error:'; 'serverInternal' if the document has none. */
  readonly type: string;
  /** The directory's own text. */
  readonly detail: string;
  /** The name that the problem is about, if the document contains it. */
  readonly name?: string;
  readonly notBefore?: Date;
}

/** The directory was reached and refused the request. */
export class AcmeProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'AcmeProblem';
    this.problem = problem;
  }
}

/** The directory could not be reached. */
export class DirectoryUnreachable extends Error {
  readonly problem: NetworkProblem;

  constructor(problem: NetworkProblem) {
    super(problem.text);
    this.name = 'DirectoryUnreachable';
    this.problem = problem;
  }
}

/** The server is not an ACME directory, for example a captive portal or another path of the same host. */
export class NotAcme extends Error {}

const PREFIX = /^urn:(?:ietf:params:)?acme:error:/;
const DETAIL_LIMIT = 500;

/** Remote text must stay on one line, so that it cannot look like our own output. */
function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim().slice(0, DETAIL_LIMIT);
}

/** Reads a problem document; anything else becomes 'serverInternal' with `otherwise` as its detail. */
export function problemOf(value: unknown, otherwise = ''): Problem {
  const document = typeof value === 'object' && value !== null ? value : {};
  const { type, detail, subproblems, identifier } = document as Record<string, unknown>;
  const [first] = Array.isArray(subproblems) ? subproblems : [];
  // The outer problem says only that there are several.
  if (type === 'urn:ietf:params:acme:error:compound' && first) return problemOf(first, otherwise);
  const name = (identifier as { value?: unknown } | undefined)?.value;
  return {
    type: typeof type === 'string' ? oneLine(type.replace(PREFIX, '')) : 'serverInternal',
    detail: oneLine(typeof detail === 'string' ? detail : otherwise),
    ...(typeof name === 'string' && { name: oneLine(name) }),
  };
}

/** Longer than any limit of Let's Encrypt; a longer Retry-After is cut to this. */
export const LONGEST_WAIT_MS = 8 * 86_400_000;
const HTTP_DATE = /^[A-Z][a-z]{2,8}, /;

/**
 * The earliest time for the next attempt: the header's seconds or date, or the date in Let's Encrypt's sentence.
 * Undefined for anything that is not a future time.
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
