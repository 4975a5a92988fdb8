import fs from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { isatty, ReadStream } from 'node:tty';
import { promisify } from 'node:util';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/** Larger than anything that is passed through a pipe; keeps an endless writer from exhausting memory. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Not defined on Windows, whose named pipes are opened without waiting. */
const NONBLOCK = fs.constants.O_NONBLOCK ?? 0;

const openFile = promisify(fs.open);

/**
 * All bytes of a named pipe, a `<(…)` of the shell, a terminal or another device. Waits for a writer in the event
 * loop: an open(2) that waits would keep the process from ending, also on a signal. Throws the system's errors, and
 * ExposeError('answer') for a writer that does not end.
 */
export async function readStream(file: string): Promise<Uint8Array> {
  const stream = await openStream(file);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new ExposeError('answer', t().system.tooLong(file, MAX_BYTES));
  }
  return Buffer.concat(chunks);
}

async function openStream(file: string): Promise<Readable> {
  const fd = await openFile(file, fs.constants.O_RDONLY | NONBLOCK);
  if (isatty(fd)) return new ReadStream(fd);
  if (fs.fstatSync(fd).isFIFO()) return new Socket({ fd, readable: true, writable: false });
  return fs.createReadStream(file, { fd });
}
