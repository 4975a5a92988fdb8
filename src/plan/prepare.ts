import path from 'node:path';
import { ExposeError, RefusedError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { patchConfig, unsetConfig } from '../python-config/index.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { System } from '../system/system.ts';
import { isDone } from './action.ts';
import type {
  ActionChange,
  Change,
  EditLines,
  EditSettings,
  FileChange,
  Plan,
  RemoveFile,
} from './change.ts';
import { editJson } from './edit-json.ts';
import type {
  FileState,
  PreparedChange,
  PreparedCommand,
  PreparedFile,
  PreparedPlan,
  PreparedRemoval,
  SettingEdit,
} from './prepared-plan.ts';
import { needsSudo } from './sudo.ts';

/** The mode of a new file, which may later contain a hash or a key. */
const NEW_FILE_MODE = 0o600;

/**
 * Computes the effect of each change on this machine. Reads files and changes nothing. Throws RefusedError (with the
 * path) for a config file that cannot be edited safely.
 */
export async function preparePlan(
  plan: Plan<FileChange>,
  system: System,
): Promise<PreparedPlan<PreparedChange>>;
export async function preparePlan(plan: Plan, system: System): Promise<PreparedPlan>;
export async function preparePlan(plan: Plan, system: System): Promise<PreparedPlan> {
  const states = new Map<string, FileState | undefined>(); // a second change of one file starts from the first's result
  const prepared: (PreparedFile | PreparedCommand)[] = [];
  for (const change of plan.changes) {
    if (isAction(change)) {
      const sudo = change.kind === 'run-command' && needsSudo(change.needsRoot ?? false, system);
      prepared.push({ change, already: await isDone(change, system), ...(sudo && { sudo }) });
      continue;
    }
    const realPath = await system.files.realPath(change.path);
    const before = states.has(realPath) ? states.get(realPath) : await readState(system, change.path);
    if (change.kind === 'remove-file') {
      prepared.push(await prepareRemoval(change, realPath, before, system));
      states.set(realPath, undefined);
      continue;
    }
    const { bytes, edits } = await contentAfter(change, before?.bytes);
    const after = { bytes, mode: modeAfter(change, before?.mode) };
    const already = before !== undefined && sameState(before, after, system.platform);
    states.set(realPath, already ? before : after);
    prepared.push({ change, path: change.path, realPath, already, before, after, edits });
  }
  return {
    command: plan.command,
    changes: prepared.filter((one) => !one.already),
    already: prepared.filter((one) => one.already),
  };
}

/** Refuses to remove another user's file without root: a rollback could not restore its owner. */
async function prepareRemoval(
  change: RemoveFile,
  realPath: string,
  before: FileState | undefined,
  { files, uid }: System,
): Promise<PreparedRemoval> {
  const { path: shown, withDirectory = false } = change;
  const isForeign = before?.owner !== undefined && uid !== undefined && before.owner.uid !== uid;
  if (isForeign && uid !== 0)
    throw new ExposeError('environment', t().system.ownerNotKept(shown), t().system.ownerNotKeptHint);
  const directory = withDirectory ? await files.facts(path.dirname(realPath)) : undefined;
  return {
    change,
    path: shown,
    realPath,
    already: before === undefined,
    before,
    ...(directory && { directoryMode: directory.mode }),
  };
}

/** Whether the change is an action instead of a file change. */
export function isAction(change: Change): change is ActionChange {
  return change.kind === 'run-command' || change.kind === 'map-port';
}

/** The current state of a file; undefined if it does not exist. */
export async function readState(system: System, file: string): Promise<FileState | undefined> {
  const facts = await system.files.facts(file);
  if (facts?.kind === 'other')
    throw new ExposeError('environment', t().system.notAFile(file), t().system.otherPathHint);
  const bytes = facts === undefined ? undefined : await system.files.read(file);
  if (bytes === undefined || facts === undefined) return undefined;
  const { mode, uid, gid } = facts;
  return { bytes, mode, owner: { uid, gid } };
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Windows has no permission bits to compare. */
export function sameState(a: FileState, b: FileState, platform: NodeJS.Platform): boolean {
  return sameBytes(a.bytes, b.bytes) && (platform === 'win32' || a.mode === b.mode);
}

async function contentAfter(
  change: FileChange,
  before: Uint8Array | undefined,
): Promise<{ bytes: Uint8Array; edits: readonly SettingEdit[] }> {
  if (change.kind === 'write-file') return { bytes: change.bytes, edits: [] };
  if (change.kind === 'edit-lines' || change.kind === 'change-mode') {
    // Both kinds need an existing file, and it existed a moment ago.
    if (before === undefined)
      throw new ExposeError('changed-since', t().plan.changedSince(change.path), t().plan.changedSinceHint);
    return { bytes: change.kind === 'edit-lines' ? editLines(change, before) : before, edits: [] };
  }
  const source = before ?? change.initial?.bytes ?? new Uint8Array();
  const { source: bytes, edits } = await naming(change.path, () => editSettings(change, source));
  return { bytes, edits };
}

async function editSettings(change: EditSettings, source: Uint8Array) {
  const edit = change.format === 'python' ? editPython : editJson;
  return edit(source, change.settings, change.remove ?? []);
}

/** Keeps the mode of an edited file that is already more restrictive than requested (0400 for 0600). */
function modeAfter(change: FileChange, before: number | undefined): number {
  if (change.mode === undefined) return before ?? NEW_FILE_MODE;
  const narrower = before !== undefined && (before & ~change.mode) === 0;
  return change.kind !== 'write-file' && narrower ? before : change.mode;
}

/** Adds the file's name to a RefusedError, which only has line and column. */
async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new RefusedError(error.reason, error.line, error.column, file);
  }
}

/** Sets and removes settings in a Python config file through the line patcher, and turns its reasons into sentences. */
async function editPython(
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
  for (const { line, before, after, removes } of lines) {
    const at = (line - 1) * 2; // odd elements are the line ends
    if (all[at] === after && !removes) continue;
    if (all[at] !== before)
      throw new ExposeError('changed-since', t().plan.changedSince(path), t().plan.changedSinceHint);
    all[at] = after;
    if (removes) all[at + 1] = '';
  }
  return new Uint8Array(Buffer.from(all.join(''), 'latin1'));
}
