import type { Readable } from 'node:stream';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/** More than any password or answers file needs; without a limit an endless writer would fill the memory. */
const MOST_BYTES = 1024 * 1024;

/** Everything that comes on a stream, to its end. Throws ExposeError('answer') when it is too much or unreadable. */
export async function readAll(input: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of input) {
      const buffer = Buffer.from(chunk);
      chunks.push(buffer);
      bytes += buffer.length;
      if (bytes > MOST_BYTES) break;
    }
  } catch (error) {
    throw new ExposeError(
      'answer',
      t().wizard.inputUnreadable(error instanceof Error ? error.message : String(error)),
    );
  }
  if (bytes > MOST_BYTES) throw new ExposeError('answer', t().wizard.inputTooLong(MOST_BYTES));
  return Buffer.concat(chunks);
}

/** Bytes as text, without a byte order mark. Throws ExposeError('answer') when they are not UTF-8. `place` names them. */
export function decodeText(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ExposeError('answer', t().wizard.notUtf8(place), t().wizard.lineNotUtf8Hint);
  }
}
