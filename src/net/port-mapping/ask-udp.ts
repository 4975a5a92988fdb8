import { createSocket } from 'node:dgram';

/** NAT-PMP and PCP. */
const PORT = 5351;
/** Milliseconds from one try to the next; RFC 6886 doubles them, and would wait for a minute. */
const PAUSES_MS = [250, 500, 1000, 1000];

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
