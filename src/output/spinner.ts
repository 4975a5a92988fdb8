import { readTerminal } from '../system/terminal.ts';
import type { CommandContext } from './output.ts';

/** Shorter waits need no word. Milliseconds. */
const PATIENCE = 300;

const FRAME = 120;

const FRAMES = { unicode: ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'], ascii: ['|', '/', '-', '\\'] };

const WIPE_LINE = '\r\u001b[K';

interface SpinnerOptions {
  readonly stream: { write(text: string): unknown };
  /** Is the stream a terminal that understands escapes? Elsewhere the text is one plain line. */
  readonly terminal: boolean;
  readonly unicode: boolean;
  readonly patience?: number;
}

/** Says what is being waited for once that takes long; the function it returns ends it and wipes it away. */
export function startSpinner(text: string, options: SpinnerOptions): () => void {
  const { stream, terminal, unicode, patience = PATIENCE } = options;
  const frames = unicode ? FRAMES.unicode : FRAMES.ascii;
  let turning: NodeJS.Timeout | undefined;
  let frame = 0;
  const draw = () => {
    stream.write(`${WIPE_LINE}${frames[frame % frames.length]} ${text}`);
    frame += 1;
  };
  const waiting = setTimeout(() => {
    if (!terminal) {
      stream.write(`${text}\n`);
      return;
    }
    draw();
    turning = setInterval(draw, FRAME);
  }, patience);
  return () => {
    clearTimeout(waiting);
    if (!turning) return;
    clearInterval(turning);
    turning = undefined;
    stream.write(WIPE_LINE);
  };
}

/** Does some work while a spinner turns. */
async function whileWaiting<T>(text: string, options: SpinnerOptions, work: () => Promise<T>): Promise<T> {
  const stop = startSpinner(text, options);
  try {
    return await work();
  } finally {
    stop();
  }
}

/** Does some work; says what is being waited for once that takes long. */
export async function waiting<T>(
  { talk, system }: CommandContext,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  if (talk.quiet) return work();
  const { stderr, unicode, columns } = readTerminal(system.env);
  const terminal = stderr && system.env.TERM !== 'dumb';
  // A line that the terminal wraps could not be wiped away.
  const { cut } = await import('./layout.ts');
  const shown = terminal ? cut(text, columns - 3) : text;
  return whileWaiting(shown, { stream: process.stderr, terminal, unicode }, work);
}
