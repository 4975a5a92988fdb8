import { ExposeError } from '../errors.ts';
import type { CommandContext, CommonFlags } from './context.ts';

export async function scheduleInstall(
  _context: CommandContext,
  _args: string[],
  _flags: CommonFlags,
): Promise<number> {
  throw new ExposeError('internal', 'not built yet');
}

export async function scheduleRemove(
  _context: CommandContext,
  _args: string[],
  _flags: CommonFlags,
): Promise<number> {
  throw new ExposeError('internal', 'not built yet');
}

export async function scheduleStatus(
  _context: CommandContext,
  _args: string[],
  _flags: CommonFlags,
): Promise<number> {
  throw new ExposeError('internal', 'not built yet');
}
