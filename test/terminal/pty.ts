import { spawn } from '@lydell/node-pty';
import { Screen } from './screen.ts';

const KEYS = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  backspace: '\u007f',
  'ctrl-c': '\u0003',
  'ctrl-d': '\u0004',
  'ctrl-t': '\u0014',
} as const;

export interface TerminalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly columns?: number;
  readonly rows?: number;
  /** The timeout of `see` and `exit`, in milliseconds. */
  readonly patience?: number;
}

/** A program in a pseudo-terminal, driven as by a user. */
export interface TerminalRun {
  /** Waits until the text is on the screen, `times` times. On a timeout, throws with the screen. */
  see(text: string, times?: number): Promise<void>;
  /** Types a text, all at once. */
  type(text: string): void;
  press(...keys: (keyof typeof KEYS)[]): void;
  /** Waits for the prompt on the screen, then types a text and presses Enter. */
  answer(prompt: string, text: string): Promise<void>;
  /** The screen as lines of text, without escapes. */
  screen(): string;
  /** The whole output, with escapes. */
  raw(): string;
  cursorVisible(): boolean;
  /** Waits for the exit code; 128 + signal number if a signal ended the program. */
  exit(): Promise<number>;
  /** Kills the program if it still runs. */
  stop(): void;
}

/** Starts a command in a pseudo-terminal. Its environment is only `env`, with PATH and a plain TERM. */
export function runInTerminal(
  command: string,
  args: readonly string[],
  options: TerminalOptions = {},
): TerminalRun {
  const { env = {}, cwd = process.cwd(), columns = 80, rows = 40, patience = 20_000 } = options;
  const screen = new Screen(columns);
  const child = spawn(command, [...args], {
    // node-pty also sets TERM to this name, whatever the environment says.
    name: env.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    // Most tests do not depend on whether this machine has a router.
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', JUPYTER_EXPOSE_ROUTER: 'leave', ...env },
  });
  drainBeforeEnd(child);
  let raw = '';
  let ended: number | undefined;
  let onNews: () => void = () => {};
  child.onData((data) => {
    raw += data;
    screen.write(data);
    onNews();
  });
  child.onExit(({ exitCode, signal }) => {
    ended = signal ? 128 + signal : exitCode;
    onNews();
  });

  async function until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + patience;
    while (!isSo()) {
      const left = deadline - Date.now();
      const news = left > 0 && (await newsWithin(left));
      if (!news && !isSo()) throw new Error(`Waited in vain for ${what}. The screen:\n${screen.text()}`);
    }
  }

  function newsWithin(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds, false);
      onNews = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  const run: TerminalRun = {
    see: (text, times = 1) => until(`“${text}”`, () => screen.text().split(text).length > times),
    type: (text) => child.write(text),
    press: (...keys) => {
      for (const key of keys) child.write(KEYS[key]);
    },
    async answer(prompt, text) {
      await run.see(prompt);
      child.write(text + KEYS.enter);
    },
    screen: () => screen.text(),
    raw: () => raw,
    cursorVisible: () => screen.cursorVisible,
    async exit() {
      await until('the end', () => ended !== undefined);
      return ended ?? -1;
    },
    stop: () => {
      if (ended === undefined) child.kill('SIGKILL');
    },
  };
  return run;
}

/**
 * node-pty closes its socket 200 ms after the program's end, read or not. Where the event loop was held up for so long,
 * its timer comes before the last output: one more turn of the loop reads that first.
 */
function drainBeforeEnd(child: object): void {
  const { _socket: socket } = child as { _socket?: { destroy(): unknown } };
  if (socket === undefined) throw new Error('node-pty has changed: it keeps its socket elsewhere.');
  const destroy = socket.destroy.bind(socket);
  socket.destroy = () => setTimeout(() => setImmediate(destroy), 50);
}
