import { readTerminal } from '../system/terminal.ts';
import { whileWaiting } from '../wizard/spinner.ts';
import type { CommandContext } from './context.ts';

/** Does some work; says what is being waited for once that takes long. */
export function waiting<T>(
  { talk, system }: CommandContext,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  if (talk.quiet) return work();
  const { stderr, unicode } = readTerminal(system.env);
  const terminal = stderr && system.env.TERM !== 'dumb';
  return whileWaiting(text, { stream: process.stderr, terminal, unicode }, work);
}
