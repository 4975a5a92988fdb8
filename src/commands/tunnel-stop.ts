import { ExposeError } from '../errors.ts';
import type { CommandContext } from './context.ts';

export async function tunnelStop(_context: CommandContext): Promise<number> {
  throw new ExposeError('internal', 'not built');
}
