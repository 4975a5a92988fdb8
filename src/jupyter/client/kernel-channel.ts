import { randomUUID } from 'node:crypto';
import type { TextSocket } from '../../net/web-socket.ts';
import { lookForDeath, parse, record } from './kernel.ts';
import type { Visit } from './session.ts';
import type { KernelChannel, Reply, Trouble } from './types.ts';

/** The version of the messaging protocol that every supported kernel knows. */
const PROTOCOL = '5.3';

/** The name under which the expression comes back with `execute_reply`. */
const EXPRESSION = 'value';

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

interface OutgoingMessage {
  readonly id: string;
  readonly text: string;
}

/** What a message from a kernel means for one evaluation. */
type Meaning =
  | { readonly kind: 'ready' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'died'; readonly text: string };

function kernelInfoRequest(session: string): OutgoingMessage {
  return message(session, 'kernel_info_request', {});
}

function executeRequest(session: string, code: string): OutgoingMessage {
  return message(session, 'execute_request', {
    code,
    silent: false,
    store_history: false,
    user_expressions: { [EXPRESSION]: code },
    allow_stdin: false,
    stop_on_error: true,
  });
}

function message(session: string, type: string, content: object): OutgoingMessage {
  const id = randomUUID();
  const header = {
    msg_id: id,
    username: '',
    session,
    date: new Date().toISOString(),
    msg_type: type,
    version: PROTOCOL,
  };
  const whole = { header, parent_header: {}, metadata: {}, content, channel: 'shell', buffers: [] };
  return { id, text: JSON.stringify(whole) };
}

/** Reads what a kernel says, when it answers one of our messages or tells of its end; undefined for the rest. */
function understand(text: string, asked: ReadonlySet<string>): Meaning | undefined {
  const { header, parent_header: parent, content } = record(parse(text));
  const type = record(header).msg_type;
  const {
    execution_state: state,
    status,
    user_expressions: expressions,
    data,
    ename,
    evalue,
  } = record(content);
  if (type === 'status' && (state === 'dead' || state === 'restarting')) return { kind: 'died', text: state };
  if (!asked.has(String(record(parent).msg_id))) return undefined;
  if (type === 'kernel_info_reply') return { kind: 'ready' };
  if (type === 'execute_result') return valueIn(data);
  if (type === 'error' || (type === 'execute_reply' && status === 'error')) return failure(ename, evalue);
  if (type !== 'execute_reply') return undefined;
  const value = record(record(expressions)[EXPRESSION]);
  return value.status === 'error' ? failure(value.ename, value.evalue) : valueIn(value.data);
}

function valueIn(data: unknown): Meaning | undefined {
  const text = record(data)['text/plain'];
  return typeof text === 'string' ? { kind: 'value', text } : undefined;
}

function failure(name: unknown, value: unknown): Meaning {
  return { kind: 'error', text: `${name}: ${value}`.slice(0, 200) };
}
