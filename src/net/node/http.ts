import { type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http';
import type { Socket } from 'node:net';
import { type NetworkReply, networkProblem, type Phase } from '../errors.ts';
import { type HttpQuestion, type HttpReceived, statusProblem } from '../http.ts';
import { addressKind, plainAddress } from '../ip.ts';
import type { Peer } from '../peer.ts';
import { ownAddresses } from './addresses.ts';
import { openTcp } from './connect.ts';
import { type Deadline, withDeadline, within } from './deadline.ts';
import { asksForTls, orPlain, orTls, startTls } from './tls.ts';

/** What is kept of a body. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** Network.request. */
export function request(question: HttpQuestion): Promise<NetworkReply<HttpReceived>> {
  return withDeadline(question, async (deadline) => {
    const socket = await openConnection(question.peer, deadline);
    if ('problem' in socket) return socket;
    if (question.confidential && !question.peer.tls && leavesThisComputer(socket.value.remoteAddress)) {
      socket.value.destroy();
      return { problem: { kind: 'plain-password', text: socket.value.remoteAddress ?? '' } };
    }
    const exchanging = exchange(socket.value, question, deadline);
    const reply = await (question.peer.tls ? exchanging : orTls(exchanging, question.peer));
    if (question.peer.tls || 'problem' in reply || !asksForTls(reply.value)) return reply;
    return { problem: { ...statusProblem(reply.value), kind: 'tls-spoken' } };
  });
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
      const fail = (error: NodeJS.ErrnoException) => settle({ problem: networkProblem(error, phase) });
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
    const made = startRequest({ createConnection: () => socket, method, path, headers });
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

/** A connection on which http can be spoken: over TLS only to a certificate that is trusted. */
export async function openConnection(peer: Peer, deadline: Deadline): Promise<NetworkReply<Socket>> {
  const tcp = await openTcp(peer, deadline);
  if ('problem' in tcp || !peer.tls) return tcp;
  return orPlain(startTls(tcp.value, peer, deadline), tcp.value, peer);
}

/** Whether what is written to a connection with this other end can be read on a wire: the end is not this computer. */
export function leavesThisComputer(remoteAddress = ''): boolean {
  const address = plainAddress(remoteAddress);
  if (address === undefined) return true;
  return addressKind(address) !== 'loopback' && !ownAddresses().some((own) => own.address === address);
}
