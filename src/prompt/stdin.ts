import type { Readable } from 'node:stream';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { Secret } from '../system/secret.ts';

/** Larger than any password or answers file; the limit keeps an endless writer from exhausting memory. */
const MAX_BYTES = 1024 * 1024;

/** Reads a stream to its end. Throws ExposeError('answer') when it is too large or unreadable. */
export async function readAll(input: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of input) {
      const buffer = Buffer.from(chunk);
      chunks.push(buffer);
      bytes += buffer.length;
      if (bytes > MAX_BYTES) break;
    }
  } catch (error) {
    throw new ExposeError(
      'answer',
      t().prompt.inputUnreadable(error instanceof Error ? error.message : String(error)),
    );
  }
  if (bytes > MAX_BYTES) throw new ExposeError('answer', t().prompt.inputTooLong(MAX_BYTES));
  return Buffer.concat(chunks);
}

/** Decodes UTF-8, without byte order mark. Throws ExposeError('answer') for other bytes; `place` names the source. */
export function decodeText(bytes: Uint8Array, origin: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ExposeError('answer', t().prompt.notUtf8(origin), t().prompt.lineNotUtf8Hint);
  }
}

export interface PasswordSources {
  /** --password-stdin */
  readonly stdin?: boolean | undefined;
  /** --password-file PATH; also /dev/fd/3 or a pipe from the shell's <(…). */
  readonly file?: string | undefined;
  /** --answers; `-` also reads standard input. */
  readonly answers?: string | undefined;
  /** Provides JUPYTER_EXPOSE_PASSWORD_FILE. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

interface PasswordReaders {
  /** True when standard input is a terminal. */
  readonly terminal: boolean;
  /** Reads all of standard input. */
  readonly stdin: () => Promise<Uint8Array>;
  /** Reads a file's bytes, undefined when there is none: `system.files.read`. */
  readonly file: (path: string) => Promise<Uint8Array | undefined>;
}

/**
 * The password from the one source that a flag or JUPYTER_EXPOSE_PASSWORD_FILE names; undefined when none does.
 * Only one trailing line ending is removed. Throws ExposeError('usage') for sources that exclude each other,
 * ExposeError('answer') for one that cannot be read.
 */
export async function readPassword(
  sources: PasswordSources,
  readers: PasswordReaders,
): Promise<Secret | undefined> {
  const { stdin, file, answers } = sources;
  if (stdin && file !== undefined) throw exclude('--password-stdin', '--password-file');
  if (stdin && answers === '-') throw exclude('--password-stdin', '--answers -');
  if (stdin) {
    if (readers.terminal)
      throw new ExposeError('usage', t().prompt.stdinIsTerminal, t().prompt.stdinIsTerminalHint);
    return secretFrom(await readers.stdin(), t().prompt.standardInput);
  }
  const path = file ?? (sources.env.JUPYTER_EXPOSE_PASSWORD_FILE || undefined);
  if (path === undefined) return undefined;
  const bytes = await readers.file(path);
  if (!bytes) throw new ExposeError('answer', t().prompt.noPasswordFile(path));
  return secretFrom(bytes, path);
}

function secretFrom(bytes: Uint8Array, origin: string): Secret {
  return new Secret(decodeText(bytes, origin).replace(/(?:\r\n|\n|\r)$/, ''));
}

function exclude(a: string, b: string): ExposeError {
  return new ExposeError('usage', t().prompt.exclude(a, b));
}
