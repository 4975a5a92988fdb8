import { cut } from './layout.ts';

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
  /** How wide the terminal is: a line that it wraps could not be wiped away. */
  readonly columns?: number;
  readonly patience?: number;
}

export interface Spinner {
  /** Makes room for a line of something else; the spinner comes back below it. */
  wipe(): void;
  /** Ends it and wipes it away. */
  stop(): void;
}

/** Says what is being waited for once that takes long. */
export function startSpinner(text: string, options: SpinnerOptions): Spinner {
  const { stream, terminal, unicode, columns = 80, patience = PATIENCE } = options;
  const frames = unicode ? FRAMES.unicode : FRAMES.ascii;
  const shown = terminal ? cut(text, columns - 3) : text;
  let turning: NodeJS.Timeout | undefined;
  let frame = 0;
  const draw = () => {
    stream.write(`${WIPE_LINE}${frames[frame % frames.length]} ${shown}`);
    frame += 1;
  };
  const waiting = setTimeout(() => {
    if (!terminal) {
      stream.write(`${shown}\n`);
      return;
    }
    draw();
    turning = setInterval(draw, FRAME);
  }, patience);
  const wipe = () => void (turning && stream.write(WIPE_LINE));
  return {
    wipe,
    stop() {
      clearTimeout(waiting);
      clearInterval(turning);
      wipe();
      turning = undefined;
    },
  };
}
