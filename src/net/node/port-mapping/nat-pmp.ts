import { createSocket } from 'node:dgram';

/** NAT-PMP and PCP. */
const PORT = 5351;

/** Milliseconds from one try to the next; RFC 6886 doubles them, and would wait for a minute. */
const PAUSES_MS = [250, 500, 1000, 1000];

/** RFC 6886. */
type NatPmpReply<T> = T | { readonly refused: number };

const OPCODE_ADDRESS = 0;

const OPCODE_TCP = 2;

export interface NatPmpGateway {
  readonly gateway: string;
  readonly ownAddress: string;
  readonly signal?: AbortSignal | undefined;
}

/** Its outer address; undefined: it does not speak NAT-PMP. */
export function natPmpAddress({
  gateway,
  ownAddress,
  signal,
}: NatPmpGateway): Promise<NatPmpReply<{ readonly address: string }> | undefined> {
  const read = (answer: Uint8Array) => {
    const view = head(answer, OPCODE_ADDRESS, 8);
    if (view === undefined) return undefined;
    const refused = view.getUint16(2);
    if (refused !== 0) return { refused };
    return answer.length < 12 ? undefined : { address: answer.subarray(8, 12).join('.') };
  };
  return askUdp(gateway, ownAddress, Uint8Array.of(0, OPCODE_ADDRESS), read, signal);
}

/** Asks for a TCP port; a lease of 0 gives it back (the outer port is 0 then, as the RFC wants). */
export function natPmpMap(
  { gateway, ownAddress, signal }: NatPmpGateway,
  want: { readonly internalPort: number; readonly externalPort: number; readonly lease: number },
): Promise<NatPmpReply<{ readonly externalPort: number; readonly lease: number }> | undefined> {
  const question = new Uint8Array(12);
  const out = new DataView(question.buffer);
  out.setUint8(1, OPCODE_TCP);
  out.setUint16(4, want.internalPort);
  out.setUint16(6, want.lease === 0 ? 0 : want.externalPort);
  out.setUint32(8, want.lease);
  const read = (answer: Uint8Array) => {
    const view = head(answer, OPCODE_TCP, 4);
    if (view === undefined) return undefined;
    const refused = view.getUint16(2);
    if (refused !== 0) return { refused };
    if (answer.length < 16 || view.getUint16(8) !== want.internalPort) return undefined;
    return { externalPort: view.getUint16(10), lease: view.getUint32(12) };
  };
  return askUdp(gateway, ownAddress, question, read, signal);
}

/** Version 0 and the opcode of an answer; a PCP server may say that it wants another version, which is no answer here. */
function head(answer: Uint8Array, opcode: number, shortest: number): DataView | undefined {
  if (answer.length < shortest || answer[0] !== 0 || answer[1] !== 128 + opcode) return undefined;
  return new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
}

/**
 * Asks the gateway and waits for what `read` takes for an answer. The socket is connected: the system hands over only what comes
 * from the gateway's own address and port, and tells at once when nothing listens there. Undefined: that, or it is silent.
 */
export async function askUdp<T>(
  gateway: string,
  ownAddress: string,
  question: Uint8Array,
  read: (answer: Uint8Array) => T | undefined,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const socket = createSocket('udp4');
  try {
    return await new Promise<T | undefined>((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      let turn = 0;
      let isOver = false;
      const done = (value: T | undefined) => {
        isOver = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
        resolve(value);
      };
      const stop = () => done(undefined);
      const next = () => {
        const pause = PAUSES_MS[turn++];
        if (pause === undefined) return stop();
        socket.send(question, () => undefined);
        timer = setTimeout(next, pause);
      };
      signal?.addEventListener('abort', stop, { once: true });
      socket.on('error', stop); // also: port unreachable
      socket.on('message', (message) => {
        const value = read(message);
        if (value !== undefined) done(value);
      });
      if (signal?.aborted) return stop();
      socket.bind(0, ownAddress, () => {
        if (!isOver) socket.connect(PORT, gateway, (error?: Error) => (error || isOver ? stop() : next()));
      });
    });
  } finally {
    socket.close();
  }
}
