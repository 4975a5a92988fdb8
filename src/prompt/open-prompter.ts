import type { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { paint } from '../system/colour.ts';
import type { Terminal } from '../system/terminal.ts';
import type { Prompter } from './prompter.ts';

export interface PrompterOptions {
  readonly terminal: Terminal;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly noInput?: boolean;
  /** Standard input was already used for the password or the answers file. */
  readonly stdinTaken?: boolean;
  readonly yes?: boolean;
  readonly print: (text: string) => void;
}

/**
 * Creates the prompter for this run. A terminal that cannot show the questions (both outputs redirected) gives no
 * answers. Loads only the code that is needed, and does not touch process.stdin when nothing is read.
 */
export async function openPrompter(options: PrompterOptions): Promise<Prompter> {
  const { terminal, env, yes = false, print } = options;
  const output = terminal.stderr ? process.stderr : terminal.stdout ? process.stdout : undefined;
  if (options.noInput || options.stdinTaken || (terminal.stdin && !output)) {
    return (await import('./prompter.ts')).createSilentPrompter();
  }
  if (terminal.stdin && output) {
    const { createTerminalPrompter } = await import('./terminal-prompter.ts');
    const { columns, unicode } = terminal;
    return createTerminalPrompter({
      input: process.stdin as ReadStream,
      output,
      paint: await paint(output, env),
      unicode,
      columns,
      escapes: env.TERM !== 'dumb',
    });
  }
  const [{ createPipedPrompter }, { readLines }] = await Promise.all([
    import('./piped-prompter.ts'),
    import('./answer-lines.ts'),
  ]);
  return createPipedPrompter({ lines: readLines(process.stdin as Readable), yes, print });
}
