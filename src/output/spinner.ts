import { asShown } from './display.ts';
import { cut } from './layout.ts';

/** Milliseconds before the spinner appears. */
const DELAY_MS = 300;

const FRAME = 120;

const FRAMES = { unicode: ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'], ascii: ['|', '/', '-', '\\'] };

const WIPE_LINE = '\r\u001b[K';

interface SpinnerOptions {
  readonly stream: { write(text: string): unknown };
  /** True when the stream is a terminal that supports escape sequences. Otherwise the text is one plain line. */
  readonly terminal: boolean;
  readonly unicode: boolean;
  /** The terminal's width: a wrapped line could not be erased. */
  readonly columns?: number;
  readonly delay?: number;
}

export interface Spinner {
  /** Clears the line for other output; the spinner reappears below it. */
  wipe(): void;
  /** Stops and erases the spinner. */
  stop(): void;
}

/** Shows what the program is waiting for if it takes long. */
export function startSpinner(text: string, options: SpinnerOptions): Spinner {
  const { stream, terminal, unicode, columns = 80, delay = DELAY_MS } = options;
  const frames = unicode ? FRAMES.unicode : FRAMES.ascii;
  const words = asShown(text);
  const shown = terminal ? cut(words, columns - 3) : words;
  let turning: NodeJS.Timeout | undefined;
  let frame = 0;
  const draw = () => {
    stream.write(`${WIPE_LINE}${frames[frame % frames.length]} ${shown}`);
    frame += 1;
  };
  const timer = setTimeout(() => {
    if (!terminal) {
      stream.write(`${shown}\n`);
      return;
    }
    draw();
    turning = setInterval(draw, FRAME);
  }, delay);
  const wipe = () => void (turning && stream.write(WIPE_LINE));
  return {
    wipe,
    stop() {
      clearTimeout(timer);
      clearInterval(turning);
      wipe();
      turning = undefined;
    },
  };
}
