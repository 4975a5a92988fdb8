import { escapeControl } from './strip-control.ts';

/** Standard output, which carries the result of a command. */
export interface StandardOutput {
  /** Prints the one document of --json. False, and nothing is printed, if there already was one. */
  printDocument(value: unknown): boolean;
  /** Settles when everything is written, with whether anything was lost. */
  flush(): Promise<boolean>;
}

/** Watches the stream; `report` is called once if it takes no more, but not for a reader that has gone (`| head`). */
export function watchStandardOutput(
  stream: NodeJS.WritableStream,
  report: (error: NodeJS.ErrnoException) => void,
): StandardOutput {
  let hasDocument = false;
  let isLost = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (isLost || error.code === 'EPIPE') return;
    isLost = true;
    report(error);
  });
  return {
    printDocument(value) {
      if (hasDocument) return false;
      hasDocument = true;
      stream.write(`${escapeControl(JSON.stringify(value, bigAsText, 2))}\n`);
      return true;
    },
    async flush() {
      // Errors arrive after the callback of the write.
      await new Promise((resolve) => stream.write('', () => setImmediate(resolve)));
      return isLost;
    },
  };
}

/** Integers beyond 2^53 as strings: most JSON readers would lose their last digits. */
function bigAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
