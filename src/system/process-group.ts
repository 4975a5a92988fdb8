import type { ChildProcess } from 'node:child_process';

/**
 * Children lead their own process groups: their own children end with them, and Ctrl-C on the terminal reaches only
 * this process, which then decides how to end them.
 */
type Child = Pick<ChildProcess, 'pid' | 'kill' | 'once'>;

const running = new Set<Child>();

/** Tracks the child until it exits, so that it does not outlive this process. */
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

/** Signals the whole group, or only the child where there are no groups (Windows). */
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
