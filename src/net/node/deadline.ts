import type { NetworkTrouble, Phase } from '../errors.ts';

/** One time limit over everything that an answer takes: connecting, handshake, headers and body. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** How it ended: the time was up, or the caller closed. */
  trouble(phase: Phase): NetworkTrouble;
  /** To be called at the end, or the timer keeps the process alive. */
  clear(): void;
}

/** Starts the clock. `closing` ends it early. */
export function startDeadline(ms: number, closing?: AbortSignal): Deadline {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, ms);
  if (closing?.aborted) end();
  closing?.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    trouble: (phase) =>
      closing?.aborted
        ? { kind: 'closed', text: 'closed by ourselves', phase }
        : { kind: 'timeout', text: `${ms / 1000} s`, phase },
    clear() {
      clearTimeout(timer);
      closing?.removeEventListener('abort', end);
    },
  };
}

/**
 * Waits for the first call of `settle`; when the deadline comes first, `cancel` ends the work and the trouble is a
 * timeout in that phase.
 */
export function within<T>(
  deadline: Deadline,
  phase: () => Phase,
  work: (settle: (reply: { value: T } | { trouble: NetworkTrouble }) => void) => () => void,
): Promise<{ value: T } | { trouble: NetworkTrouble }> {
  return new Promise((resolve) => {
    const { signal } = deadline;
    if (signal.aborted) {
      resolve({ trouble: deadline.trouble(phase()) });
      return;
    }
    const late = () => {
      resolve({ trouble: deadline.trouble(phase()) });
      cancel();
    };
    signal.addEventListener('abort', late, { once: true });
    const cancel = work((reply) => {
      signal.removeEventListener('abort', late);
      resolve(reply);
    });
  });
}
