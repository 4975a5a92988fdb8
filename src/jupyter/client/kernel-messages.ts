import { randomUUID } from 'node:crypto';
import { parse, record } from './kernel.ts';

/** The version of the messaging protocol that every supported kernel knows. */
const PROTOCOL = '5.3';
/** The name under which the expression comes back with `execute_reply`. */
const EXPRESSION = 'value';

export interface OutgoingMessage {
  readonly id: string;
  readonly text: string;
}

/** What a message from a kernel means for one evaluation. */
export type Meaning =
  | { readonly kind: 'ready' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'died'; readonly text: string };

export function kernelInfoRequest(session: string): OutgoingMessage {
  return message(session, 'kernel_info_request', {});
}

export function executeRequest(session: string, code: string): OutgoingMessage {
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
export function understand(text: string, asked: ReadonlySet<string>): Meaning | undefined {
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
