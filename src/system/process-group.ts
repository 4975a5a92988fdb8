import type { ChildProcess } from 'node:child_process';

/**
 * Children lead process groups of their own: what they started in turn ends with them, and a Ctrl-C on the
 * terminal reaches only us, who then decide how to end what runs.
 */
type Child = Pick<ChildProcess, 'pid' | 'kill' | 'once'>;

const running = new Set<Child>();

/** Remembers the child until it is gone, so that it does not outlive us. */
export function ownGroup<T extends Child>(child: T): T {
  if (child.pid === undefined) return child;
  if (running.size === 0) process.on('exit', endAll);
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', endAll);
  });
  return child;
}

/** Signals the whole group; where there are no groups (Windows), the child alone. */
export function endGroup(child: Child, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

function endAll(): void {
  for (const child of running) endGroup(child, 'SIGKILL');
}
