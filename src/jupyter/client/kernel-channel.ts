import { randomUUID } from 'node:crypto';
import { parseJson, record } from '../../json.ts';
import type { TextSocket } from '../../net/network.ts';
import type { HttpClient } from './http-client.ts';
import { findKernelDeath } from './kernel.ts';
import type { KernelChannel, Problem, Reply } from './types.ts';

/** The version of the messaging protocol that every supported kernel knows. */
const PROTOCOL = '5.3';

/** The name under which `execute_reply` returns the expression's value. */
const EXPRESSION = 'value';

/** Opens the WebSocket that a page uses to talk to its kernel. */
export async function openKernel(http: HttpClient, id: string): Promise<Reply<KernelChannel>> {
  const session = randomUUID();
  const opened = await http.openWebSocket(`api/kernels/${id}/channels?session_id=${session}`);
  if ('problem' in opened) return opened;
  const socket = opened.value;
  return {
    value: {
      evaluate: (code) => evaluate({ http, id, session, socket }, code),
      close: () => socket.close(),
    },
  };
}

interface Connection {
  readonly http: HttpClient;
  readonly id: string;
  readonly session: string;
  readonly socket: TextSocket;
}

/** Repeats kernel_info requests until the kernel replies, then has it run the code. */
function evaluate({ http, id, session, socket }: Connection, code: string): Promise<Reply<string>> {
  const { evaluateMs, askAgainMs, aliveMs } = http.limits;
  return new Promise((resolve) => {
    const sent = new Set<string>();
    let isReady = false;
    const timers: NodeJS.Timeout[] = [];
    const end = (reply: Reply<string>) => {
      for (const timer of timers) clearInterval(timer);
      resolve(reply);
    };
    const fail = (problem: Problem) => end({ problem });
    const send = ({ id: messageId, text }: OutgoingMessage) => {
      sent.add(messageId);
      socket.send(text);
    };
    const requestInfo = () => {
      if (!isReady) send(kernelInfoRequest(session));
    };
    const checkAlive = async () => {
      const death = await findKernelDeath(http, id);
      if (death !== undefined) fail(death);
    };
    socket.listen((text) => {
      const meaning = interpret(text, sent);
      if (meaning?.kind === 'value') end({ value: meaning.text });
      else if (meaning?.kind === 'error') fail({ kind: 'kernel-error', text: meaning.text });
      else if (meaning?.kind === 'died') fail({ kind: 'kernel-died', text: meaning.text });
      else if (meaning?.kind === 'ready' && !isReady) {
        isReady = true;
        send(executeRequest(session, code));
      }
    });
    void socket.closed.then(async (text) => {
      fail((await findKernelDeath(http, id)) ?? { kind: 'closed', text, phase: 'websocket' });
    });
    const silent: Problem = { kind: 'kernel-silent', text: `${evaluateMs / 1000} s` };
    timers.push(setTimeout(() => fail(silent), evaluateMs));
    timers.push(
      setInterval(requestInfo, askAgainMs),
      setInterval(() => void checkAlive(), aliveMs),
    );
    requestInfo();
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

/** Interprets a kernel's message that answers one of ours or reports the kernel's end; undefined for any other. */
function interpret(text: string, sent: ReadonlySet<string>): Meaning | undefined {
  const { header, parent_header: parent, content } = record(parseJson(text));
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
  if (!sent.has(String(record(parent).msg_id))) return undefined;
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
