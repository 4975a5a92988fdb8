import { RefusedError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { countLines } from './line-number.ts';
import type { Refusal } from './why.ts';

/** Throws a `RefusedError` that names the line and column of `offset` in `text`. */
export function refuse(text: string, offset: number, reason: Refusal): never {
  const { line, column } = countLines(text)(Math.min(offset, text.length));
  throw new RefusedError(t().config.refused[reason], line, column);
}
