import { RefusedError } from '../errors.ts';
import { findBroken } from '../jupyter/settings/compiles.ts';
import type { EditedFile } from '../jupyter/settings/edited-file.ts';
import { t } from '../messages/index.ts';
import type { PreparedPlan } from '../plan/prepared-plan.ts';
import type { Situation } from '../situation/situation.ts';
import type { System } from '../system/system.ts';

/** A Python config file whose settings a plan edits, with its bytes before and after. */
interface Edited extends EditedFile {
  readonly after: Uint8Array;
}

/** The Python config files in which a plan changes settings and nothing else, each as a whole. */
export function editedFiles({ changes }: PreparedPlan): Edited[] {
  const edited = new Map<string, Edited | undefined>();
  for (const one of changes) {
    if (one.path === undefined || one.change.kind === 'change-mode') continue;
    const { change, realPath, path } = one;
    const isKnown = edited.has(realPath);
    const earlier = edited.get(realPath);
    const isEdit = change.kind === 'edit-settings' && change.format === 'python' && one.after !== undefined;
    if (!isEdit || (isKnown && earlier === undefined)) {
      edited.set(realPath, undefined);
      continue;
    }
    const settings = { ...earlier?.settings, ...change.settings };
    const remove = [...(earlier?.remove ?? []), ...(change.remove ?? [])].filter((key) => !(key in settings));
    const before = earlier?.before ?? one.before?.bytes ?? change.initial?.bytes ?? new Uint8Array();
    edited.set(realPath, { path, before, after: one.after.bytes, settings, remove });
  }
  return [...edited.values()].filter((one) => one !== undefined);
}

/**
 * Where no Jupyter will read the files back, asks a Python 3 that is there whether they still compile. Throws
 * RefusedError, before anything is written, for one that no longer does.
 */
export async function requireCompiling(
  system: System,
  situation: Situation,
  prepared: PreparedPlan,
  unread: boolean | undefined,
): Promise<void> {
  const edited = editedFiles(prepared);
  if (edited.length === 0) return;
  if (!(unread ?? (await situation.get('target')).installed === undefined)) return;
  const broken = await findBroken(edited, system);
  if (broken === undefined) return;
  throw new RefusedError(t().pythonConfig.refused['would-break'], broken.line, broken.column, broken.path);
}
