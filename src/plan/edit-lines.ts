import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { EditLines } from './change.ts';

/** The file with some of its lines replaced, every line end kept. Throws 'changed-since' when one is another by now. */
export function editLines({ path, lines }: EditLines, source: Uint8Array): Uint8Array {
  const all = Buffer.from(source)
    .toString('latin1')
    .split(/(\r\n|\r|\n)/);
  for (const { line, before, after } of lines) {
    const at = (line - 1) * 2; // between two lines stands what ended the first
    if (all[at] === after) continue;
    if (all[at] !== before)
      throw new ExposeError('changed-since', t().plan.changedSince(path), t().plan.changedSinceHint);
    all[at] = after;
  }
  return new Uint8Array(Buffer.from(all.join(''), 'latin1'));
}
