import type { NetworkProblem, NetworkReply, Phase } from '../errors.ts';
import type { Question } from '../http.ts';

/** One time limit over everything that an answer takes: connecting, handshake, headers and body. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** How it ended: the time was up, or the caller closed. */
  problem(phase: Phase): NetworkProblem;
  /** Stops the timer, which would keep the process alive. */
  clear(): void;
}

/** Starts the clock. `closing` ends it early. */
function startDeadline(ms: number, closing?: AbortSignal): Deadline {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, ms);
  if (closing?.aborted) end();
  closing?.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    problem: (phase) =>
      closing?.aborted
        ? { kind: 'closed', text: 'closed by ourselves', phase }
        : { kind: 'timeout', text: `${ms / 1000} s`, phase },
    clear() {
      clearTimeout(timer);
      closing?.removeEventListener('abort', end);
    },
  };
}

/** Does the work within one time limit. */
export async function withDeadline<T>(
  { timeout, closing }: Pick<Question, 'timeout' | 'closing'>,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(timeout, closing);
  try {
    return await work(deadline);
  } finally {
    deadline.clear();
  }
}

/**
 * Waits for the first call of `settle`; when the deadline comes first, `cancel` ends the work and the trouble is a
 * timeout in that phase.
 */
export function within<T>(
  deadline: Deadline,
  phase: () => Phase,
  work: (settle: (reply: NetworkReply<T>) => void) => () => void,
): Promise<NetworkReply<T>> {
  return new Promise((resolve) => {
    const { signal } = deadline;
    if (signal.aborted) {
      resolve({ problem: deadline.problem(phase()) });
      return;
    }
    const late = () => {
      resolve({ problem: deadline.problem(phase()) });
      cancel();
    };
    signal.addEventListener('abort', late, { once: true });
    const cancel = work((reply) => {
      signal.removeEventListener('abort', late);
      resolve(reply);
    });
  });
}
