import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { patchConfig, unsetConfig } from '../python-config/index.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { EditLines } from './change.ts';
import type { SettingEdit } from './prepared-plan.ts';

/** Sets and removes settings in a Python config file through the line patcher, and turns its reasons into sentences. */
export async function editPython(
  source: Uint8Array,
  settings: Readonly<Record<string, PythonValue>>,
  remove: readonly string[],
): Promise<{ source: Uint8Array; edits: SettingEdit[] }> {
  const why = t().pythonConfig.why;
  const unset = unsetConfig(source, remove);
  const patched = patchConfig(unset.source, settings);
  const edits: SettingEdit[] = unset.edits.map((edit) => ({
    ...edit,
    how: edit.how === 'absent' ? 'unchanged' : edit.how,
    why: why[edit.why],
  }));
  for (const edit of patched.edits) edits.push({ ...edit, why: why[edit.why] });
  return { source: patched.source, edits };
}

/**
 * Replaces lines of the file and keeps every line end. Throws 'changed-since' if a line is no longer the expected one.
 */
export function editLines({ path, lines }: EditLines, source: Uint8Array): Uint8Array {
  const all = Buffer.from(source)
    .toString('latin1')
    .split(/(\r\n|\r|\n)/);
  for (const { line, before, after } of lines) {
    const at = (line - 1) * 2; // odd elements are the line ends
    if (all[at] === after) continue;
    if (all[at] !== before)
      throw new ExposeError('changed-since', t().plan.changedSince(path), t().plan.changedSinceHint);
    all[at] = after;
  }
  return new Uint8Array(Buffer.from(all.join(''), 'latin1'));
}
