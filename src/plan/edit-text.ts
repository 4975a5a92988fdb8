import { t } from '../messages/index.ts';
import { patchConfig, unsetConfig } from '../python-config/index.ts';
import type { PythonValue } from '../python-config/value.ts';
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
