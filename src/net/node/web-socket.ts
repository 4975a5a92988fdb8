import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { type NetworkReply, networkProblem } from '../errors.ts';
import { statusProblem } from '../http.ts';
import type { TextSocket, WebSocketQuestion } from '../network.ts';
import { type Deadline, withDeadline, within } from './deadline.ts';
import { openConnection, readBody, received } from './http.ts';

/** What one message may weigh: what a kernel says about 1+1 is far below. */
const MESSAGE_LIMIT_BYTES = 1024 * 1024;
/** How long a polite goodbye may take. */
const GOODBYE_MS = 500;

/** Network.openWebSocket. */
export function openWebSocket(question: WebSocketQuestion): Promise<NetworkReply<TextSocket>> {
  return withDeadline(question, async (deadline) => {
    const connection = await openConnection(question.peer, deadline);
    return 'problem' in connection ? connection : upgrade(connection.value, question, deadline);
  });
}

async function upgrade(
  connection: Duplex,
  { url, headers }: WebSocketQuestion,
  deadline: Deadline,
): Promise<NetworkReply<TextSocket>> {
  const { WebSocket } = await import('ws');
  return within(
    deadline,
    () => 'websocket',
    (settle) => {
      const socket = new WebSocket(url, {
        // The connection is made and judged already; ws would make one of its own.
        createConnection: () => connection,
        headers,
        followRedirects: false,
        maxPayload: MESSAGE_LIMIT_BYTES,
      });
      const open = textSocket(socket);
      socket.on('error', (error: NodeJS.ErrnoException) => {
        const problem = networkProblem(error, 'websocket');
        const isForeign = problem.kind === 'closed' && /^(Invalid|Server sent)/.test(error.message);
        settle({ problem: isForeign ? { ...problem, kind: 'not-http' } : problem });
      });
      socket.once('open', () => settle({ value: open }));
      socket.once('unexpected-response', (request, response: IncomingMessage) => {
        const reject = (text: string) => settle({ problem: statusProblem(received(response, text)) });
        readBody(response)
          .then(reject, () => reject(''))
          .finally(() => {
            request.destroy();
            // Nobody else closes a connection that was made for ws: it would keep the process alive.
            connection.destroy();
          });
      });
      return () => socket.terminate();
    },
  );
}

function textSocket(socket: WebSocket): TextSocket {
  const closed = new Promise<string>((resolve) => {
    socket.once('close', (code: number, reason: Buffer) => resolve(`${code} ${reason}`.trim()));
  });
  return {
    closed,
    send(text) {
      // Said into a socket that closes meanwhile: `closed` tells, not an exception.
      socket.send(text, () => {});
    },
    listen(onText) {
      socket.on('message', (data: RawData, isBinary: boolean) => {
        if (!isBinary) onText(data.toString());
      });
    },
    close() {
      socket.close(1000);
      const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
      void closed.then(() => clearTimeout(timer));
    },
  };
}
