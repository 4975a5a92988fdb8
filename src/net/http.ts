import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Peer } from './connect.ts';
import { openTcp } from './connect.ts';
import { type Deadline, startDeadline, within } from './deadline.ts';
import { type NetworkReply, type NetworkTrouble, type Phase, troubleOf } from './errors.ts';
import { leavesThisComputer } from './node/addresses.ts';
import { asksForTls, orPlain, orTls, startTls } from './tls.ts';

/** One request to one peer. */
interface HttpQuestion {
  readonly peer: Peer;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds from connecting to the end of the body. */
  readonly timeout: number;
  readonly closing?: AbortSignal;
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

/** What is kept of a body. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** Asks and waits for the whole answer. Any status is a value; nothing is thrown for what a server does. */
export async function ask(question: HttpQuestion): Promise<NetworkReply<HttpReceived>> {
  const deadline = startDeadline(question.timeout, question.closing);
  try {
    const socket = await openConnection(question.peer, deadline);
    if ('trouble' in socket) return socket;
    if (question.confidential && !question.peer.tls && leavesThisComputer(socket.value.remoteAddress)) {
      socket.value.destroy();
      return { trouble: { kind: 'plain-password', text: socket.value.remoteAddress ?? '' } };
    }
    const exchanging = exchange(socket.value, question, deadline);
    const reply = await (question.peer.tls ? exchanging : orTls(exchanging, question.peer));
    if (question.peer.tls || 'trouble' in reply || !asksForTls(reply.value)) return reply;
    return { trouble: { ...statusTrouble(reply.value), kind: 'tls-spoken' } };
  } finally {
    deadline.clear();
  }
}

async function exchange(
  socket: Socket,
  question: HttpQuestion,
  deadline: Deadline,
): Promise<NetworkReply<HttpReceived>> {
  let phase: Phase = 'answer';
  const reply = await within<HttpReceived>(
    deadline,
    () => phase,
    (settle) => {
      const fail = (error: NodeJS.ErrnoException) => settle({ trouble: troubleOf(error, phase) });
      const sent = send(socket, question);
      if (!('request' in sent)) {
        fail(sent.error);
        return () => {};
      }
      sent.request.on('error', fail);
      sent.request.once('response', (response) => {
        phase = 'body';
        readBody(response).then((text) => settle({ value: received(response, text) }), fail);
      });
      return () => sent.request.destroy();
    },
  );
  socket.destroy();
  return reply;
}

/** A header or path that http cannot carry is thrown at once by Node. */
function send(
  socket: Socket,
  { method, path, headers, body }: HttpQuestion,
): { request: ClientRequest } | { error: Error } {
  try {
    const made = request({ createConnection: () => socket, method, path, headers });
    made.end(body);
    return { request: made };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Reads a body to its end or to the limit, whichever comes first. */
export function readBody(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () => resolve(Buffer.concat(chunks).subarray(0, BODY_LIMIT_BYTES).toString('utf8'));
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= BODY_LIMIT_BYTES) {
        done();
        response.destroy();
      }
    });
    response.once('end', done);
    response.once('error', reject);
  });
}

export function received(response: IncomingMessage, text: string): HttpReceived {
  const headers = Object.fromEntries(
    Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  );
  return {
    status: response.statusCode ?? 0,
    headers,
    text,
    setCookies: response.headers['set-cookie'] ?? [],
  };
}

/** The trouble of a status that was not the expected one, in the words of its body's first line. */
export function statusTrouble({ status, headers, text }: HttpAnswer): NetworkTrouble {
  const { location } = headers;
  return { kind: 'status', text: firstLine(text), status, ...(location !== undefined && { location }) };
}

/** Jupyter's JSON message, or the first line that has words, without tags. */
function firstLine(body: string): string {
  const [, message] = /"message":\s*"((?:[^"\\]|\\.){1,500})"/.exec(body.slice(0, 5_000)) ?? [];
  const words = body
    .slice(0, 20_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^<>]*>/g, '');
  const line = words.split(/\r?\n/).find((text) => text.trim() !== '') ?? '';
  return (message ?? line).trim().slice(0, 200);
}

/** A connection on which http can be spoken: over TLS only to a certificate that is trusted. */
export async function openConnection(peer: Peer, deadline: Deadline): Promise<NetworkReply<Socket>> {
  const tcp = await openTcp(peer, deadline);
  if ('trouble' in tcp || !peer.tls) return tcp;
  return orPlain(startTls(tcp.value, peer, deadline), tcp.value, peer);
}
