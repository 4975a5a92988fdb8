import { patchConfig } from '../config/index.ts';
import type { PythonValue } from '../config/python-value.ts';
import { t } from '../messages/index.ts';
import type { SettingEdit } from './prepared.ts';

/** Sets settings in a Python config file by the line patcher; its reasons become sentences. */
export async function editPython(
  source: Uint8Array,
  settings: Readonly<Record<string, PythonValue>>,
): Promise<{ source: Uint8Array; edits: SettingEdit[] }> {
  const patched = patchConfig(source, settings);
  const edits = patched.edits.map((edit) => ({ ...edit, why: t().config.why[edit.why] }));
  return { source: patched.source, edits };
}
