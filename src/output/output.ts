import type { Network } from '../net/network.ts';
import type { BuildUndo } from '../plan/undo-command.ts';
import { paint } from '../system/colour.ts';
import type { Interruptions } from '../system/signals.ts';
import type { System } from '../system/system.ts';
import type { Terminal } from '../system/terminal.ts';
import { type LineStyle, layOut } from './layout.ts';
import { type Spinner, startSpinner } from './spinner.ts';
import type { StandardOutput } from './standard-output.ts';
import { stripControl } from './strip-control.ts';

/**
 * The output of a command: messages on stderr, the result on stdout. On a terminal, lines wrap between words at its
 * width; in a pipe or a file a sentence stays on one line, because logs are searched.
 */
export interface Output {
  readonly isJson: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** The arrow between two items, in characters that this terminal can show. */
  readonly arrow: string;
  /** Prints a message line on stderr; silent with --quiet. */
  print(line?: string, style?: LineStyle): void;
  /** Prints a warning on stderr; silent with --quiet. */
  warn(line: string): void;
  /** Prints a line only with --verbose. */
  detail(line: string): void;
  /** Prints a line of the result on stdout; silent with --json, where the document is the result. */
  result(line?: string, style?: LineStyle): void;
  /** Prints an unbroken line to copy, below the sentence about it: as a result, with --json as a message. */
  copyable(line: string): void;
  /** Prints the single document of --json. */
  json(value: unknown): void;
  /** Runs `work` and shows what the program is waiting for if it takes long. */
  wait<T>(text: string, work: () => Promise<T>): Promise<T>;
}

interface OutputOptions {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/** The streams and the terminal that a command writes to. */
interface Screen {
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  readonly terminal: Pick<Terminal, 'stdout' | 'stderr' | 'columns' | 'unicode'>;
  readonly printDocument: StandardOutput['printDocument'];
}

interface WriteStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Creates the output on the streams of a screen. */
export async function processOutput(
  { json = false, quiet = false, verbose = false }: OutputOptions,
  env: Readonly<NodeJS.ProcessEnv>,
  { stdout, stderr, terminal, printDocument }: Screen,
): Promise<Output> {
  const [messageColours, resultColours] = await Promise.all([paint(stderr, env), paint(stdout, env)]);
  const { unicode, columns } = terminal;
  let spinner: Spinner | undefined;
  const write = (stream: WriteStream, text: string) => {
    spinner?.wipe();
    stream.write(`${stripControl(text)}\n`);
  };
  const widthOn = (isTerminal: boolean) => (isTerminal ? columns : Number.POSITIVE_INFINITY);
  const toStderr = (line: string, style?: LineStyle) =>
    write(
      stderr,
      layOut(line, { ...style, columns: widthOn(terminal.stderr), colours: messageColours, unicode }),
    );
  const toStdout = (line: string, style?: LineStyle) =>
    write(
      stdout,
      layOut(line, { ...style, columns: widthOn(terminal.stdout), colours: resultColours, unicode }),
    );
  return {
    isJson: json,
    quiet,
    verbose,
    arrow: unicode ? '→' : '->',
    print: (line = '', style) => void (quiet || toStderr(line, style)),
    warn: (line) => void (quiet || toStderr(line, { status: 'warn' })),
    detail: (line) => void (verbose && toStderr(line)),
    result: (line = '', style) => void (json || toStdout(line, style)),
    copyable(line) {
      if (!json) toStdout(line, { raw: true });
      else if (!quiet) toStderr(line, { raw: true });
    },
    json: (value) => void (json && printDocument(value)),
    async wait(text, work) {
      if (quiet) return work();
      const turns = terminal.stderr && env.TERM !== 'dumb';
      const mine = startSpinner(text, { stream: stderr, terminal: turns, columns, unicode });
      spinner = mine;
      try {
        return await work();
      } finally {
        mine.stop();
        if (spinner === mine) spinner = undefined;
      }
    },
  };
}

/** What every command receives. */
export interface CommandContext {
  readonly system: System;
  readonly network: Network;
  readonly output: Output;
  readonly interruptions: Interruptions;
  /** What rolls back recorded commands: only the features know how. */
  readonly buildUndo: BuildUndo;
}

/** The flags of every command. */
export interface CommonFlags {
  readonly lang?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}
