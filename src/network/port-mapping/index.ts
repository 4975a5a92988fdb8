import { ExposeError } from '../../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { FoundRouter, MappingEntry, PortMapping, RouterOutside } from './mapping.ts';

/** What a search may take. */
export interface SearchOptions {
  /** Milliseconds for everything together. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** What the router granted. */
export interface Granted {
  /** Seconds; 0: until the router restarts, or for ever. */
  readonly lease: number;
}

export async function findRouter(_gateway: Gateway, _options?: SearchOptions): Promise<FoundRouter> {
  throw new ExposeError('internal', 'not built');
}

export async function askOutside(_router: FoundRouter): Promise<RouterOutside> {
  throw new ExposeError('internal', 'not built');
}

export async function listMappings(_router: FoundRouter): Promise<MappingEntry[]> {
  throw new ExposeError('internal', 'not built');
}

export async function readMapping(_mapping: PortMapping): Promise<MappingEntry | 'unreadable' | undefined> {
  throw new ExposeError('internal', 'not built');
}

export async function addMapping(_mapping: PortMapping): Promise<Granted> {
  throw new ExposeError('internal', 'not built');
}

export async function removeMapping(_mapping: PortMapping): Promise<'removed' | 'absent' | 'foreign'> {
  throw new ExposeError('internal', 'not built');
}
