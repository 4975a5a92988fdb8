import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { patchConfig, unsetConfig } from '../python-config/index.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { EditLines } from './change.ts';
import type { SettingEdit } from './prepared.ts';

/** Sets and takes out settings in a Python config file by the line patcher; its reasons become sentences. */
export async function editPython(
  source: Uint8Array,
  settings: Readonly<Record<string, PythonValue>>,
  remove: readonly string[],
): Promise<{ source: Uint8Array; edits: SettingEdit[] }> {
  const why = t().config.why;
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
