import { ExposeError } from '../errors.ts';
import type { CommandContext } from './context.ts';

export async function firewallStatus(_context: CommandContext): Promise<number> {
  throw new ExposeError('internal', 'not built');
}

export async function firewallOpen(_context: CommandContext): Promise<number> {
  throw new ExposeError('internal', 'not built');
}

export async function firewallClose(_context: CommandContext): Promise<number> {
  throw new ExposeError('internal', 'not built');
}
