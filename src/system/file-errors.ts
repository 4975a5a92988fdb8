import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { codeOf } from './disk.ts';

export type Operation = 'read' | 'write';

interface Sentence {
  readonly fact: string;
  readonly hint: string;
}

function notAllowed(path: string, operation: Operation): Sentence {
  const s = t().system.notAllowed;
  return { fact: s[operation](path), hint: s.hint(path) };
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
