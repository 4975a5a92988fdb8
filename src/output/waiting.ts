import { readTerminal } from '../system/terminal.ts';
import type { CommandContext } from './context.ts';
import { whileWaiting } from './spinner.ts';

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
