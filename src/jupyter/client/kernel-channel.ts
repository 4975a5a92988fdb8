import { randomUUID } from 'node:crypto';
import type { TextSocket } from '../../net/web-socket.ts';
import { lookForDeath } from './kernel.ts';
import { executeRequest, kernelInfoRequest, type OutgoingMessage, understand } from './kernel-messages.ts';
import type { Visit } from './session.ts';
import type { KernelChannel, Reply, Trouble } from './types.ts';

/** Opens the WebSocket over which a page talks to its kernel. */
export async function openKernel(visit: Visit, id: string): Promise<Reply<KernelChannel>> {
  const session = randomUUID();
  const opened = await visit.openWebSocket(`api/kernels/${id}/channels?session_id=${session}`);
  if ('trouble' in opened) return opened;
  const socket = opened.value;
  return {
    value: {
      evaluate: (code) => evaluate({ visit, id, session, socket }, code),
      close: () => socket.close(),
    },
  };
}

interface Line {
  readonly visit: Visit;
  readonly id: string;
  readonly session: string;
  readonly socket: TextSocket;
}

/** Asks whether the kernel is there until it says so, then has it run the code. */
function evaluate({ visit, id, session, socket }: Line, code: string): Promise<Reply<string>> {
  const { evaluateMs, askAgainMs, lookMs } = visit.limits;
  return new Promise((resolve) => {
    const asked = new Set<string>();
    let isReady = false;
    const timers: NodeJS.Timeout[] = [];
    const end = (reply: Reply<string>) => {
      for (const timer of timers) clearInterval(timer);
      resolve(reply);
    };
    const fail = (trouble: Trouble) => end({ trouble });
    const say = ({ id: messageId, text }: OutgoingMessage) => {
      asked.add(messageId);
      socket.send(text);
    };
    const knock = () => {
      if (!isReady) say(kernelInfoRequest(session));
    };
    const look = async () => {
      const death = await lookForDeath(visit, id);
      if (death !== undefined) fail(death);
    };
    socket.listen((text) => {
      const meaning = understand(text, asked);
      if (meaning?.kind === 'value') end({ value: meaning.text });
      else if (meaning?.kind === 'error') fail({ kind: 'kernel-error', text: meaning.text });
      else if (meaning?.kind === 'died') fail({ kind: 'kernel-died', text: meaning.text });
      else if (meaning?.kind === 'ready' && !isReady) {
        isReady = true;
        say(executeRequest(session, code));
      }
    });
    void socket.closed.then(async (text) => {
      fail((await lookForDeath(visit, id)) ?? { kind: 'closed', text, phase: 'websocket' });
    });
    const silent: Trouble = { kind: 'kernel-silent', text: `${evaluateMs / 1000} s` };
    timers.push(setTimeout(() => fail(silent), evaluateMs));
    timers.push(
      setInterval(knock, askAgainMs),
      setInterval(() => void look(), lookMs),
    );
    knock();
  });
}
