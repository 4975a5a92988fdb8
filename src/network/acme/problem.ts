import type { Trouble } from '../../jupyter/client/client.ts';

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
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.text);
    this.name = 'DirectoryUnreachable';
    this.trouble = trouble;
  }
}

const PREFIX = /^urn:(?:ietf:params:)?acme:error:/;
const DETAIL_LIMIT = 500;

/** Reads a problem document; anything else becomes one in the server's name. */
export function problemOf(value: unknown, otherwise = ''): Problem {
  const document = typeof value === 'object' && value !== null ? value : {};
  const { type, detail, subproblems, identifier } = document as Record<string, unknown>;
  const [first] = Array.isArray(subproblems) ? subproblems : [];
  // The outer one says no more than that there are several.
  if (type === 'urn:ietf:params:acme:error:compound' && first) return problemOf(first, otherwise);
  const name = (identifier as { value?: unknown } | undefined)?.value;
  return {
    type: typeof type === 'string' ? type.replace(PREFIX, '') : 'serverInternal',
    detail: (typeof detail === 'string' ? detail : otherwise).slice(0, DETAIL_LIMIT),
    ...(typeof name === 'string' && { name }),
  };
}

/** When it may be tried again: the header's seconds or date, or the date that Let's Encrypt writes into its sentence. */
export function notBeforeOf(header: string | undefined, detail: string, now: Date): Date | undefined {
  if (header !== undefined && /^\d+$/.test(header.trim()))
    return new Date(now.getTime() + Number(header) * 1000);
  const [, day, time] = /retry after (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d) ?(?:UTC|Z)/i.exec(detail) ?? [];
  const text = header ?? (day === undefined ? undefined : `${day}T${time}Z`);
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at);
}
