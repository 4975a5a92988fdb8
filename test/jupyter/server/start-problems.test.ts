import { expect, it } from 'vitest';
import { findStartProblem } from '../../../src/jupyter/server/start-problems.ts';

/** Last lines of servers that ended, as they printed them. */
const LOGS: readonly [what: string, log: string, id: string, named: string | undefined][] = [
  [
    'a data directory of root, Notebook 6.4',
    "KeyError: 'runtime_dir'\nPermissionError: [Errno 13] Permission denied: '/home/min/.local/share/jupyter/runtime'",
    'no-permission',
    '/home/min/.local/share/jupyter/runtime',
  ],
  [
    'a closed ~/.ipython, Notebook 7',
    "Traceback (most recent call last):\nPermissionError: [Errno 13] Permission denied: '/home/min/.ipython/nbextensions'",
    'no-permission',
    '/home/min/.ipython/nbextensions',
  ],
  [
    'a file where the runtime directory should be',
    "OSError: '/home/min/.local/share/jupyter/runtime' exists but is not a directory",
    'not-a-directory',
    '/home/min/.local/share/jupyter/runtime',
  ],
  [
    'a file among the parents',
    "NotADirectoryError: [Errno 20] Not a directory: '/home/min/.local/share/jupyter'",
    'not-a-directory',
    '/home/min/.local/share/jupyter',
  ],
  ['a full disk', 'OSError: [Errno 28] No space left on device', 'disk-full', undefined],
  [
    'a file system that is read-only',
    "OSError: [Errno 30] Read-only file system: '/home/min/.local'",
    'read-only',
    '/home/min/.local',
  ],
  ['a port below 1024', 'PermissionError: [Errno 13] Permission denied', 'port-privileged', undefined],
];

it.each(LOGS)('%s', (_what, log, id, named) => {
  expect(findStartProblem(log)).toMatchObject({ id, what: named });
});
