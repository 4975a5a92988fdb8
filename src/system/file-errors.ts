import { accessSync, constants, statSync } from 'node:fs';
import { parse, resolve, sep } from 'node:path';
import { ExposeError } from '../errors.ts';
import { shellQuoted } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { codeOf } from './disk.ts';

export type Operation = 'read' | 'write';

interface Sentence {
  readonly fact: string;
  readonly hint: string;
}

function notAllowed(path: string, operation: Operation): Sentence {
  const s = t().system.notAllowed;
  const closed = findClosed(path, operation);
  const hint =
    closed === undefined
      ? s.hint(path)
      : s.openHint(closed.isDirectory ? 'u+rwx' : 'u+rw', shellQuoted(closed.path));
  return { fact: s[operation](path), hint };
}

interface Closed {
  readonly path: string;
  readonly isDirectory: boolean;
}

/** What this user has closed to themselves: a directory on the way, or the file. Undefined if it is someone else's. */
function findClosed(file: string, operation: Operation): Closed | undefined {
  const whole = resolve(file);
  const { root } = parse(whole);
  const steps = whole.slice(root.length).split(sep);
  const paths = steps.map((_, at) => root + steps.slice(0, at + 1).join(sep));
  try {
    for (const path of paths) {
      const stat = statSync(path);
      const isDirectory = stat.isDirectory();
      const needed =
        path !== whole
          ? constants.X_OK
          : (operation === 'read' ? constants.R_OK : constants.W_OK) | (isDirectory ? constants.X_OK : 0);
      if (isAllowed(path, needed)) continue;
      return stat.uid === process.getuid?.() ? { path, isDirectory } : undefined;
    }
  } catch {
    // A file that does not exist yet.
  }
  return undefined;
}

function isAllowed(path: string, needed: number): boolean {
  try {
    accessSync(path, needed);
    return true;
  } catch {
    return false;
  }
}

function full(path: string): Sentence {
  return { fact: t().system.full(path), hint: t().system.fullHint };
}

/** Messages for the system's error codes. */
const SENTENCES: Record<string, (path: string, operation: Operation) => Sentence> = {
  EACCES: notAllowed,
  EPERM: notAllowed,
  ENOSPC: full,
  EDQUOT: full,
  EROFS: (path) => ({ fact: t().system.readOnly(path), hint: t().system.readOnlyHint }),
  EISDIR: (path) => ({ fact: t().system.isDirectory(path), hint: t().system.otherPathHint }),
  ENOTDIR: (path) => ({ fact: t().system.notDirectory(path), hint: t().system.otherPathHint }),
  EEXIST: (path) => ({ fact: t().system.notDirectory(path), hint: t().system.otherPathHint }),
  ELOOP: (path) => ({ fact: t().system.linkLoop(path), hint: t().system.linkLoopHint(path) }),
  ENAMETOOLONG: (path) => ({ fact: t().system.nameTooLong(path), hint: t().system.otherPathHint }),
  ENOENT: (path) => ({ fact: t().system.missing(path), hint: t().system.missingHint }),
};

/** Turns a system error into ExposeError('environment') with the path and a plain message. */
export function fileError(error: unknown, path: string, operation: Operation): unknown {
  const code = codeOf(error);
  if (error instanceof ExposeError || code === '') return error; // already reported, or a bug of ours
  const sentence = SENTENCES[code]?.(path, operation) ?? {
    fact: t().system.other[operation](path, code),
    hint: t().system.other.hint,
  };
  return new ExposeError('environment', sentence.fact, sentence.hint, { cause: error });
}
