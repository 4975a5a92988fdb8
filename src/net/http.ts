import type { NetworkProblem } from './errors.ts';
import type { Peer } from './peer.ts';

/** Who is asked, and how long an answer is waited for. */
export interface Question {
  readonly peer: Peer;
  /** Milliseconds from connecting to the end of the answer. */
  readonly timeout: number;
  readonly closing?: AbortSignal;
}

/** One request to one peer. */
export interface HttpQuestion extends Question {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Goes to another computer over TLS only. */
  readonly confidential?: boolean;
}

/** What a server said to one request. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in small letters; several of one name joined by ', '. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most a megabyte of it. */
  readonly text: string;
}

export interface HttpReceived extends HttpAnswer {
  readonly setCookies: readonly string[];
}

/** The trouble of a status that was not the expected one, in the words of its body's first line. */
export function statusProblem({ status, headers, text }: HttpAnswer): NetworkProblem {
  const { location } = headers;
  return { kind: 'status', text: firstLine(text), status, ...(location !== undefined && { location }) };
}

/** Jupyter's JSON message, or the first line that has words, without tags. */
function firstLine(body: string): string {
  const [, message] = /"message":\s*"((?:[^"\\]|\\.){1,500})"/.exec(body.slice(0, 5_000)) ?? [];
  return message === undefined ? firstWords(body) : message.trim().slice(0, 200);
}

/** The first line of a body that has words, without tags. */
export function firstWords(body: string): string {
  const words = body
    .slice(0, 20_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^<>]*>/g, '');
  const line = words.split(/\r?\n/).find((text) => text.trim() !== '') ?? '';
  return line.trim().slice(0, 200);
}
