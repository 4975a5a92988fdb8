import { ExposeError } from '../errors.ts';
import type { CommandContext, CommonFlags } from './context.ts';

export async function certCreate(
  _context: CommandContext,
  _args: string[],
  _flags: CommonFlags,
): Promise<number> {
  throw new ExposeError('internal', 'not built yet');
}
