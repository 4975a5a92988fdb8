import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';

const ENTER = /[\r\n]/;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACES = new Set(['\u007f', '\b']);

/** Lines typed at a terminal that understands no escapes. */
export interface TypedLines {
  /**
   * Shows the prompt and takes the next line; undefined for Ctrl-C, Ctrl-D or the end. The terminal does not
   * echo a hidden one: it is told before the prompt invites to type.
   */
  next(prompt: string, hidden: boolean): Promise<string | undefined>;
}

/** Reads lines as they are typed; the terminal itself edits and echoes those that are not hidden. */
export function readTypedLines(input: ReadStream, output: NodeJS.WritableStream): TypedLines {
  const decoder = new StringDecoder('utf8');
  let waiting = '';

  return {
    next: (prompt, hidden) =>
      new Promise((resolve) => {
        let line: string[] = [];
        const finish = (answer: string | undefined) => {
          input.off('data', onData).off('end', onEnd).pause();
          if (hidden) input.setRawMode(false);
          resolve(answer);
        };
        const onEnd = () => finish(undefined);
        const onData = (data: Buffer) => {
          waiting += decoder.write(data);
          const letters = Array.from(waiting);
          waiting = '';
          for (const [at, letter] of letters.entries()) {
            if (letter === CTRL_C || (letter === CTRL_D && line.length === 0)) return finish(undefined);
            if (ENTER.test(letter)) {
              waiting = letters.slice(at + 1).join('');
              return finish(line.join(''));
            }
            if (hidden && BACKSPACES.has(letter)) line = line.slice(0, -1);
            else line.push(letter);
          }
        };
        if (hidden) input.setRawMode(true);
        output.write(prompt);
        input.on('data', onData).once('end', onEnd).resume();
        if (waiting !== '') onData(Buffer.alloc(0));
      }),
  };
}
